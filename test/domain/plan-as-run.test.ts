import { describe, expect, it } from 'vitest';
import { launchOf } from '#domain/experiment.ts';
import { looksOfPhase, planAsRun } from '#domain/looks/plan-as-run.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const { experiment } = EXAMPLES.interimReport;
const plan = experiment.design?.plan;
const launch = launchOf(experiment);
const anew = { ...experiment, launch: { ...launch, at: launch.at + 1 } };

describe('the plan of the present phase', () => {
  it('is the registered one as long as no phase began anew', () => {
    expect(planAsRun(experiment)).toEqual(plan);
    expect(looksOfPhase(experiment)).toEqual(experiment.looks.snapshots);
  });

  it('has the accepted split', () => {
    const accepted = { rollout: 1, allocation: {}, split: { control: 0.4, treatment: 0.6 } };
    const { variants } = planAsRun({ ...experiment, launch: { ...launch, accepted } });
    expect(variants.map(({ allocation }) => allocation)).toEqual([0.4, 0.6]);
  });

  it('reads none of the looks before, and has the alpha that they left', () => {
    expect(looksOfPhase(anew)).toEqual([]);
    const { informationFraction = 0, fractions } = experiment.looks.snapshots[0]?.analysis ?? {};
    const fraction = Math.max(informationFraction, ...Object.values(fractions ?? {}));
    // Two-sided O'Brien-Fleming spending at this fraction of the information, by the closed form 4(1 − Φ(z / √t)), z of alpha / 4.
    expect([fraction > 0.5, fraction < 0.9, plan?.alpha]).toEqual([true, true, 0.05]);
    const { alpha } = planAsRun(anew);
    expect(alpha).toBeCloseTo(0.05 - spent(fraction), 4);
    expect(planAsRun({ ...anew, looks: { ...anew.looks, snapshots: [] } }).alpha).toBe(0.05);
  });

  it('has no alpha left after a look at the registered end', () => {
    const { experiment: ended } = EXAMPLES.decisionKill;
    const after = { ...ended, launch: { ...launchOf(ended), at: launchOf(ended).at + 1 } };
    expect(planAsRun(after).alpha).toBeLessThan(1e-5);
  });
});

/** Alpha spent by fraction t of 0.05, two-sided: 4(1 − Φ(2.2414 / √t)), Φ by numerical integration. */
function spent(t: number): number {
  const from = 2.241_402_727_604_945 / Math.sqrt(t);
  const step = 1e-4;
  let tail = 0;
  for (let x = from + step / 2; x < from + 10; x += step)
    tail += (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * step;
  return 4 * tail;
}
