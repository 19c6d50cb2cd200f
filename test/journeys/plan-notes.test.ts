import { describe, expect, it } from 'vitest';
import { designOf } from '#domain/experiment.ts';
import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { readNotes } from '#features/design-plan/read-notes.ts';
import { FORM, IDEA, type Journey, MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { launched } from '#test/support/journey-stages.ts';

const PICTURE = 'Show the next level behind the gate as a picture';

/** A high risk asks for a smaller chance of a false proof, and so for more units. */
const WORTH_MORE = { ...FORM, smallestLift: '8' };

const planOf = async (journey: Journey, key: string) =>
  (await journey.thread(key)).findLast((text) => text.includes('== Plan:')) ?? '';

describe('what rules say of a plan that may go on', () => {
  it('names an experiment that is planned on its surface', () =>
    withJourney(async (journey) => {
      const first = await journey.propose('mia');
      const second = await journey.propose('mia', PICTURE);
      expect(await planOf(journey, first)).not.toContain('conflict');
      expect(await planOf(journey, second)).toContain(`\`${first}\` is planned on this surface, too.`);
      expect(await planOf(journey, second)).toContain('surface-conflict');
    }));

  it('says that a launch waits for one that runs there, and what runs on the same goal elsewhere', () =>
    withJourney(async (journey) => {
      const first = await launched(journey);
      const second = await journey.propose('mia', PICTURE);
      expect(await planOf(journey, second)).toMatch(
        new RegExp(`\`${first}\` runs on this surface.*it launches when that one has ended`),
      );
      const mail = await journey.propose('mia', MAIL.idea, {
        ...MAIL.form,
        goalMetric: FORM['goalMetric'] ?? '',
      });
      expect(await planOf(journey, mail)).toMatch(
        new RegExp(`\`${first}\` runs on the same goal.*metric-conflict`),
      );
    }));

  it('does not name one of a private channel in another', () =>
    withJourney(async (journey) => {
      const first = await launched(journey);
      const { slack } = journey.running.sandbox;
      const state = slack.snapshot();
      const growth = state.channels[slack.channelId('growth')];
      if (growth !== undefined) state.channels[growth.id] = { ...growth, isPrivate: true };
      slack.restore(state);
      await journey.running.advance(3_600_000, { step: 3_600_000 });
      const found = await journey.load(first);
      const here = { ...found, key: 'here', delivery: { ...found.delivery, channel: 'C0000OTHER1' } };
      expect(await readNotes(journey.running.bot.coPilot, here)).toEqual([
        { rule: 'surface-conflict', experiment: null, isRunning: true },
      ]);
    }));

  it('warns of a repeat of an experiment that failed', () =>
    withJourney(async (journey) => {
      const past: PastExperiment = {
        ...{ key: 'gate-in-2024', title: IDEA, idea: IDEA, hypothesis: 'A later gate keeps players.' },
        ...{ surface: 'level gate', goalMetric: 'retention_7d', outcome: 'inconclusive', effect: null },
        ...{ learning: 'Players left before the gate.', endedAt: 0, channel: null },
      };
      const { store } = journey.running.bot.coPilot;
      await store.putPast({ origin: 'import', key: past.key, version: 1, past });
      const key = await journey.propose('mia');
      expect(await planOf(journey, key)).toMatch(
        /`gate-in-2024` tried this: it ended without shipping\. Learnt: “Players left before the gate”\..*repeat-of-failure/,
      );
    }));

  it('says whom to ask if it is about consent, and why its risk is high', () =>
    withJourney(async (journey) => {
      const key = await journey.propose(
        'mia',
        'Ask for consent at the gate after the first level',
        WORTH_MORE,
      );
      const plan = await planOf(journey, key);
      expect(plan).toMatch(/Risk high, not low: it says “consent” \(consent\)/);
      expect(plan).toMatch(/This is about consent \(“consent”\)\. Ask who is responsible for privacy/);
      expect(plan).toMatch(/Concern of the policy review \(safety\): High risk/);
      expect(designOf(await journey.load(key)).plan.request.risk).toBe('high');
    }));

  it('tells what a block of the policy review is about', () =>
    withJourney(async (journey) => {
      const key = await journey.propose(
        'mia',
        'Show children a picture of the next level at the gate',
        WORTH_MORE,
      );
      const said = (await journey.thread(key)).at(-1) ?? '';
      expect(said).toContain('About people who cannot protect themselves: "children" experiments on people');
    }));
});
