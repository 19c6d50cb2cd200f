import { describe, expect, it } from 'vitest';
import type { Metric } from '#domain/metric.ts';
import { engineMoments, eventMoments } from '#features/engine-moments.ts';
import { type ArmFigures, QUANTILE_REACH } from '#ports/look-figures.ts';
import type { AnalysisPlan, LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { momentsFromCounts } from '#stats/moments/moments.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { CONVERSION, PLAN } from './examples.ts';

const P = 0.9;
const SLOW: Metric = {
  ...{ key: 'slow', name: 'Slow pages', description: '', kind: 'quantile', desiredDirection: 'decrease' },
  ...{ event: 'page_loaded', property: 'seconds', windowDays: 7, quantile: P },
};

function plan(role: 'guardrail' | 'secondary'): AnalysisPlan {
  const spec = { key: 'slow', role, kind: 'quantile', desiredDirection: 'decrease' } as const;
  return {
    ...PLAN,
    metrics: [CONVERSION, { ...spec, margin: role === 'guardrail' ? 0.2 : null }],
    plannedUnits: 4_000,
    plannedLooks: 1,
  };
}

/** The figures that a source gives of these values. */
function armOf(values: Float64Array): ArmFigures {
  const sorted = values.toSorted();
  const n = sorted.length;
  const at = (share: number) => {
    const rank = (n - 1) * Math.min(1, Math.max(0, share));
    const low = sorted[Math.floor(rank)] ?? 0;
    return low + (rank - Math.floor(rank)) * ((sorted[Math.ceil(rank)] ?? 0) - low);
  };
  const reach = QUANTILE_REACH * Math.sqrt((P * (1 - P)) / n);
  return { n, mean: at(P), variance: null, bounds: { lower: at(P - reach), upper: at(P + reach) } };
}

function lookOf(control: Float64Array, treatment: Float64Array): LookData {
  const arms = { control: armOf(control), treatment: armOf(treatment) };
  const same = (n: number) => momentsFromCounts(n, Math.round(n * 0.1));
  return {
    ...{ look: 1, daysRunning: 14, final: true, multipleExposure: 0 },
    units: { control: control.length, treatment: treatment.length },
    moments: {
      conversion: { control: same(control.length), treatment: same(treatment.length) },
      slow: engineMoments(SLOW, arms),
    },
    raw: { slow: eventMoments(SLOW, arms) ?? {} },
  };
}

const random = seededRandom(7);
/** Exponential load times whose every quantile is `factor` times that of the control. */
const draw = (n: number, factor: number) =>
  Float64Array.from({ length: n }, () => -factor * Math.log(1 - random.uniform()));

function verdict(role: 'guardrail' | 'secondary', n: number, factor: number) {
  const { comparisons } = analyze(plan(role), lookOf(draw(n, 1), draw(n, factor)), []);
  return comparisons.find(({ metric }) => metric === 'slow');
}

describe('a quantile in a look', () => {
  it('is waved through exactly at its margin in about 2.5 % of looks, and called broken in as many', () => {
    const looks = 2_000;
    const seen = Array.from({ length: looks }, () => verdict('guardrail', 2_000, 1.2));
    const share = (name: string) =>
      seen.filter((one) => one?.kind === 'ok' && one.verdict === name).length / looks;
    // Three standard errors are 1.05 %.
    for (const name of ['non-inferior', 'inferior']) {
      expect(share(name), name).toBeGreaterThan(0.01);
      expect(share(name), name).toBeLessThan(0.037);
    }
  });

  it('states its level, and a lift whose interval holds the truth in about 95 %', () => {
    const looks = 1_000;
    let held = 0;
    for (let look = 0; look < looks; look += 1) {
      const found = verdict('secondary', 2_000, 1.1);
      if (found?.kind !== 'ok' || found.liftInterval === null) throw new Error('no interval');
      if (found.liftInterval.lower <= 0.1 && found.liftInterval.upper >= 0.1) held += 1;
    }
    expect(held / looks).toBeGreaterThan(0.93);
    const large = verdict('secondary', 50_000, 1);
    expect(large?.kind === 'ok' && large.controlMean).toBeCloseTo(Math.log(10), 1);
  });

  it.each(['guardrail', 'secondary'] as const)('is judged as a %s from 200 units beyond it on', (role) => {
    expect(verdict(role, 1_999, 1)).toMatchObject({ kind: 'refused', reason: 'insufficient_sample' });
    expect(verdict(role, 2_000, 1)).toMatchObject({ kind: 'ok' });
  });

  it('is proven harm at any time if it breaks its margin by far', () => {
    const data = { ...lookOf(draw(5_000, 1), draw(5_000, 1.8)), final: false, daysRunning: 2 };
    expect(analyze(plan('guardrail'), data, []).harm).toMatchObject([{ metric: 'slow' }]);
    const even = { ...lookOf(draw(5_000, 1), draw(5_000, 1)), final: false, daysRunning: 2 };
    expect(analyze(plan('guardrail'), even, []).harm).toEqual([]);
  });
});
