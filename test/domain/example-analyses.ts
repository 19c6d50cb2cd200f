import fc from 'fast-check';
import type { Analysis, Comparison, Health } from '#stats/engine/analysis.ts';

/** A comparison that proves nothing; everything can be changed. */
export function comparison(change: Partial<Comparison> = {}): Comparison {
  return {
    kind: 'ok',
    metric: 'retention_7d',
    role: 'goal',
    variant: 'treatment',
    method: 'welch-spending',
    alpha: 0.05,
    alternative: 'two-sided',
    controlUnits: 45_000,
    treatmentUnits: 45_000,
    controlMean: 0.2,
    treatmentMean: 0.2,
    absoluteEffect: 0,
    standardError: 0.003,
    statistic: 0,
    criticalValue: 1.97,
    absoluteInterval: { lower: -0.006, upper: 0.006 },
    lift: 0,
    liftInterval: { lower: -0.03, upper: 0.1 },
    pValue: null,
    adjustedPValue: 0.5,
    verdict: 'unproven',
    ...change,
  };
}

/** A guardrail of the example plan with this verdict. */
export function guardrail(metric: string, verdict: Comparison['verdict']): Comparison {
  return comparison({ metric, role: 'guardrail', verdict });
}

const HEALTHY: Health = {
  state: 'healthy',
  checks: [{ key: 'sample-ratio', state: 'met', figures: { pValue: 0.4 } }],
};
export const BROKEN: Health = {
  state: 'unhealthy',
  checks: [{ key: 'sample-ratio', state: 'not-met', figures: { pValue: 1e-9 } }],
};

/** A healthy look halfway with everything that a decision needs. */
export function analysis(change: Partial<Analysis> = {}): Analysis {
  return {
    look: 1,
    plannedLooks: 2,
    final: false,
    informationFraction: 0.5,
    show: 'effects',
    minimumMet: true,
    decisionMinimumMet: true,
    units: { control: 45_000, treatment: 45_000 },
    health: HEALTHY,
    comparisons: [
      comparison(),
      guardrail('revenue_per_user', 'non-inferior'),
      guardrail('crash_rate', 'non-inferior'),
    ],
    harm: [],
    ...change,
  };
}

const state = fc.constantFrom('met' as const, 'not-met' as const, 'unknown' as const);
const verdict = fc.constantFrom<Comparison['verdict']>(
  'better',
  'worse',
  'unproven',
  'non-inferior',
  'inferior',
);
const effect = fc.double({ min: -1, max: 1, noNaN: true });

const anyComparison: fc.Arbitrary<Analysis['comparisons'][number]> = fc.oneof(
  fc
    .record({
      metric: fc.constantFrom('retention_7d', 'revenue_per_user', 'crash_rate', 'retention_1d', 'another'),
      role: fc.constantFrom('goal' as const, 'guardrail' as const, 'secondary' as const),
      variant: fc.constantFrom('treatment', 'treatment-2'),
      verdict,
      absoluteEffect: effect,
      lift: fc.option(effect),
      liftInterval: fc.option(fc.tuple(effect, effect)),
      statistic: fc.double({ min: -6, max: 6, noNaN: true }),
      controlMean: fc.constantFrom(0, 0.2),
    })
    .map(({ liftInterval: ends, ...change }) =>
      comparison({
        ...change,
        liftInterval: ends === null ? null : { lower: Math.min(...ends), upper: Math.max(...ends) },
      }),
    ),
  fc.constant({
    kind: 'refused' as const,
    metric: 'retention_7d',
    role: 'goal' as const,
    variant: 'treatment',
    reason: 'zero_variance',
    detail: 'both arms are constant',
  }),
);

/** Any look, sensible or not. */
export const anyAnalysis: fc.Arbitrary<Analysis> = fc
  .record({
    final: fc.boolean(),
    daysRunning: fc.constantFrom(3, 7, 9, 14, 28),
    informationFraction: fc.double({ min: 0, max: 2, noNaN: true }),
    show: fc.constantFrom('effects' as const, 'progress' as const),
    minimumMet: fc.boolean(),
    decisionMinimumMet: fc.boolean(),
    units: fc.dictionary(fc.constantFrom('control', 'treatment'), fc.nat(100_000)),
    privacyUnits: fc.option(fc.constantFrom(0, 0, 0, 0, 1), { nil: undefined, freq: 3 }),
    health: fc.record({
      state: fc.constantFrom('healthy' as const, 'unhealthy' as const, 'not-enough-traffic' as const),
      checks: fc.array(
        fc.record({
          key: fc.constantFrom('sample-ratio' as const, 'data-arriving' as const),
          state,
          figures: fc.constant({}),
        }),
        { maxLength: 2 },
      ),
    }),
    comparisons: fc.array(anyComparison, { maxLength: 6 }),
    harm: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      fc.constant([{ metric: 'crash_rate', variant: 'treatment', pValue: 0.001 }]),
      fc.constant([{ metric: 'crash_rate', variant: 'treatment-2', pValue: 0.001 }]),
    ),
  })
  .map(({ privacyUnits, ...change }) =>
    analysis({ ...change, ...(privacyUnits === undefined ? {} : { privacyUnits }) }),
  );
