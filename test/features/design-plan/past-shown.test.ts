import { describe, expect, it } from 'vitest';
import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import { pastShown } from '#features/design-plan/past-shown.ts';
import { createMemory } from '#memory/create-memory.ts';
import { createRemembered } from '#memory/known.ts';
import { CHOICES } from '#test/features/choices.ts';
import { past } from '#test/memory/example-pasts.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const { key, request, delivery } = EXAMPLES.proposed.experiment;
const GATE = { surface: request.surface, goalMetric: request.goalMetric };
const better = { relative: 0.04, low: 0.01, high: 0.07 };
const worse = { relative: -0.03, low: -0.05, high: -0.012 };

async function shownOf(...pasts: readonly PastExperiment[]) {
  const remembered = createRemembered();
  for (const one of pasts) remembered.put(one.key, one);
  const mayBeNamed = async (own: string, other: string | null) => other === null || own === other;
  const memory = createMemory({ known: async () => remembered, mayBeNamed });
  return pastShown({ memory, choices: CHOICES }, { key, request, delivery });
}

const ALIKE = { ...GATE, idea: 'Move the first gate from level 30 to level 45', channel: null };

describe('pastShown', () => {
  it('tells goal, surface, outcome, effect and what was learnt, and marks what is close', async () => {
    const failed = past({ key: 'gate-at-45', ...ALIKE, effect: worse, learning: 'Players were\nbored.' });
    expect(await shownOf(failed)).toEqual([
      {
        key: 'gate-at-45',
        title: 'Move the first gate from level 30 to level 45',
        outcome:
          'Goal 7-day retention, on level gate: ended by people without shipping; the goal changed by −3.0 % (−5.0 % to −1.2 %). Players were bored.',
        isClose: true,
      },
    ]);
  });

  it('names experiments that found the opposite', async () => {
    const one = past({ key: 'gate-at-45', ...ALIKE, effect: worse });
    const other = past({ key: 'no-gate', ...GATE, idea: 'Take all walls away', effect: better });
    const shown = await shownOf(one, other);
    expect(shown.find((found) => found.key === 'gate-at-45')).toMatchObject({
      outcome: expect.stringContaining('The opposite was found by no-gate.'),
      contradictedBy: ['no-gate'],
    });
  });

  it('is silent about this experiment, other private channels and what has no word in common', async () => {
    expect(
      await shownOf(
        past({ key, ...ALIKE }),
        past({ key: 'secret', ...ALIKE, channel: 'C_OTHER' }),
        past({ key: 'mail', idea: 'Send newsletters monthly' }),
      ),
    ).toEqual([]);
  });

  it('asks for no word about what was cancelled: it measured nothing', async () => {
    const [cancelled] = await shownOf(past({ key: 'gate-at-45', ...ALIKE, outcome: 'cancelled' }));
    expect(cancelled?.isClose).toBe(false);
  });
});
