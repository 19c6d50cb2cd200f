import { describe, expect, it } from 'vitest';
import { trialCriteria } from '#domain/looks/trial-criteria.ts';
import type { Plan } from '#domain/plan.ts';
import { compareTrials } from '#stats/means/compare-trials.ts';
import { momentsFromVariance } from '#stats/moments/moments.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const { plan } = EXAMPLES.inReview.experiment.design ?? { plan: null };
if (plan === null) throw new Error('the example has no plan');
const given: Plan = plan;
const falling: Plan = { ...given, goal: { ...given.goal, desiredDirection: 'decrease' } };

/** What is met of trials with these means, five apart at the most, and a lift. */
function met(
  plan: Plan,
  means: readonly [number, number],
  lift: number | null,
  trials = 40,
): readonly string[] {
  const arms = means.map((mean) => momentsFromVariance(trials, mean, 1));
  const [control, treatment] = arms;
  if (control === undefined || treatment === undefined) throw new Error('two arms');
  const found = compareTrials({ control, treatment, alpha: 0.05 });
  const of = { metric: plan.goal.key, variant: 'treatment', controlTrials: trials, treatmentTrials: trials };
  const effect =
    found.kind === 'ok'
      ? { effect: { ...found, interval: found.confidenceInterval } }
      : { refused: found.reason };
  return trialCriteria(plan, { ...of, ...effect }, { lift }).flatMap(({ key, isMet }) =>
    isMet ? [key] : [],
  );
}

describe('the criteria of trials', () => {
  it.each([
    ['a clear gain', given, [10, 11], 0.1, ['enough-trials', 'difference', 'size', 'worth-having']],
    ['a gain below what is worth having', given, [10, 11], 0.01, ['enough-trials', 'difference', 'size']],
    ['a loss', given, [11, 10], -0.1, ['enough-trials']],
    ['no difference', given, [10, 10], 0, ['enough-trials']],
    [
      'a fall that is wanted',
      falling,
      [11, 10],
      -0.1,
      ['enough-trials', 'difference', 'size', 'worth-having'],
    ],
    ['a rise that is not wanted', falling, [10, 11], 0.1, ['enough-trials']],
    ['no lift that can be stated', given, [10, 11], null, ['enough-trials', 'difference', 'size']],
  ] as const)('%s', (_name, of, means, lift, expected) => {
    expect(met(of, means, lift)).toEqual(expected);
  });

  it('say nothing below ten trials of each', () => {
    expect(met(given, [10, 20], null, 9)).toEqual([]);
    expect(met(given, [10, 20], null, 10)).toEqual(['enough-trials', 'difference', 'size']);
  });
});
