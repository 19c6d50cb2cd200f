import { fields } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { level, pValue, signedPercent } from '#domain/figures.ts';
import { MINIMUM } from '#domain/looks/analysis-plan.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis, Comparison, RefusedComparison } from '#stats/engine/analysis.ts';
import { intervalLevel, levelOf, metricOf, provenWords } from './facts.ts';

/** What every metric of a look says of each treatment; a goal or a guardrail that cannot be judged says so. */
export function comparisonBlocks(plan: Plan, analysis: Analysis): ChatMessage['blocks'] {
  if (analysis.show === 'progress') return [];
  return analysis.comparisons.flatMap((comparison) => {
    if (comparison.kind === 'ok') return [comparisonBlock(plan, comparison)];
    const isOut = analysis.dropped?.includes(comparison.variant) === true;
    return isOut || comparison.role === 'secondary' ? [] : [unjudgedBlock(plan, comparison)];
  });
}

function comparisonBlock(plan: Plan, comparison: Comparison) {
  const { metric, role, variant, lift } = comparison;
  return fields([
    `${bold(`${nameOf(plan, metric)} (${role})`)}\n${variant}: ${provenWords(comparison)}`,
    [
      `control ${levelOf(plan, metric, comparison.controlMean)} → ${levelOf(plan, metric, comparison.treatmentMean)}`,
      lift === null ? 'no lift can be stated' : `lift ${signedPercent(lift)}`,
      intervalLine(comparison),
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

function unjudgedBlock(plan: Plan, { metric, role, variant, expectedEvents }: RefusedComparison) {
  const events =
    expectedEvents === undefined
      ? 'the data allow no comparison'
      : expectedEvents === 0
        ? 'there is no event in either variant'
        : `${level(expectedEvents)} events are expected in the smaller variant, ${MINIMUM.eventsPerVariant} are needed`;
  return fields([`${bold(`${nameOf(plan, metric)} (${role})`)}\n${variant}: cannot be judged`, events]);
}

function nameOf(plan: Plan, key: string): string {
  return metricOf(plan, key)?.name ?? key;
}
