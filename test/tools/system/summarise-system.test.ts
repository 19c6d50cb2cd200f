import { describe, expect, it } from 'vitest';
import { drawExperiments } from '#tools/system/draw-experiments.ts';
import type { Played } from '#tools/system/play-experiment.ts';
import { boundsOf, classRows, type Ended, harmCost, truthRows } from '#tools/system/summarise-system.ts';

const experiments = drawExperiments(500, 1);
const nothing: Played = {
  ...{ ending: 'end', rule: 'nothing-proven', shipped: null, provenBetter: [], takenOut: [] },
  ...{ splitAlarmed: false, days: 14, plannedDays: 14, plannedUnits: 10_000, unitsAtEnd: 10_000 },
};

function endedAll(playedOf: (spec: Ended['spec']) => Partial<Played>): readonly Ended[] {
  return experiments.map((spec) => ({
    spec,
    played: { ...nothing, ...playedOf(spec) },
    fixed: { days: 14, better: [] },
  }));
}

describe('the drawn experiments', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(drawExperiments(500, 1)).toEqual(experiments);
    expect(drawExperiments(500, 2).map(({ className }) => className)).not.toEqual(
      experiments.map(({ className }) => className),
    );
  });

  it('hold every truth in its share, and every class among those in which nothing changes', () => {
    const count = (truth: string) => experiments.filter((spec) => spec.truth === truth).length;
    expect(['null', 'sized lift', 'harmful goal', 'broken split'].map(count)).toEqual([210, 130, 30, 40]);
    const classes = classRows(endedAll(() => ({})));
    expect(classes).toHaveLength(42);
    expect(classes.every(({ nulls }) => nulls === 5)).toBe(true);
  });

  it('change one treatment alone, or none', () => {
    for (const { truth, changed, effects, shares } of experiments) {
      const moved = Object.values(effects)
        .flatMap((effect) => Object.values(effect))
        .filter((one) => one !== 0);
      expect(moved).toHaveLength(truth === 'null' ? 0 : 1);
      if (changed !== null) expect(Object.keys(shares)).toContain(changed);
      expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  });
});

describe('the summary', () => {
  it('counts a shipped null, a stopped null and a shipped broken split against their bounds', () => {
    const bounds = boundsOf(
      endedAll(({ truth }) =>
        truth === 'null'
          ? { shipped: 'treatment', takenOut: [{ variant: 'treatment', byBot: true, units: 500 }] }
          : truth === 'broken split'
            ? { shipped: 'treatment' }
            : {},
      ),
    );
    const named = (name: string) => bounds.find((bound) => bound.name === name);
    expect(named('nulls shipped')).toMatchObject({ count: 210, of: 210 });
    expect(named('nulls stopped by the bot for harm')).toMatchObject({ count: 210 });
    expect(named('broken splits shipped')).toMatchObject({ count: 40, of: 40, bound: 0 });
    expect(named('sized lift proven better')).toMatchObject({ count: 0, of: 130 });
  });

  it('does not count what people take out as stopped by the bot, and only the treatment that changes', () => {
    const all = endedAll(({ changed, truth }) => ({
      ...(truth === 'sized lift' ? { shipped: 'treatment-9', provenBetter: ['treatment-9'] } : {}),
      takenOut: [{ variant: changed ?? 'treatment', byBot: false, units: 2_500 }],
    }));
    const named = (name: string) => boundsOf(all).find((bound) => bound.name === name)?.count;
    expect(named('nulls stopped by the bot for harm')).toBe(0);
    expect(named('harmful treatments taken out')).toBe(60);
    expect(named('sized lift proven better')).toBe(0);
    expect(named('sized lift shipped')).toBe(0);
    expect(truthRows(all).find(({ truth }) => truth === 'sized lift')?.shippedWrong).toBe(130);
    expect(harmCost(all)).toBeCloseTo(0.25, 12);
  });
});
