import { describe, expect, it } from 'vitest';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { FORM } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched, merged, reach } from '#test/support/journey-stages.ts';

/** So much better that the first of two looks proves it. */
const BETTER = { scenarios: [withHarm(cookieCats, 'retained_7d', 1.15)] };

function allUsersMeet({ running }: Journey, key: string): string {
  const flag = running.sandbox.posthog.flags().findLast((one) => one.key === key);
  if (flag?.active !== true) return 'off';
  const all = flag.filters.multivariate?.variants.find(({ rollout_percentage: share }) => share === 100);
  return all?.key ?? 'split';
}

/** The names of the records that the thread shows. */
function recordsOf({ running }: Journey): readonly string[] {
  const files = Object.values(running.sandbox.slack.snapshot().files);
  return files.flatMap(({ name, shares }) => (name.endsWith('.md') && shares.length > 0 ? [name] : []));
}

async function times(journey: Journey, key: string, words: string): Promise<number> {
  return (await journey.thread(key)).filter((text) => text.includes(words)).length;
}

describe('auto on', () => {
  it('ships what is proven at a registered look without a press, and a person may take it back', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await unchanged(journey, key, () => journey.command('mia', `auto on ${key}`));
      expect(journey.told('mia')).toContain('another person has to decide');
      await unchanged(journey, key, () => journey.command('ada', `auto on ${key}`));
      expect(journey.told('ada')).toContain('Only approvers may do this');
      await journey.command('priya', `auto on ${key}`);
      expect((await journey.thread(key)).at(-1)).toContain('Auto is on by @priya');
      await reach(journey, key, ['decided'], 30);
      expect(allUsersMeet(journey, key)).toBe('treatment');
      expect((await journey.thread(key)).at(-1)).toMatch(
        /Shipped: all users now get.*Decided automatically, as the rules recommend \(auto turned on by @priya\)/s,
      );
      expect((await journey.load(key)).looks.snapshots).toHaveLength(1);
      expect(await journey.card(key)).toContain('auto turned on by @priya');
      await journey.press('sam', key, 'undo_decision');
      const { status, unattended } = await journey.load(key);
      expect([status, unattended?.auto?.mode, allUsersMeet(journey, key)]).toEqual([
        'deciding',
        'off',
        'split',
      ]);
      await journey.running.advance(HOUR, { step: 5 * MINUTE });
      expect((await journey.load(key)).status).toBe('deciding');
    }, BETTER));

  it('loses against a press that comes first', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await journey.command('priya', `auto on ${key}`);
      await journey.command('ada', `auto off ${key}`);
      expect((await journey.thread(key)).at(-1)).toContain('Auto is off by @ada');
      await reach(journey, key, ['deciding'], 30);
      await journey.command('priya', `auto on ${key}`);
      await journey.press('sam', key, 'decide_ship');
      await journey.running.advance(20 * MINUTE, { step: 5 * MINUTE });
      expect((await journey.load(key)).decision.record).toMatchObject({ by: [expect.any(String)] });
      expect(await times(journey, key, 'Shipped: all users')).toBe(1);
    }, BETTER));

  it('is refused if the risk is not low', () =>
    withJourney(async (journey) => {
      const key = await merged(journey, 'Send the men’s e-mail', {
        ...FORM,
        ...{ goalMetric: 'visit_rate', guardrailMetrics: ['checkout_conversion'] },
        ...{ smallestLift: '10', surface: 'e-mail', risk: 'high' },
      });
      await unchanged(journey, key, () => journey.command('priya', `auto on ${key}`));
      expect(journey.told('priya')).toContain(
        'Auto is for low risk alone, and this experiment has high risk',
      );
      await journey.command('priya', `auto maybe ${key}`);
      expect(journey.told('priya')).toContain('Say how');
    }));
});

describe('auto dry-run', () => {
  it('says what it would have done, and an approver decides', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await journey.command('sam', `auto dry-run ${key}`);
      await reach(journey, key, ['deciding'], 30);
      await journey.running.advance(HOUR, { step: 5 * MINUTE });
      expect(await times(journey, key, 'Dry run: with auto on, the bot would ship it now')).toBe(1);
      expect(allUsersMeet(journey, key)).toBe('split');
      await journey.press('priya', key, 'decide_ship');
      expect(allUsersMeet(journey, key)).toBe('treatment');
    }, BETTER));
});

describe('a decision that no approver takes', () => {
  it('is told beforehand, reminded of once, and expires to the control', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await reach(journey, key, ['deciding'], 30);
      expect((await journey.thread(key)).at(-1)).toMatch(
        /The flag goes back to the control on .* if no approver/,
      );
      await journey.running.advance(18 * DAY, { step: 12 * HOUR });
      expect(await times(journey, key, 'a decision still waits')).toBe(0);
      await journey.running.advance(2 * DAY, { step: 12 * HOUR });
      expect(await times(journey, key, 'a decision still waits')).toBe(1);
      expect(allUsersMeet(journey, key)).toBe('split');
      await reach(journey, key, ['decided'], 2);
      expect(allUsersMeet(journey, key)).toBe('off');
      expect((await journey.load(key)).decision.record?.decision).toBe('end-without-winner');
      expect((await journey.thread(key)).at(-1)).toContain('because no approver decided in time');
      expect(await times(journey, key, 'a decision still waits')).toBe(1);
      await journey.press('sam', key, 'undo_decision');
      expect([(await journey.load(key)).status, allUsersMeet(journey, key)]).toEqual(['deciding', 'split']);
      await journey.running.advance(HOUR, { step: 5 * MINUTE });
      expect((await journey.load(key)).status).toBe('deciding');
    }, BETTER));

  it('on a change that is proven worse goes back to the control in three days, with a message', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      await journey.running.advance(DAY, { step: 6 * HOUR });
      expect(await times(journey, key, 'a decision still waits')).toBe(0);
      await journey.running.advance(DAY, { step: 6 * HOUR });
      expect(await times(journey, key, 'a decision still waits')).toBe(1);
      expect(allUsersMeet(journey, key)).toBe('split');
      await reach(journey, key, ['decided'], 2);
      expect((await journey.thread(key)).at(-1)).toMatch(/Killed: .*because no approver decided in time/s);
      expect(allUsersMeet(journey, key)).toBe('off');
      await journey.press('sam', key, 'undo_decision');
      await journey.running.advance(HOUR, { step: 5 * MINUTE });
      expect((await journey.load(key)).status).toBe('deciding');
    }));
});

describe('the full record', () => {
  async function completed(journey: Journey, fail: (slack: Journey['running']['sandbox']['slack']) => void) {
    const key = await deciding(journey);
    await journey.press('priya', key, 'decide_kill', { copies: 2 });
    await journey.running.advance(2 * HOUR);
    expect(recordsOf(journey)).toEqual([]);
    fail(journey.running.sandbox.slack);
    const { cleanUp } = await journey.load(key);
    await journey.running.merge(cleanUp?.pullRequest?.number ?? 0, 'sam');
    await reach(journey, key, ['completed'], 1);
    await journey.running.settle();
    return key;
  }

  it('is a document in the thread when the experiment is completed, once', () =>
    withJourney(async (journey) => {
      const key = await completed(journey, () => {});
      expect(recordsOf(journey)).toEqual([expect.stringContaining(`${key}-record-`)]);
    }));

  it('that Slack refuses is told once, holds nothing up, and a button makes it anew', () =>
    withJourney(async (journey) => {
      const refused = { method: 'files.getUploadURLExternal', kind: { error: 'missing_scope' }, times: 1 };
      const key = await completed(journey, (slack) => slack.fail(refused));
      expect(journey.takeErrors()).toHaveLength(1);
      const thread = (await journey.thread(key)).join('\n');
      expect(thread).toMatch(/The full record could not be posted.*No step waits for it\./s);
      expect(thread).toMatch(
        /Killed: the flag is off.*Completed\. The experiment’s code and the flag are gone/s,
      );
      expect(await journey.card(key)).not.toContain('Stuck');
      await journey.press('mia', key, 'retry_effect');
      expect(recordsOf(journey)).toHaveLength(1);
    }));

  it('that fails while Slack is away is told once, and made anew by the bot', () =>
    withJourney(async (journey) => {
      const away = { method: 'files.getUploadURLExternal', kind: { error: 'fatal_error' }, times: 12 };
      const key = await completed(journey, (slack) => slack.fail(away));
      await journey.running.advance(5 * HOUR, { step: 5 * MINUTE });
      expect(recordsOf(journey)).toHaveLength(1);
      expect(await times(journey, key, 'The full record could not be posted')).toBe(1);
      expect(await times(journey, key, 'The bot tries it again every hour')).toBe(1);
      expect(journey.takeErrors().length).toBeGreaterThan(1);
    }));
});
