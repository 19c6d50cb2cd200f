import { fields } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { level, pValue, signedPercent } from '#domain/figures.ts';
import { MINIMUM } from '#domain/looks/analysis-plan.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis, Comparison, RefusedComparison } from '#stats/engine/analysis.ts';
import type { ComparisonDetail } from '#stats/engine/details.ts';
import { savedWords } from './detail-lines.ts';
import { intervalLevel, levelOf, metricOf, provenWords } from './facts.ts';

/** What every metric of a look says of each treatment; a goal or a guardrail that cannot be judged says so. */
export function comparisonBlocks(
  plan: Plan,
  analysis: Analysis,
  details: readonly ComparisonDetail[],
): ChatMessage['blocks'] {
  if (analysis.show === 'progress') return [];
  return analysis.comparisons.flatMap((comparison) => {
    if (comparison.kind === 'ok')
      return [comparisonBlock(plan, comparison, savedLine(plan, comparison, details))];
    const isOut = analysis.dropped?.includes(comparison.variant) === true;
    return isOut || comparison.role === 'secondary' ? [] : [unjudgedBlock(plan, comparison)];
  });
}

/** What the covariate saves; empty without one. */
function savedLine(
  plan: Plan,
  { metric, variant }: Comparison,
  details: readonly ComparisonDetail[],
): string {
  const detail = details.find((one) => one.metric === metric && one.variant === variant);
  return detail?.raw === undefined ? '' : savedWords(metricOf(plan, metric), detail.raw);
}

function comparisonBlock(plan: Plan, comparison: Comparison, saved: string) {
  const { metric, role, variant, lift } = comparison;
  return fields([
    `${bold(`${nameOf(plan, metric)} (${role})`)}\n${variant}: ${provenWords(comparison)}`,
    [
      `control ${levelOf(plan, metric, comparison.controlMean)} → ${levelOf(plan, metric, comparison.treatmentMean)}`,
      lift === null ? 'no lift can be stated' : `lift ${signedPercent(lift)}`,
      intervalLine(comparison),
      saved,
    ]
      .filter((line) => line !== '')
      .join('\n'),
  ]);
}

/** The interval with its level, and the p-value that the verdict goes by: corrected for all looks and comparisons. */
function intervalLine(comparison: Comparison): string {
  const { liftInterval, adjustedPValue, role } = comparison;
  const p = adjustedPValue === null ? [] : [`adjusted p ${escapeMrkdwn(pValue(adjustedPValue))}`];
  const interval =
    liftInterval === null
      ? []
      : [
          `${intervalLevel(comparison)} interval ${signedPercent(liftInterval.lower)} to ${signedPercent(liftInterval.upper)}`,
        ];
  const against = role === 'guardrail' && p.length > 0 ? ' against its margin' : '';
  return `${[...interval, ...p].join(', ')}${against}`;
}

function unjudgedBlock(plan: Plan, comparison: RefusedComparison) {
  const { metric, role, variant } = comparison;
  const name = bold(`${nameOf(plan, metric)} (${role})`);
  return fields([`${name}\n${variant}: cannot be judged`, unjudgedWords(comparison)]);
}

/** Why a comparison cannot be judged. */
export function unjudgedWords({ expectedEvents }: RefusedComparison): string {
  if (expectedEvents === undefined) return 'the data allow no comparison';
  if (expectedEvents === 0) return 'there is no event in either variant';
  return `${level(expectedEvents)} events are expected in the smaller variant, ${MINIMUM.eventsPerVariant} are needed`;
}

function nameOf(plan: Plan, key: string): string {
  return metricOf(plan, key)?.name ?? key;
}
