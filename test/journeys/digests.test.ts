import { describe, expect, it } from 'vitest';
import { weeklyFigures } from '#domain/digest/weekly-figures.ts';
import { digestsFeature } from '#features/digests/index.ts';
import { experimentsAt } from '#features/digests/read-experiments.ts';
import { loadBulletin } from '#journal/bulletins.ts';
import { SANDBOX_CHANNEL, SANDBOX_START } from '#sandbox/run-sandbox.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { FORM, IDEA, type Journey, keysOf, wholeForm } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { byHand } from '#test/support/journey-flags.ts';
import { launched } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const settings = useSettingsFile();
const NEWS = 'C00000NEWS1';
const SECRET = 'C000SECRET1';
/** Sandbox time begins on Monday, 7 September 2026, 09:00 UTC, which is 11:00 in Berlin. */
const BERLIN_MORNING = 'timeZone: Europe/Berlin';

/** A journey whose settings want digests; with a channel for them, and a private one. */
async function withDigests(parts: string, play: (journey: Journey) => Promise<void>): Promise<void> {
  await settings.add(`digests:\n  ${BERLIN_MORNING}\n${parts}`);
  await withJourney(
    async (journey) => {
      addChannels(journey);
      await play(journey);
    },
    { settingsFile: settings.path },
  );
}

function addChannels({ running: { sandbox } }: Journey): void {
  const { slack } = sandbox;
  const state = slack.snapshot();
  const members = [...['mia', 'priya', 'sam'].map(slack.userId), slack.botUserId];
  const usual = { isArchived: false, user: null, members };
  state.channels[NEWS] = { ...usual, id: NEWS, name: 'news', isPrivate: false };
  state.channels[SECRET] = { ...usual, id: SECRET, name: 'secret', isPrivate: true };
  slack.restore(state);
}

const textsIn = ({ running }: Journey, channel: string) =>
  running.sandbox.slack.messages(channel).map(({ text }) => text);
/** Lets time pass until a moment. */
async function until({ running }: Journey, at: number): Promise<void> {
  const left = at - running.sandbox.clock.now();
  await running.advance(left, { step: left % HOUR === 0 ? HOUR : left });
}
const DAILY = `  daily: {channels: [${NEWS}], at: "08:30"}`;
const WEEKLY = `  weekly: {channels: [${NEWS}], at: "10:00", day: tuesday}`;

describe('digests', () => {
  it('come once a week at their local time, with their picture, and a quiet week is one line', () =>
    withDigests(WEEKLY, async (journey) => {
      await launched(journey);
      const at = Date.parse('2026-09-08T08:00:00Z');
      await until(journey, at - 5 * MINUTE);
      expect(textsIn(journey, NEWS)).toEqual([]);
      await until(journey, at);
      expect(textsIn(journey, NEWS)).toEqual(['This week: 1 started, 0 ended, 0 waiting for people.']);
      const [message] = journey.running.sandbox.slack.messages(NEWS);
      expect(message?.blocks.map(({ type }) => type)).toContain('image');
      await journey.running.advance(7 * DAY, { step: 6 * HOUR });
      expect(textsIn(journey, NEWS)).toHaveLength(2);
    }));

  it('say a quiet week in one line', () =>
    withDigests(WEEKLY, async (journey) => {
      await journey.running.advance(DAY, { step: HOUR });
      const [message, ...more] = journey.running.sandbox.slack.messages(NEWS);
      expect(message?.text).toBe(
        'A quiet week: nothing started, ended or waits for people, and no experiment runs.',
      );
      expect([message?.blocks.length, more]).toEqual([1, []]);
    }));

  it('say nothing on a day on which nothing is wrong, and something once on a day on which something is', () =>
    withDigests(DAILY, async (journey) => {
      const key = await launched(journey);
      await journey.running.advance(2 * DAY, { step: HOUR });
      expect(textsIn(journey, NEWS)).toEqual([]);
      byHand(journey, key, { active: false });
      await journey.running.advance(2 * DAY, { step: HOUR });
      expect(new Set(textsIn(journey, NEWS))).toEqual(new Set(['One thing needs a person.']));
      expect(textsIn(journey, NEWS).length).toBeLessThanOrEqual(2);
    }));

  it('come once, although the bot was away at their moment and several processes make them up', () =>
    withDigests(WEEKLY, async (journey) => {
      const { clock } = journey.running.sandbox;
      clock.advance(9 * DAY);
      const { coPilot } = journey.running.bot;
      const [job] = digestsFeature.jobs;
      await Promise.all([job?.run(coPilot), job?.run(coPilot), job?.run(coPilot)]);
      await journey.running.settle();
      await journey.running.advance(DAY, { step: HOUR });
      // Two moments passed; the newest is made up, and the one before is not.
      expect(textsIn(journey, NEWS)).toHaveLength(1);
      expect(await loadBulletin(coPilot.store, `digest/weekly/2026-09-15/${NEWS}`)).not.toBeNull();
      expect(await loadBulletin(coPilot.store, `digest/weekly/2026-09-08/${NEWS}`)).toBeNull();
    }));

  it('leave out the experiments of other private channels, figures included', () =>
    withDigests(`  weekly: {channels: [${NEWS}, ${SECRET}], at: "10:00", day: tuesday}`, async (journey) => {
      const { slack } = journey.running.sandbox;
      await journey.running.act(() =>
        slack.as('mia').command('/experiment', wholeForm(IDEA), { channel: SECRET }),
      );
      await journey.fill('mia', FORM);
      expect(await keysOf(journey.running)).toHaveLength(1);
      await journey.running.advance(DAY, { step: HOUR });
      expect(textsIn(journey, NEWS)).toEqual([
        'A quiet week: nothing started, ended or waits for people, and no experiment runs.',
      ]);
      expect(textsIn(journey, SECRET).at(-1)).toBe('This week: 0 started, 0 ended, 1 waiting for people.');
    }));

  it('are the figures of the journals at their moment, whatever came later', () =>
    withDigests(WEEKLY, async (journey) => {
      await launched(journey);
      const { coPilot } = journey.running.bot;
      await journey.running.advance(DAY, { step: HOUR });
      const bulletin = await loadBulletin(coPilot.store, `digest/weekly/2026-09-08/${NEWS}`);
      await journey.running.advance(20 * DAY, { step: DAY });
      const end = Date.parse('2026-09-08T07:59:00Z');
      const window = { from: end - 7 * DAY, until: end };
      const figures = weeklyFigures(await experimentsAt(coPilot, window, true), window);
      expect(bulletin?.said.facts).toMatchObject({
        ...window,
        states: figures.states,
        waiting: figures.waiting,
        started: { count: figures.started.length },
        concluded: { count: figures.concluded.length },
        looks: { count: figures.looks.length },
      });
    }));

  it('come as a review and for a month, with the agenda and the targets', () =>
    withDigests(
      `  review: {channels: [${NEWS}], at: "12:00", day: monday}\n  monthly: {channels: [${NEWS}], at: "12:00"}`,
      async (journey) => {
        await launched(journey);
        await journey.running.advance(25 * DAY, { step: DAY / 2 });
        const texts = textsIn(journey, NEWS);
        expect(texts.filter((text) => text.startsWith('Review: ')).length).toBeGreaterThanOrEqual(1);
        expect(texts.filter((text) => text.startsWith('September 2026: '))).toHaveLength(1);
        expect(SANDBOX_START).toBe(Date.parse('2026-09-07T09:00:00Z'));
      },
    ));

  it('are not posted unless the settings name their channels', () =>
    withJourney(async (journey) => {
      await journey.running.advance(8 * DAY, { step: DAY / 2 });
      expect(textsIn(journey, SANDBOX_CHANNEL)).toEqual([]);
    }));
});
