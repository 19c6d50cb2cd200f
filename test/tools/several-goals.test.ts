import { describe, expect, it } from 'vitest';
import type { DrawnFields, ScenarioCase } from '#tools/decision-cases/case-fields.ts';
import { playRuns } from '#tools/decision-cases/tally.ts';

const RUNS = 400;
/** A share that is promised, and three standard errors of it. */
const ceiling = (promised: number) => promised + 3 * Math.sqrt((promised * (1 - promised)) / RUNS);

const visits: DrawnFields = {
  ...{ key: 'visits', direction: 'increase', distribution: { kind: 'normal', mean: 10, sd: 12 } },
};
const orders: DrawnFields = {
  ...{ key: 'orders', direction: 'increase', distribution: { kind: 'rate', rate: 0.2 } },
};
const waits: DrawnFields = {
  ...{ key: 'waits', direction: 'decrease', distribution: { kind: 'rate', rate: 0.1 } },
};

/** Three goals, two weekly looks and a watch every day. */
function scenario(change: Partial<ScenarioCase> = {}): ScenarioCase {
  return {
    ...{ id: 'several goals', variants: { control: 0.5, treatment: 0.5 } },
    ...{ unitsPerDay: 2_000, days: 14, plannedUnits: 28_000, alpha: 0.05 },
    ...{ looks: 'weekly', lookDays: [7, 14] },
    // Nothing but the proof stands in the way of a shipment.
    ...{ goal: { ...orders, smallestLift: 0.001 }, otherGoals: [visits, waits], guardrails: [] },
    ...{ runs: RUNS, bands: {} },
    ...change,
  };
}

function shares(one: ScenarioCase) {
  const { counts, runs } = playRuns(one, RUNS, 34);
  return (flag: string) => (counts[flag] ?? 0) / runs;
}

describe('an experiment with three goals', () => {
  it('ships nothing that changes none of them more often than one goal would, and no p contradicts its verdict', () => {
    const of = shares(scenario());
    expect(of('goalProvenBetter')).toBeLessThan(ceiling(0.025));
    expect(of('shipped')).toBeLessThan(ceiling(0.025));
    expect(of('goalProvenWorse')).toBeLessThan(ceiling(0.025));
    expect(of('pContradictsVerdict')).toBe(0);
    // A ceiling that nothing could reach would prove nothing.
    expect(of('goalProvenBetter') + of('goalProvenWorse')).toBeGreaterThan(0.01);
  });

  it('ships a treatment by any of its goals, and none with a goal that is proven worse', () => {
    const better = shares(scenario({ otherGoals: [visits, { ...waits, lift: { treatment: -0.2 } }] }));
    expect(better('shipped')).toBeGreaterThan(0.95);
    const mixed = shares(
      scenario({
        otherGoals: [
          { ...visits, lift: { treatment: -0.15 } },
          { ...waits, lift: { treatment: -0.2 } },
        ],
      }),
    );
    expect(mixed('goalProvenBetter')).toBeGreaterThan(0.5);
    expect(mixed('shipped')).toBeLessThan(0.05);
  });
});
