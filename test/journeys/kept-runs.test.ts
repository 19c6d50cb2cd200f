import { describe, expect, it, vi } from 'vitest';
import { createPinoLogger } from '#adapters/pino/logger.ts';
import { unpacked } from '#agents/pack-run.ts';
import { trimRuns } from '#features/keep-runs.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { DAY } from '#shared/clock.ts';
import { createPrivateText } from '#shared/private-text/private-text.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { ask } from '#test/support/journey-questions.ts';
import { deciding } from '#test/support/journey-stages.ts';
import { PATIENT } from '#test/support/patience.ts';

const storeOf = ({ running }: Journey) => running.bot.coPilot.store;

async function contentOf(journey: Journey, kept: string): Promise<unknown> {
  return unpacked((await storeOf(journey).run(kept))?.body ?? new Uint8Array());
}

describe('runs of a model', () => {
  it('are kept one by one, with what was asked and answered, and named by the journal', () =>
    withJourney(async (journey) => {
      const { model } = journey.running.sandbox;
      model?.fail({ kind: 'rubbish', times: 1, role: 'supervisor' });
      const key = await deciding(journey);
      const { runs } = await journey.load(key);
      expect(runs.filter(({ repaired }) => repaired)).toHaveLength(1);
      for (const { kept = '', prompt, outputHash } of runs) {
        const record = await storeOf(journey).run(kept);
        const content = await contentOf(journey, kept);
        expect(hashOf(content)).toBe(kept);
        expect(record?.experiment).toBe(key);
        expect(content).toMatchObject({ request: { schemaName: prompt.split('@')[0] } });
        expect(hashOf(textIn(content))).toBe(outputHash);
      }
    }));

  it('are kept if the answer is cut off or declined, too', () =>
    withJourney(async (journey) => {
      const { model } = journey.running.sandbox;
      model?.fail({ kind: 'truncated', times: 1, role: 'supervisor' });
      const key = await journey.propose('mia');
      model?.fail({ kind: 'refuses', times: 1, role: 'supervisor' });
      await journey.press('mia', key, 'retry_design');
      const { runs } = await journey.load(key);
      const contents = await Promise.all(runs.map(({ kept = '' }) => contentOf(journey, kept)));
      expect(contents).toMatchObject([{ outcome: { kind: 'truncated' } }, { outcome: { kind: 'declined' } }]);
    }));

  it('cost nothing but their replay if the store does not take them, and the log says so', async () => {
    const lines: string[] = [];
    const log = createPinoLogger({
      level: 'warn',
      destination: { write: (line) => void lines.push(line) },
      privateText: createPrivateText([]),
    });
    await withJourney(
      async (journey) => {
        const store = storeOf(journey);
        Object.assign(store, { putRun: () => Promise.reject(new Error('the disk is full')) });
        const key = await journey.propose('mia');
        const { status, runs } = await journey.load(key);
        expect(status).toBe('in-review');
        expect(runs.map((run) => run.kept)).toEqual(runs.map(() => undefined));
        expect(lines.filter((line) => line.includes('a run of a model was not kept'))).toHaveLength(
          runs.length,
        );
      },
      { lines: log },
    );
  });

  it('are erased after their time', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const { coPilot } = journey.running.bot;
      await trimRuns(coPilot);
      const before = await coPilot.store.runsOf(key);
      expect(before.length).toBeGreaterThan(0);
      const later = { ...coPilot, clock: { now: () => coPilot.clock.now() + 91 * DAY } };
      await trimRuns(later);
      expect(await coPilot.store.runsOf(key)).toEqual([]);
    }));

  it('hold no question of a person to the bot', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const before = (await storeOf(journey).runsOf(key)).length;
      const { runs } = await journey.load(key);
      await ask(journey, 'sam', key, 'how long does it run?');
      // The calls go into the books after the answer.
      await vi.waitFor(async () => {
        expect((await journey.load(key)).runs).toHaveLength(runs.length + 1);
      }, PATIENT);
      expect(await storeOf(journey).runsOf(key)).toHaveLength(before);
    }));
});

function textIn(content: unknown): string {
  const { outcome } = content as { readonly outcome: { readonly answer: { readonly text: string } } };
  return outcome.answer.text;
}
