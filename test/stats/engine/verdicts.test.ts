import { describe, expect, test } from 'vitest';
import { normalIsf, normalSf, tSf } from '#stats/distributions.ts';
import type { Analysis, AnalysisPlan, EarlierLook, LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { spendingBounds } from '#stats/group-sequential/spending-bounds.ts';
import { momentsFromVariance } from '#stats/moments/moments.ts';
import { confidenceSequence } from '#stats/sequential/confidence-sequence.ts';
import { CONVERSION, comparisonIn, LATENCY, lookAt, PLAN } from './examples.ts';

const DAYS = Array.from({ length: 28 }, (_, day) => (day + 1) / 28);
const earlierThan = (look: number): readonly EarlierLook[] =>
  DAYS.slice(6, look - 1).map((informationFraction, index) => ({ look: index + 7, informationFraction }));

/** Verdict, both intervals and the adjusted p must tell the same story. */
function expectAgreement(analysis: Analysis): void {
  for (const entry of analysis.comparisons) {
    if (entry.kind === 'refused' || entry.role === 'guardrail') continue;
    const { absoluteInterval, liftInterval, verdict, adjustedPValue } = entry;
    const proven = verdict !== 'unproven';
    expect(absoluteInterval.lower > 0 || absoluteInterval.upper < 0).toBe(proven);
    if (liftInterval !== null) expect(liftInterval.lower > 0 || liftInterval.upper < 0).toBe(proven);
    if (adjustedPValue !== null) expect(adjustedPValue < PLAN.alpha).toBe(proven);
  }
}

describe('spending', () => {
  test('a single look at the end is the Welch test', () => {
    const data = { ...lookAt(10_000, 0.109), final: true };
    const entry = comparisonIn(analyze(PLAN, data, []), 'conversion');
    const welch = 2 * tSf(entry.statistic, 2 * 9999);
    expect(entry.pValue).toBeCloseTo(welch, 6);
    expect(entry.adjustedPValue).toBe(entry.pValue);
    expect(entry.criticalValue).toBeCloseTo(1.9601, 3);
  });

  test('each look is held against its own bound, and the plain p is hidden before the end', () => {
    const n = 10_000 * (14 / 28);
    const entry = comparisonIn(analyze(PLAN, lookAt(n, 0.12), earlierThan(14)), 'conversion');
    const reference = spendingBounds({ alpha: 0.05, sided: 2, spending: 'obf', t: DAYS.slice(6, 14) });
    expect(reference.kind === 'ok' && reference.z.at(-1)).toBeCloseTo(entry.criticalValue, 2);
    expect(entry).toMatchObject({ pValue: null, verdict: 'better' });
    expectAgreement(analyze(PLAN, lookAt(n, 0.12), earlierThan(14)));
  });

  test('the p of an early look is the least level at which the look would prove it', () => {
    // At a quarter of the units, one look spends 2 (1 - Phi(z_(p / 4) / 0.5)) of a level p per side, solved for p.
    const quarter = { ...PLAN, plannedUnits: 56_000, metrics: [CONVERSION] };
    const entry = comparisonIn(analyze(quarter, { ...lookAt(7000, 0.1129), look: 1 }, []), 'conversion');
    expect(entry.statistic).toBeCloseTo(2.47, 2);
    const level = 4 * normalSf(0.5 * normalIsf(normalSf(entry.statistic) / 2));
    expect(entry.adjustedPValue ?? 0).toBeCloseTo(level, 2);
  });

  test('effects that would pass a plain test early stay unproven', () => {
    const data = lookAt(2500, 0.12);
    const entry = comparisonIn(analyze(PLAN, { ...data, look: 7 }, []), 'conversion');
    expect(entry.statistic).toBeGreaterThan(1.96);
    expect(entry).toMatchObject({ verdict: 'unproven' });
    expect(entry.criticalValue).toBeGreaterThan(4);
  });

  test('the registered end spends everything left, whatever its size', () => {
    for (const n of [8000, 10_000, 13_000]) {
      const data = { ...lookAt(n, 0.1), look: 28, final: true };
      const { criticalValue } = comparisonIn(analyze(PLAN, data, earlierThan(20)), 'conversion');
      expect(criticalValue).toBeGreaterThan(1.96);
      expect(criticalValue).toBeLessThan(2.12);
    }
  });

  test('a look past the registered size leaves something for the end', () => {
    const over = analyze(PLAN, { ...lookAt(10_500, 0.1), look: 27 }, earlierThan(27));
    const kept = [...earlierThan(27), { look: 27, informationFraction: over.informationFraction }];
    const end = analyze(PLAN, { ...lookAt(11_000, 0.1), look: 28, final: true }, kept);
    expect(over.informationFraction).toBe(1.05);
    expect(comparisonIn(end, 'conversion').criticalValue).toBeLessThan(2.6);
  });

  test('repeats of the present look and later looks are ignored', () => {
    const data = lookAt(5000, 0.115);
    const others = [
      { look: 14, informationFraction: 0.3 },
      { look: 15, informationFraction: 0.4 },
    ];
    expect(analyze(PLAN, data, others)).toEqual(analyze(PLAN, data, []));
    const earlier = [{ look: 13, informationFraction: 0.4 }];
    expect(analyze(PLAN, data, earlier)).not.toEqual(analyze(PLAN, data, []));
  });

  test('reading the same look again changes nothing', () => {
    const data = lookAt(5000, 0.115);
    const again = [...earlierThan(14), { look: 14, informationFraction: 0.5 }];
    expect(analyze(PLAN, data, again)).toEqual(analyze(PLAN, data, earlierThan(14)));
  });

  test.each([0.1, 0.1085, 0.1087, 0.1088, 0.109, 0.1091, 0.0915, 0.0912, 0.091])(
    'verdict, intervals and adjusted p agree at the end (%d)',
    (rate) => {
      expectAgreement(analyze(PLAN, { ...lookAt(10_000, rate), look: 28, final: true }, earlierThan(28)));
    },
  );
});

describe('sequence', () => {
  const open: AnalysisPlan = { ...PLAN, monitoring: 'sequence' };

  test('gives an always-valid p at every look, in agreement with the interval', () => {
    for (const rate of [0.1, 0.11, 0.117, 0.119, 0.12, 0.13]) {
      const analysis = analyze(open, lookAt(5000, rate), []);
      expect(comparisonIn(analysis, 'conversion').adjustedPValue).not.toBeNull();
      expectAgreement(analysis);
    }
  });

  const criticalAmongThree = (allocation: AnalysisPlan['allocation'], plannedUnits: number) => {
    const data = lookAt(5000, 0.12);
    const latency = { ...data.moments['latency'], other: momentsFromVariance(10_000, 200, 2500) };
    const plan = {
      ...open,
      treatments: ['treatment', 'other'],
      metrics: [LATENCY],
      allocation,
      plannedUnits,
    };
    const among = { ...data, units: { ...data.units, other: 10_000 }, moments: { latency } };
    return comparisonIn(analyze(plan, among, []), 'latency').criticalValue;
  };

  test('is tuned to the share of the planned units that the two arms have', () => {
    const alone = comparisonIn(analyze(open, lookAt(5000, 0.12), []), 'latency').criticalValue;
    const allocation = { control: 0.25, treatment: 0.25, other: 0.5 };
    expect(criticalAmongThree(allocation, 40_000)).toBe(alone);
    expect(criticalAmongThree(allocation, 20_000)).not.toBe(alone);
  });

  test('stays finite for arms with next to no share', () => {
    const critical = criticalAmongThree({ control: 1e-310, treatment: 1e-310, other: 1 }, 40_000);
    expect(critical).toBeGreaterThan(5);
    expect(critical).toBeLessThan(20);
  });

  test('does not depend on how often it was read', () => {
    expect(analyze(open, lookAt(5000, 0.12), earlierThan(14))).toEqual(analyze(open, lookAt(5000, 0.12), []));
  });
});

describe('guardrails and harm', () => {
  const guardrail = (latency: number, plan = PLAN) =>
    comparisonIn(analyze(plan, lookAt(5000, 0.1, latency), []), 'latency');

  test('are non-inferior, inferior or unproven against the margin', () => {
    expect(guardrail(200).verdict).toBe('non-inferior');
    expect(guardrail(220).verdict).toBe('inferior');
    expect(guardrail(210).verdict).toBe('unproven');
  });

  test('allow a loss of the margin, also of a negative level', () => {
    const margin = (treatment: number, desiredDirection: 'increase' | 'decrease') => {
      const arm = (mean: number) => momentsFromVariance(5000, mean, 1);
      const data = {
        ...lookAt(5000, 0.1),
        moments: { latency: { control: arm(-200), treatment: arm(treatment) } },
      };
      const plan = { ...PLAN, metrics: [{ ...LATENCY, desiredDirection }] };
      return comparisonIn(analyze(plan, data, []), 'latency').verdict;
    };
    expect([margin(-209, 'increase'), margin(-211, 'increase')]).toEqual(['non-inferior', 'inferior']);
    expect([margin(-191, 'decrease'), margin(-189, 'decrease')]).toEqual(['non-inferior', 'inferior']);
  });

  test.each(['spending', 'sequence'] as const)('the lift interval shows the verdict (%s)', (monitoring) => {
    for (let latency = 200; latency <= 220; latency += 0.25) {
      const { verdict, liftInterval } = guardrail(latency, { ...PLAN, monitoring });
      const { lower, upper } = liftInterval ?? { lower: Number.NaN, upper: Number.NaN };
      expect(verdict).toBe(upper < 0.05 ? 'non-inferior' : lower > 0.05 ? 'inferior' : 'unproven');
    }
  });

  test('are read by the one-sided sequence at alpha / 2 under continuous monitoring', () => {
    for (const latency of [204, 207, 209, 212, 216]) {
      const entry = guardrail(latency, { ...PLAN, monitoring: 'sequence' });
      const sequence = confidenceSequence({
        estimate: latency - 210,
        standardError: Math.sqrt((2500 * (1 + 1.05 ** 2)) / 5000),
        n: 10_000,
        tunedUnits: PLAN.plannedUnits,
        alpha: PLAN.alpha / 2,
        alternative: 'less',
      });
      if (sequence.kind === 'refused') throw new Error(sequence.detail);
      expect(entry).toMatchObject({ alternative: 'less', alpha: PLAN.alpha / 2 });
      expect(entry.criticalValue).toBeCloseTo(
        sequence.halfWidth / Math.sqrt((2500 * (1 + 1.05 ** 2)) / 5000),
        10,
      );
      expect(entry.pValue).toBeCloseTo(sequence.pValue, 10);
      expect(entry.adjustedPValue).toBe(entry.pValue);
      expect(entry.verdict === 'non-inferior').toBe(sequence.confidenceInterval.upper < 0);
    }
  });

  test('the one-sided always-valid p agrees with the verdict', () => {
    const verdicts = new Set<string>();
    for (let latency = 203; latency <= 209; latency += 0.03125) {
      const entry = guardrail(latency, { ...PLAN, monitoring: 'sequence' });
      expect((entry.adjustedPValue ?? 1) < entry.alpha).toBe(entry.verdict === 'non-inferior');
      verdicts.add(entry.verdict);
    }
    expect(verdicts).toEqual(new Set(['non-inferior', 'unproven']));
  });

  test('the one-sided p agrees with the verdict at the end', () => {
    for (let latency = 205; latency <= 210; latency += 0.125) {
      const data: LookData = { ...lookAt(5000, 0.1, latency), look: 28, final: true };
      const entry = comparisonIn(analyze(PLAN, data, earlierThan(28)), 'latency');
      expect((entry.adjustedPValue ?? 1) < entry.alpha).toBe(entry.verdict === 'non-inferior');
    }
  });

  test('harm is proven beyond the margin or 20 %, at any look, not below 100 units', () => {
    expect(analyze(PLAN, lookAt(5000, 0.1, 205), []).harm).toEqual([]);
    expect(analyze(PLAN, lookAt(5000, 0.1, 250), []).harm).toMatchObject([{ metric: 'latency' }]);
    expect(analyze(PLAN, lookAt(5000, 0.085), []).harm).toEqual([]);
    expect(analyze(PLAN, { ...lookAt(5000, 0.05), daysRunning: 1 }, [])).toMatchObject({
      show: 'progress',
      harm: [{ metric: 'conversion', variant: 'treatment' }],
    });
    expect(analyze(PLAN, lookAt(99, 0.1, 300), []).harm).toEqual([]);
  });
});
