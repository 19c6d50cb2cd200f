import type { Statement } from '#agents/narrative-template.ts';
import { count, percent, pValue, signedBounds, signedPercent } from '#domain/figures.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis, Comparison, HealthCheck } from '#stats/engine/analysis.ts';
import { intervalLevel, levelOf, metricOf, provenWords, shownComparisons } from './facts.ts';

type Unnamed = Omit<Statement, 'id'>;

const UNSIGNED = { direction: 'none', isBetter: null, isAlarm: false } as const;

/**
 * The sentences in which a look may be told, each with its figures and its verdict. The treatment that the recommendation is about comes
 * first, because the first sentences stand for the analyst's choice if there is none; without such a treatment, the goal of each.
 */
export function statementsOf(plan: Plan, analysis: Analysis, about: string | null): readonly Statement[] {
  const shown = shownComparisons(analysis);
  const isGoalOfSeveral = ({ role }: Comparison) =>
    about === null && plan.variants.length > 2 && role === 'goal';
  const ordered = [
    ...shown.filter(isGoalOfSeveral),
    ...shown.filter((one) => one.variant === about && !isGoalOfSeveral(one)),
    ...shown.filter((one) => one.variant !== about && !isGoalOfSeveral(one)),
  ];
  const all: readonly Unnamed[] = [
    ...analysis.health.checks.flatMap(alarm),
    ...ordered.map((one) => comparisonStatement(plan, one)),
    { text: soFar(analysis), ...UNSIGNED },
    { text: `The smallest lift worth having is ${percent(plan.request.smallestLift)}.`, ...UNSIGNED },
  ];
  return all.map((statement, index) => ({ id: `f${index + 1}`, ...statement }));
}

const ALARMS: Readonly<Record<HealthCheck['key'], string>> = {
  'sample-ratio': 'The split is not as planned, so no effect can be read.',
  'multiple-exposure': 'Too many units met more than one variant, so no effect can be read.',
  traffic: 'Too few units arrive.',
  'data-arriving': 'A metric has no data.',
};

function alarm({ key, state }: HealthCheck): readonly Unnamed[] {
  return state === 'not-met' ? [{ ...UNSIGNED, text: ALARMS[key], isAlarm: true }] : [];
}

function comparisonStatement(plan: Plan, comparison: Comparison): Unnamed {
  const metric = metricOf(plan, comparison.metric);
  const name = metric?.name ?? comparison.metric;
  // With one treatment there is nothing to tell apart.
  const of = plan.variants.length === 2 ? name : `${name}, ${comparison.variant} against control`;
  const { lift, liftInterval: interval, adjustedPValue: p } = comparison;
  const within =
    interval === null ? '' : ` (${intervalLevel(comparison)} interval ${signedBounds(interval)})`;
  const size = lift === null ? ', no lift can be stated' : `, lift ${signedPercent(lift)}${within}`;
  const level = (mean: number) => levelOf(plan, comparison.metric, mean);
  const proof = `${provenWords(comparison)}${p === null ? '' : ` (adjusted p ${pValue(p)})`}`;
  const direction = lift === null || lift === 0 ? 'none' : lift > 0 ? 'up' : 'down';
  const isBetter =
    direction === 'none' ? null : (direction === 'up') === (metric?.desiredDirection === 'increase');
  return {
    text: `${of}: ${level(comparison.controlMean)} → ${level(comparison.treatmentMean)}${size}, ${proof}.`,
    ...{ direction, isBetter, isAlarm: false },
  };
}

function soFar({ look, plannedLooks, units }: Analysis): string {
  const each = Object.entries(units).map(([variant, value]) => `${variant} ${count(value)}`);
  return `This is look ${look} of ${plannedLooks}, with ${each.join(', ')} units.`;
}
