import type { Fact } from '#agents/narrative-template.ts';
import type { Recommendation, Verdict } from '#domain/decision/verdict.ts';
import { count, level, percent, pValue, rate, signedPercent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { findMetric, type Metric } from '#domain/metric.ts';
import { type Plan, plannedMetrics } from '#domain/plan.ts';
import { shipWords } from '#features/act-words.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';

const WORDS: Readonly<Record<Exclude<Recommendation, 'ship'>, string>> = {
  kill: 'kill it and keep the control',
  'end-without-winner': 'end it without shipping and keep the control',
  'keep-running': 'keep it running',
};

/** What the rules recommend, in words; of several treatments, which one to ship. Plain text, not escaped. */
export function recommendationWords(plan: Plan, { recommendation, variant }: Verdict): string {
  return recommendation === 'ship' ? shipWords(plan, variant) : WORDS[recommendation];
}

/**
 * What a look says, in one sentence: what the rules recommend. A broken split comes first, because nothing can be read of
 * such data, whatever is recommended. Plain text, not escaped.
 */
export function headlineWords(plan: Plan, { analysis, verdict }: AnalysisSnapshot): string {
  const recommended = `The rules recommend: ${recommendationWords(plan, verdict)}`;
  const isBroken = analysis.health.checks.some(
    ({ key, state }) => key === 'sample-ratio' && state === 'not-met',
  );
  if (!isBroken) return recommended;
  const broken = 'The split is not as planned, so no effect can be read';
  return verdict.recommendation === 'keep-running'
    ? `${broken}. Find the cause first.`
    : `${broken}. ${recommended}`;
}

/** A metric of the plan by its key. */
export function metricOf(plan: Plan, key: string): Metric | null {
  return findMetric(plannedMetrics(plan), key);
}

/** The level of a metric in its own unit: a share for proportions, a plain number otherwise. */
export function levelOf(plan: Plan, key: string, value: number): string {
  return metricOf(plan, key)?.kind === 'proportion' ? rate(value) : level(value);
}

/** The comparisons of a look that could be computed and may be shown. */
export function shownComparisons(analysis: Analysis): readonly Comparison[] {
  if (analysis.show === 'progress') return [];
  return analysis.comparisons.filter((comparison) => comparison.kind === 'ok');
}

const PROVEN: Readonly<Record<Comparison['verdict'], string>> = {
  better: 'proven better',
  worse: 'proven worse',
  unproven: 'nothing proven',
  'non-inferior': 'proven to be within its margin',
  inferior: 'proven worse than its margin',
};

/** What a comparison proves, in words. */
export function provenWords({ role, verdict }: Comparison): string {
  return role === 'guardrail' && verdict === 'unproven'
    ? 'not proven to be within its margin'
    : PROVEN[verdict];
}

/** The computed figures of a look, most important first: all that the analyst may speak of. */
export function factsOf(plan: Plan, analysis: Analysis): readonly Fact[] {
  const units = Object.entries(analysis.units).map(([variant, value]) => `${variant} ${count(value)}`);
  return [
    ...shownComparisons(analysis).flatMap((comparison) => comparisonFacts(plan, comparison)),
    { name: 'Look', display: `${analysis.look} of ${analysis.plannedLooks}` },
    { name: 'Units', display: units.join(', ') },
    { name: 'Smallest lift worth having', display: percent(plan.request.smallestLift) },
  ];
}

function comparisonFacts(plan: Plan, comparison: Comparison): readonly Fact[] {
  const name = metricOf(plan, comparison.metric)?.name ?? comparison.metric;
  // With one treatment there is nothing to tell apart.
  const of = plan.variants.length === 2 ? name : `${name}, ${comparison.variant} against control`;
  const interval = comparison.liftInterval;
  const { pValue: p } = comparison;
  return [
    {
      name: `Level of ${of}`,
      display: `${levelOf(plan, comparison.metric, comparison.controlMean)} → ${levelOf(plan, comparison.metric, comparison.treatmentMean)}`,
    },
    ...(comparison.lift === null ? [] : [{ name: `Lift of ${of}`, display: signedPercent(comparison.lift) }]),
    ...(interval === null
      ? []
      : [
          {
            name: `Interval of the lift of ${of}`,
            display: `${signedPercent(interval.lower)} to ${signedPercent(interval.upper)}`,
          },
        ]),
    ...(p === null ? [] : [{ name: `p value of ${of}`, display: pValue(p) }]),
    { name: `Proven of ${of}`, display: provenWords(comparison) },
  ];
}
