import { count, level, percent, pValue, signedBounds, signedPercent } from '#domain/figures.ts';
import { MINIMUM } from '#domain/looks/analysis-plan.ts';
import type { Metric } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import type { Comparison, RefusedComparison } from '#stats/engine/analysis.ts';
import type { ComparisonDetail, RawComparison } from '#stats/engine/details.ts';
import { intervalLevel, levelOf, metricOf } from './facts.ts';
import { opinionWords } from './opinion-words.ts';

/** What stands behind one comparison, one sentence a line. Plain text, not escaped. */
export function detailLines(
  plan: Plan,
  comparison: Comparison,
  detail: ComparisonDetail | null,
): readonly string[] {
  const metric = metricOf(plan, comparison.metric);
  return [
    levelsLine(plan, comparison),
    intervalLine(comparison),
    ...(metric === null ? [] : definitionLines(metric)),
    ...(detail === null ? [] : detailedLines(plan, comparison, detail)),
  ];
}

/** Why a comparison cannot be judged. */
export function unjudgedWords({ expectedEvents }: RefusedComparison): string {
  if (expectedEvents === undefined) return 'the data allow no comparison';
  if (expectedEvents === 0) return 'there is no event in either variant';
  return `${level(expectedEvents)} events are expected in the smaller variant, ${MINIMUM.eventsPerVariant} are needed`;
}

function levelsLine(plan: Plan, { metric, controlMean, treatmentMean, lift }: Comparison): string {
  const levels = `control ${levelOf(plan, metric, controlMean)} → ${levelOf(plan, metric, treatmentMean)}`;
  return `${levels}, ${lift === null ? 'no lift can be stated' : `lift ${signedPercent(lift)}`}`;
}

function intervalLine(comparison: Comparison): string {
  const { liftInterval, adjustedPValue, method, role } = comparison;
  const interval =
    liftInterval === null
      ? 'no interval of the lift can be stated'
      : `${intervalLevel(comparison)} interval ${signedBounds(liftInterval)}`;
  const against = role === 'guardrail' ? ' against its margin' : '';
  const p = adjustedPValue === null ? '' : `, adjusted p ${pValue(adjustedPValue)}${against}`;
  const test = method.includes('exact') ? 'exact test, because the counts are small' : 'Welch’s test';
  return `${interval}${p} (${test})`;
}

/** What the metric's own definition does to its values. */
function definitionLines({ cap, kind, quantile }: Metric): readonly string[] {
  if (kind === 'quantile')
    return [`the ${percent(quantile ?? 0.5)} quantile of the units’ averages, of units with a value alone`];
  const capped =
    cap === undefined
      ? []
      : 'value' in cap
        ? [`values above ${level(cap.value)} count as ${level(cap.value)}`]
        : [`values above the ${percent(cap.quantile)} quantile of all variants count as that quantile`];
  return kind === 'ratio' ? [...capped, 'a ratio of two sums, by the delta method'] : capped;
}

function detailedLines(plan: Plan, comparison: Comparison, detail: ComparisonDetail): readonly string[] {
  const { expectedEvents, raw, medianUnbiasedLift, opinion } = detail;
  return [
    `${count(expectedEvents)} events are expected in the smaller variant`,
    ...(raw === undefined ? [] : [rawLine(plan, comparison, raw)]),
    ...(medianUnbiasedLift === undefined
      ? []
      : [
          `median-unbiased lift ${signedPercent(medianUnbiasedLift)}: a stop at a look makes an effect seem larger than it is, this one is too large as often as too small`,
        ]),
    ...(opinion === undefined ? [] : [`second opinion: ${opinionWords(comparison.role, opinion)}`]),
  ];
}

/** Both ways of the same comparison, so that a reader can see what the covariate does. */
function rawLine(plan: Plan, { metric, standardError }: Comparison, raw: RawComparison): string {
  const levels = `control ${levelOf(plan, metric, raw.controlMean)} → ${levelOf(plan, metric, raw.treatmentMean)}`;
  const lift = raw.lift === null ? 'no lift' : `lift ${signedPercent(raw.lift)}`;
  const errors = `standard error ${level(raw.standardError)}, with it ${level(standardError)}`;
  return `${savedWords(metricOf(plan, metric), raw)}. Without it: ${levels}, ${lift}, ${errors}`;
}

/** "the 14 days before the first exposure take out 32 % of the variance". */
function savedWords(metric: Metric | null, { varianceSaved }: RawComparison): string {
  const days = `the ${metric?.covariateDays ?? 0} days before the first exposure`;
  const share = percent(Math.abs(Number(varianceSaved.toFixed(3))));
  return varianceSaved < 0
    ? `${days} add ${share} to the variance`
    : `${days} take out ${share} of the variance`;
}
