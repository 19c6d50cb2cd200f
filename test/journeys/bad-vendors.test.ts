import { describe, expect, it } from 'vitest';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { DAY } from '#shared/clock.ts';
import { type Journey, keysOf } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { withHastyModel } from '#test/support/journey-model.ts';
import { deciding, launched, merged, reach } from '#test/support/journey-stages.ts';
import { variants } from '#test/support/runs.ts';

/** Words that a person should never meet. */
const INNARDS = /undefined|NaN|\[object|\bat .+\.ts|Error:|\{"|ECONN|fetch failed/;

/** The newest message of the thread, which must be in plain words. */
async function newest(journey: Journey, key: string): Promise<string> {
  const said = (await journey.thread(key)).at(-1) ?? '';
  expect(said).not.toMatch(INNARDS);
  return said;
}

/** Presses Try again and shows that the experiment goes on to a plan and to code. */
async function goesOn(journey: Journey, key: string, retry: string): Promise<void> {
  await journey.press('mia', key, retry);
  expect((await journey.load(key)).status).toBe('in-review');
  await journey.press('priya', key, 'approve_plan');
  expect((await journey.load(key)).status).toBe('implemented');
}

describe('a model', () => {
  it.each(
    variants([
      ['rubbish twice', { kind: 'rubbish', times: 2 }, 'could not be used, even after one repair'],
      ['a refusal', { kind: 'refuses', times: 1 }, 'declined to answer'],
      ['half an answer', { kind: 'truncated', times: 1 }, 'was cut off'],
    ] as const),
  )('that answers with %s leaves the design to be tried again', (_name, fault, words) =>
    withJourney(async (journey) => {
      journey.running.sandbox.model?.fail({ ...fault, role: 'designer' });
      const key = await journey.propose('mia');
      expect(await newest(journey, key)).toMatch(
        new RegExp(`There is no plan yet.*${words}.*Try again`, 's'),
      );
      expect(await journey.card(key)).toContain('Press Try again in the thread');
      await goesOn(journey, key, 'retry_design');
    }),
  );

  it('that answers with rubbish once is asked again, and the thread does not show it', () =>
    withJourney(async (journey) => {
      journey.running.sandbox.model?.fail({ kind: 'rubbish', times: 1, role: 'designer' });
      const key = await journey.propose('mia');
      expect((await journey.load(key)).status).toBe('in-review');
    }));

  it('that does not answer in time is asked three times in all, then by a person', () =>
    withHastyModel(async (journey, model) => {
      model.fail({ kind: 'timeout', times: 3, role: 'supervisor' });
      const key = await journey.propose('mia');
      expect(journey.takeErrors().map(({ fields }) => fields['code'])).toEqual(['model.timeout']);
      expect(await newest(journey, key)).toMatch(
        /could not make the plan.*did not answer in time.*Nothing is lost/s,
      );
      await goesOn(journey, key, 'retry_effect');
    }));

  it('that does not answer in time once is asked again by itself', () =>
    withHastyModel(async (journey, model) => {
      model.fail({ kind: 'timeout', times: 1, role: 'policy' });
      const key = await journey.propose('mia');
      expect((await journey.load(key)).status).toBe('in-review');
      expect((await journey.thread(key)).filter((text) => text.includes('== Plan:'))).toHaveLength(1);
    }));

  it('whose key is not accepted is named with the setting', () =>
    withJourney(async (journey) => {
      journey.running.sandbox.model?.fail({ kind: 'http-401', times: 1 });
      const key = await journey.propose('mia');
      expect(journey.takeErrors()).toHaveLength(1);
      expect(await newest(journey, key)).toContain('OPENAI_API_KEY');
      await goesOn(journey, key, 'retry_effect');
    }));

  it('that fails at a look leaves the report with its figures', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      journey.running.sandbox.model?.fail({ kind: 'refuses', times: 50, role: 'analyst' });
      const {
        looks: { snapshots },
      } = await reach(journey, key, ['deciding'], 30);
      expect(snapshots.at(-1)?.narrative).toBeNull();
      await journey.press('priya', key, 'decide_kill');
      expect((await journey.load(key)).status).toBe('decided');
    }));
});

describe('PostHog', () => {
  it.each(
    variants([
      ['500', { kind: 'http-500', times: 5 }, 'posthog.unavailable'],
      ['an empty body', { kind: 'empty', times: 5 }, 'posthog.unexpected-answer'],
      ['a page instead of data', { kind: 'garbled', times: 5 }, 'posthog.unexpected-answer'],
      ['403', { kind: 'http-403', times: 1 }, 'posthog.forbidden'],
    ] as const),
  )('that answers the baseline with %s leaves the plan to be tried again', (_name, fault, code) =>
    withJourney(async (journey) => {
      journey.running.sandbox.posthog.fail({ ...fault, path: '/query/' });
      const key = await journey.propose('mia');
      expect(journey.takeErrors().map(({ fields }) => fields['code'])).toEqual([code]);
      expect(await newest(journey, key)).toMatch(
        /could not make the plan.*PostHog.*Nothing is lost.*Try again/s,
      );
      await goesOn(journey, key, 'retry_effect');
    }),
  );

  it('that has seen no unit on the surface says so, and another surface helps', () =>
    withJourney(
      async (journey) => {
        const key = await journey.propose('mia');
        expect(await newest(journey, key)).toContain('No unit was seen on "level gate" in the last 28 days');
        await journey.press('mia', key, 'edit_request');
        await journey.fill('mia', { surface: 'checkout', smallestLift: '8' });
        expect((await journey.load(key)).status).toBe('in-review');
      },
      { scenarios: [{ ...cookieCats, baseline: {} }] },
    ));

  it('that fails at looks is asked again at the next tick, and no look is lost', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      journey.running.sandbox.posthog.fail({ kind: 'http-500', times: 40, path: '/query/' });
      const {
        looks: { snapshots },
      } = await reach(journey, key, ['deciding'], 30);
      expect(snapshots).toHaveLength(2);
    }));

  it('to which no exposure comes keeps the canary small and says so', () =>
    withJourney(
      async (journey) => {
        const key = await merged(journey);
        await journey.press('priya', key, 'launch');
        await journey.running.advance(2 * DAY);
        expect((await journey.load(key)).status).toBe('verifying');
        const said = (await journey.thread(key)).filter((text) => text.includes('could not be verified'));
        expect(said).toHaveLength(1);
        expect(said[0]).toContain('End in the menu of the card');
        await journey.command('mia', `cancel ${key}`);
        expect((await journey.load(key)).status).toBe('cancelled');
      },
      { scenarios: [nobody()] },
    ));

  it('that fails when a decision is carried out does it as soon as it can', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      journey.running.sandbox.posthog.fail({ kind: 'http-500', times: 3, path: '/feature_flags/' });
      await journey.press('priya', key, 'decide_kill');
      expect(journey.running.sandbox.posthog.flags()[0]?.active).toBe(false);
      expect((await journey.thread(key)).filter((text) => text.includes('Killed: the flag'))).toHaveLength(1);
    }));
});

function nobody() {
  const { control, treatment } = cookieCats.arms;
  return {
    ...cookieCats,
    arms: { control: { ...control, units: 0 }, treatment: { ...treatment, units: 0 } },
  };
}

describe('Slack', () => {
  it('that asks to wait is waited for, and nothing is said twice', () =>
    withJourney(async (journey) => {
      const { slack, clock } = journey.running.sandbox;
      const before = clock.now();
      slack.fail({ method: 'chat.postMessage', kind: 'ratelimited', times: 2, retryAfter: 30 });
      slack.fail({ method: 'chat.update', kind: 'ratelimited', times: 2, retryAfter: 30 });
      const key = await journey.propose('mia');
      // The card waits; its names and the steps on it only decorate, so nothing waits for them.
      expect(clock.now() - before).toBeGreaterThanOrEqual(60_000);
      const {
        status,
        delivery: { threadTs },
      } = await journey.load(key);
      expect([status, slack.messages('growth').length]).toEqual(['in-review', 1]);
      const said = await journey.thread(key);
      expect([threadTs === null, said.length]).toEqual([false, 1]);
    }));

  it('that says a message and loses the answer is not told to say it again', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      slack.fail({ method: 'chat.postMessage', kind: 'done-but-no-answer', times: 1 });
      const key = await journey.propose('mia');
      expect(slack.messages('growth')).toHaveLength(1);
      slack.fail({ method: 'chat.postMessage', kind: 'done-but-no-answer', times: 2 });
      await journey.press('priya', key, 'approve_plan');
      expect((await journey.load(key)).status).toBe('implemented');
      const said = await journey.thread(key);
      expect(new Set(said).size).toBe(said.length);
    }));

  it('that does not open the form tells the person, who tries again', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      slack.fail({ method: 'views.open', kind: 'ratelimited' });
      await journey.command('mia', 'Move the first gate to level 40');
      expect(journey.told('mia')).toMatch(
        /That did not work \(error [a-z0-9]{6}\)\. Nothing was lost; try again/,
      );
      const [line] = journey.takeErrors();
      expect(journey.told('mia')).toContain(String(line?.fields['id']));
      await journey.propose('mia');
      expect(await keysOf(journey.running)).toHaveLength(1);
    }));
});

describe('GitHub', () => {
  it.each(
    variants([
      ['500', { kind: 'http-500', times: 5 }, /GitHub answered 500/],
      ['403', { kind: 'http-403', times: 1 }, /GitHub forbade this: give the token/],
      ['401', { kind: 'http-401', times: 1 }, /GITHUB_TOKEN/],
      ['nothing', { kind: 'unreachable', times: 5 }, /GitHub gave no answer/],
    ] as const),
  )('that answers the designer with %s leaves the plan to be tried again', (_name, fault, words) =>
    withJourney(async (journey) => {
      journey.running.sandbox.github.fail(fault);
      const key = await journey.propose('mia');
      expect(journey.takeErrors()).toHaveLength(1);
      const said = await newest(journey, key);
      expect(said).toMatch(words);
      expect(said).toMatch(/Nothing is lost.*Try again/s);
      await goesOn(journey, key, 'retry_effect');
    }),
  );

  it('without the repository says what to check, and the experiment goes on when it is there', () =>
    withJourney(async (journey) => {
      journey.running.sandbox.github.fail({ kind: 'http-404', times: 20 });
      const key = await journey.propose('mia');
      expect(await newest(journey, key)).toMatch(
        /acme\/shop is not there, or the bot may not read it\. Give the bot access/,
      );
      journey.running.sandbox.github.clearFaults();
      await goesOn(journey, key, 'retry_design');
    }));

  it.each(
    variants([
      ['500', { kind: 'http-500', times: 5 }],
      ['403', { kind: 'http-403', times: 1 }],
      ['404', { kind: 'http-404', times: 30 }],
    ] as const),
  )('that refuses to write with %s leaves one pull request in the end', (_name, fault) =>
    withJourney(async (journey) => {
      const { github } = journey.running.sandbox;
      const key = await journey.propose('mia');
      github.fail({ ...fault, method: 'POST' });
      await journey.press('priya', key, 'approve_plan');
      expect(journey.takeErrors()).toHaveLength(1);
      expect(await newest(journey, key)).toMatch(/pull request could not be opened.*Nothing is lost/s);
      await unchanged(journey, key, () => journey.command('ada', `status ${key}`));
      expect(journey.told('ada')).toContain('Try again');
      github.clearFaults();
      await journey.press('sam', key, 'retry_effect');
      expect((await journey.load(key)).status).toBe('implemented');
      expect(await github.listPulls()).toHaveLength(1);
    }),
  );
});
