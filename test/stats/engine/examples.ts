import type { Analysis, AnalysisPlan, Comparison, LookData, MetricSpec } from '#stats/engine/analysis.ts';
import { type Moments, momentsFromCounts, momentsFromVariance } from '#stats/moments/moments.ts';

export const CONVERSION: MetricSpec = {
  key: 'conversion',
  role: 'goal',
  kind: 'proportion',
  desiredDirection: 'increase',
  margin: null,
};

export const LATENCY: MetricSpec = {
  key: 'latency',
  role: 'guardrail',
  kind: 'mean',
  desiredDirection: 'decrease',
  margin: 0.05,
};

/** Two arms, 20,000 units, daily looks for four weeks. */
export const PLAN: AnalysisPlan = {
  control: 'control',
  treatments: ['treatment'],
  allocation: { control: 0.5, treatment: 0.5 },
  metrics: [CONVERSION, LATENCY],
  alpha: 0.05,
  plannedUnits: 20_000,
  plannedLooks: 28,
  monitoring: 'spending',
  smallestLift: 0.01,
  minimum: { days: 7, unitsPerVariant: 100, eventsPerVariant: 25, unitsPerVariantToDecide: 1000 },
  srmAlpha: 0.001,
};

/** `n` units per arm; the treatment converts at `rate`, control at 10 %; latency 200 ms against `latency`. */
export function lookAt(n: number, rate: number, latency = 200): LookData {
  return {
    look: 14,
    daysRunning: 14,
    final: false,
    units: { control: n, treatment: n },
    multipleExposure: 0,
    moments: {
      conversion: {
        control: momentsFromCounts(n, Math.round(n * 0.1)),
        treatment: momentsFromCounts(n, Math.round(n * rate)),
      },
      latency: {
        control: momentsFromVariance(n, 200, 2500),
        treatment: momentsFromVariance(n, latency, 2500),
      },
    },
  };
}

/** The comparison of a metric (and a variant); fails when it was refused or is missing. */
export function comparisonIn(analysis: Analysis, metric: string, variant = 'treatment'): Comparison {
  const found = analysis.comparisons.find((entry) => entry.metric === metric && entry.variant === variant);
  if (found?.kind !== 'ok') throw new Error(`no comparison of ${metric} in ${variant}`);
  return found;
}

/** A copy of `data` with the moments of one metric and variant replaced. */
export function withMoments(data: LookData, metric: string, variant: string, moments: Moments): LookData {
  return {
    ...data,
    moments: { ...data.moments, [metric]: { ...data.moments[metric], [variant]: moments } },
  };
}
