import type { IntervalRow } from '#charts/interval-chart.ts';
import { percent, signedBounds, signedPercent } from '#domain/figures.ts';
import { planForGoal } from '#domain/goals.ts';
import type { Metric } from '#domain/metric.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import type { Analysis, Comparison, RefusedComparison } from '#stats/engine/analysis.ts';
import { intervalLevel, metricOf, provenWords } from './facts.ts';

type Tone = IntervalRow['tone'];

const TONES: Readonly<Record<Comparison['verdict'], Tone>> = {
  better: 'good',
  'non-inferior': 'good',
  worse: 'bad',
  inferior: 'bad',
  unproven: 'open',
};

/** A row for everything that a look says of a metric and a treatment; none while effects are hidden. */
export function pictureRows(plan: Plan, analysis: Analysis): readonly IntervalRow[] {
  if (analysis.show === 'progress') return [];
  return analysis.comparisons.flatMap((one) => {
    if (one.kind === 'ok') return [judgedRow(plan, one)];
    const isOut = analysis.dropped?.includes(one.variant) === true;
    return isOut || one.role === 'secondary' ? [] : [unjudgedRow(plan, one)];
  });
}

/** What a comparison proves, as a colour. */
export function toneOf({ verdict }: Comparison): Tone {
  return TONES[verdict];
}

/** The lift of the goal that is worth having, with the sign of the wanted direction. */
export function worthHaving({ goal, request }: Plan): number {
  return goal.desiredDirection === 'increase' ? request.smallestLift : -request.smallestLift;
}

function judgedRow(plan: Plan, comparison: Comparison): IntervalRow {
  const { lift, liftInterval } = comparison;
  return {
    ...partsOf(plan, comparison),
    verdict: provenWords(comparison),
    tone: toneOf(comparison),
    estimate: lift,
    interval: lift === null ? null : (liftInterval ?? { lower: null, upper: null }),
    figures: figuresOf(comparison),
  };
}

function unjudgedRow(plan: Plan, refused: RefusedComparison): IntervalRow {
  const nothing = { estimate: null, interval: null, figures: '' };
  return { ...partsOf(plan, refused), ...nothing, verdict: 'cannot be judged', tone: 'unjudged' };
}

function partsOf(plan: Plan, { metric: key, role, variant }: Comparison | RefusedComparison) {
  const metric = metricOf(plan, key);
  const name = metric?.name ?? key;
  const margin = plan.guardrails.find((guardrail) => guardrail.metric.key === key)?.margin ?? null;
  return {
    name: treatmentsOf(plan).length === 1 ? name : `${name}, ${variant}`,
    note: noteOf(role, metric, margin),
    isGoal: role === 'goal',
    limit: limitOf(plan, role, { metric, margin }),
  };
}

function noteOf(role: Comparison['role'], metric: Metric | null, margin: number | null): string {
  const rises = metric?.desiredDirection === 'increase';
  if (role === 'guardrail' && margin !== null)
    return `guardrail, may ${rises ? 'fall' : 'rise'} by ${percent(margin)}`;
  return metric === null ? role : `${role}, should ${rises ? 'rise' : 'fall'}`;
}

function limitOf(
  plan: Plan,
  role: Comparison['role'],
  { metric, margin }: { readonly metric: Metric | null; readonly margin: number | null },
): IntervalRow['limit'] {
  if (role === 'goal' && metric !== null)
    return { at: worthHaving(planForGoal(plan, metric.key)), kind: 'worth' };
  if (role !== 'guardrail' || margin === null || metric === null) return null;
  return { at: metric.desiredDirection === 'increase' ? -margin : margin, kind: 'margin' };
}

/** "+4.30 % (95 %: +1.70 % to +6.90 %)". */
export function figuresOf(comparison: Comparison): string {
  const { lift, liftInterval } = comparison;
  if (lift === null) return 'no lift can be stated';
  const bounds = liftInterval === null ? 'without a bound' : signedBounds(liftInterval);
  return `${signedPercent(lift)} (${intervalLevel(comparison)}: ${bounds})`;
}
