import { describe, expect, it, vi } from 'vitest';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { FORM, IDEA, type Journey, MAIL } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched, reach } from '#test/support/journey-stages.ts';
import { PATIENT } from '#test/support/patience.ts';

const ideaIn = (journey: Journey, who: string) =>
  journey.modal(who).state.values['idea']?.['idea']?.['value'];

function isOn({ running }: Journey, key: string): boolean {
  return running.sandbox.posthog.flags().findLast((flag) => flag.key === key)?.active === true;
}

/** The command is answered at once; what it read comes behind. */
async function analyzed(journey: Journey, who: string, key: string, words: RegExp): Promise<void> {
  await journey.command(who, `analyze ${key}`);
  await vi.waitFor(() => expect(journey.told(who)).toMatch(words), PATIENT);
  await journey.running.settle();
}

/** All that one person alone was told, oldest first. */
const allTold = ({ running }: Journey, who: string) =>
  running.sandbox.slack
    .ephemerals(who)
    .map(({ text }) => text)
    .join('\n');

describe('/experiment create', () => {
  it('opens the form with the idea that follows, and keeps a "create" that belongs to it', () =>
    withJourney(async (journey) => {
      await journey.command('mia', `create ${IDEA}`);
      expect(ideaIn(journey, 'mia')).toBe(IDEA);
      await journey.fill('mia', {});
      await journey.command('sam', 'Create a list of gifts on the first page');
      expect(ideaIn(journey, 'sam')).toBe('Create a list of gifts on the first page');
      await journey.command('ada', 'create');
      expect(journey.told('ada')).toContain('Describe the change in a sentence');
    }));
});

describe('/experiment analyze', () => {
  it('reads health and harm now, never an effect between looks, and one query serves all who ask', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await journey.running.advance(3 * DAY, { step: 6 * HOUR });
      const queries = () => journey.running.sandbox.posthog.requests.length;
      await journey.running.advance(5 * HOUR);
      const before = (await journey.load(key)).looks;
      await analyzed(journey, 'ada', key, /No harm is proven.*Effects stay hidden until the first look/s);
      const after = (await journey.load(key)).looks;
      expect(after.watch?.until).toBeGreaterThan(before.watch?.until ?? 0);
      expect(after.snapshots).toHaveLength(0);
      expect(after.watch?.analysis.comparisons).toEqual([]);
      expect(journey.told('ada')).not.toMatch(/lift|p-value|interval/);
      const asked = queries();
      await journey.running.advance(5 * MINUTE);
      await analyzed(journey, 'mia', key, /The newest reading is less than 15 minutes old/);
      expect(queries()).toBe(asked);
    }));

  it('repeats the newest report, and says so if there is nothing to read or no such experiment', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      await journey.running.advance(HOUR);
      await analyzed(journey, 'ada', key, /Newest report.*Look 2 of 2/s);
      await journey.press('priya', key, 'decide_kill');
      await analyzed(journey, 'ada', key, /There is nothing to read now/);
      await journey.command('ada', 'analyze nothing-like-it');
      expect(journey.told('ada')).toContain('There is no experiment "nothing-like-it"');
    }));

  it('stops harm that it finds, and tells what PostHog answers if it answers no figures', () =>
    withJourney(
      async (journey) => {
        const key = await launched(journey, IDEA, { ...FORM, guardrailMetrics: ['crash_rate'] });
        journey.running.sandbox.posthog.fail({ kind: 'http-403', times: 1, path: '/query/' });
        await journey.running.advance(20 * MINUTE, { step: 20 * MINUTE });
        await analyzed(journey, 'ada', key, /Nothing was read\. .*query:read/s);
        await journey.running.advance(20 * HOUR, { step: 20 * HOUR });
        await journey.command('ada', `analyze ${key}`);
        // The command is answered before the reading is done.
        await vi.waitFor(
          async () => expect((await journey.load(key)).looks.harm).toBe('crash_rate'),
          PATIENT,
        );
        await journey.running.settle();
        expect(isOn(journey, key)).toBe(false);
      },
      { scenarios: [withHarm(cookieCats, 'app_crashed', 3)] },
    ));
});

describe('/experiment promote', () => {
  it('shows the button of the newest report, whose press is the same decision', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, MAIL.idea, MAIL.form);
      await unchanged(journey, key, () => journey.command('mia', `promote ${key}`));
      expect(journey.told('mia')).toContain('another person has to decide');
      await unchanged(journey, key, () => journey.command('ada', `promote ${key}`));
      expect(journey.told('ada')).toContain('Only approvers may do this');
      await unchanged(journey, key, () => journey.command('priya', `promote ${key}`));
      expect(journey.told('priya')).toContain('recommends to ship it');
      const [asked] = journey.running.sandbox.slack.ephemerals('priya').slice(-1);
      if (asked === undefined) throw new Error('priya was told nothing');
      await journey.pressOn('priya', asked, 'decide_ship');
      expect((await journey.load(key)).decision.record).toMatchObject({ decision: 'ship' });
      expect((await journey.thread(key)).join('\n')).toContain('Shipped by @priya');
      await journey.command('sam', `promote ${key}`);
      expect(journey.told('sam')).toContain('Deciding is not possible now');
    }));

  it('asks for a reason against the recommendation, as the report does', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      await journey.command('priya', `promote ${key}`);
      const [asked] = journey.running.sandbox.slack.ephemerals('priya').slice(-1);
      if (asked === undefined) throw new Error('priya was told nothing');
      await unchanged(journey, key, () => journey.pressOn('priya', asked, 'decide_ship'));
      await journey.fill('priya', { reason: 'Legal wants it' });
      expect((await journey.load(key)).decision.pendingOverride?.decision).toBe('ship');
    }));
});

describe('/experiment stop', () => {
  it('cancels before the run, and ends a running one by an approver with a reason', () =>
    withJourney(async (journey) => {
      const early = await journey.propose('mia');
      await journey.command('mia', `stop ${early} the season is over`);
      expect((await journey.load(early)).status).toBe('cancelled');
      const key = await launched(journey, 'Show the tutorial again after the second gate');
      await unchanged(journey, key, () => journey.command('priya', `stop ${key}`));
      expect(journey.told('priya')).toMatch(/say why/i);
      await unchanged(journey, key, () => journey.command('mia', `stop ${key} no`));
      expect(journey.told('mia')).toContain('another person has to decide');
      await journey.command('priya', `stop ${key} the chapter was dropped`);
      const { status, decision } = await journey.load(key);
      expect([status, decision.record?.decision, decision.record?.reason]).toEqual([
        'decided',
        'end-without-winner',
        'the chapter was dropped',
      ]);
      expect(isOn(journey, key)).toBe(false);
    }));

  it('does what the rules recommend on the newest report', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      await journey.command('priya', `stop ${key}`);
      expect((await journey.load(key)).decision.record?.decision).toBe('kill');
      expect((await journey.thread(key)).join('\n')).toContain('Killed by @priya');
    }));
});

describe('/experiment extend', () => {
  it('opens the form of the button for an approver, and says why not to others', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, IDEA, FORM);
      await unchanged(journey, key, () => journey.command('priya', `extend ${key}`));
      expect(journey.told('priya')).toContain('its error budget is spent');
      await journey.command('ada', 'extend nothing-like-it');
      expect(journey.told('ada')).toContain('There is no experiment');
    }));

  it('extends before the registered end', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, MAIL.idea, { ...MAIL.form, smallestLift: '5' });
      await unchanged(journey, key, () => journey.command('mia', `extend ${key}`));
      expect(journey.told('mia')).toContain('another person has to decide');
      await journey.command('priya', `extend ${key}`);
      expect(journey.modal('priya').title?.['text']).toBe('Extend the experiment');
      await journey.fill('priya', { reason: 'The holiday week distorts it' });
      expect((await journey.thread(key)).at(-1)).toContain('wants to extend it');
    }));
});

describe('/experiment rollback', () => {
  it('undoes a decision inside its hour', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, MAIL.idea, MAIL.form);
      await journey.press('priya', key, 'decide_ship');
      await unchanged(journey, key, () => journey.command('ada', `rollback ${key}`));
      expect(journey.told('ada')).toContain('Only approvers may do this');
      await journey.command('sam', `rollback ${key}`);
      expect((await journey.load(key)).status).toBe('deciding');
      expect((await journey.thread(key)).join('\n')).toContain('Undone by @sam');
    }));

  it('switches a running experiment off with a reason, and asks for one', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await unchanged(journey, key, () => journey.command('ada', `rollback ${key}`));
      expect(journey.told('ada')).toContain('say why');
      await journey.command('ada', `rollback ${key} it crashes on tablets`);
      expect((await journey.load(key)).launch?.pause?.reason).toBe('it crashes on tablets');
      expect(isOn(journey, key)).toBe(false);
      await journey.command('ada', 'rollback nothing-like-it');
      expect(allTold(journey, 'ada')).toContain('There is no experiment "nothing-like-it"');
      await reach(journey, key, ['paused'], 0);
    }));

  it('says of an experiment that is over what is left to do', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      await journey.command('mia', `cancel ${key} not now`);
      await unchanged(journey, key, () => journey.command('ada', `rollback ${key} it crashes on tablets`));
      expect(journey.told('ada')).toContain('This experiment is over');
    }));
});
