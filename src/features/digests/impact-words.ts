import { bold } from '#block-kit/mrkdwn.ts';
import { oneLine } from '#block-kit/text.ts';
import { drawIntervals, type IntervalChart, type IntervalRow } from '#charts/interval-chart.ts';
import type { GoalImpact, ShippedImpact } from '#domain/digest/impact.ts';
import { briefInterval, briefPercent } from '#domain/figures.ts';
import type { Picture } from '#features/render-context.ts';

/** Goals that a digest shows. */
const MOST = 3;

/** What the shipped changes are worth, a line a goal. */
export function impactLines(impact: ShippedImpact): readonly string[] {
  if (impact.kind === 'too-few')
    return [
      `What the shipped changes are worth together cannot be said yet: ${impact.effects} of ${impact.needed} effects are measured`,
    ];
  if (impact.goals.length === 0) return ['No change with a measured effect was shipped in 365 days'];
  const more = impact.goals.length - MOST;
  return [
    ...impact.goals.slice(0, MOST).map(goalLine),
    ...(more > 0 ? [`and ${more} more ${more === 1 ? 'goal' : 'goals'}`] : []),
  ];
}

function goalLine(goal: GoalImpact): string {
  const { shipped, measured } = goal;
  return `${bold(nameOf(goal))}: ${bold(briefPercent(goal.estimate))} (${briefInterval(goal)}) by ${changes(shipped)}; ${briefPercent(measured)} as measured`;
}

/** How the figures came about, in one line; empty if there are none. */
export function impactNote(impact: ShippedImpact): string {
  if (impact.kind === 'too-few' || impact.goals.length === 0) return '';
  return `Sums of lifts in the wanted direction, of 365 days, for users who met each change. Each lift is shrunk towards the mean of all ${impact.effects} measured ones, because what was shipped was partly luck. 95 % intervals.`;
}

/** The shrunken sums on one scale; none without one. */
export function impactPictures(impact: ShippedImpact): readonly Picture[] {
  const chart = impactChart(impact, MOST);
  if (chart === null) return [];
  const look = { layout: 'wide', theme: 'light' } as const;
  return [
    { name: 'impact', title: chart.title, alt: chart.description, svg: () => drawIntervals(chart, look) },
  ];
}

/** The shrunken sums of the first goals, on one scale; null if there are none. */
export function impactChart(impact: ShippedImpact, most: number): IntervalChart | null {
  if (impact.kind === 'too-few' || impact.goals.length === 0) return null;
  const goals = impact.goals.slice(0, most);
  const words = goals.map(
    (goal) => `${nameOf(goal)} ${briefPercent(goal.estimate)} (${briefInterval(goal)})`,
  );
  return {
    title: 'What the shipped changes are worth',
    subtitle: 'Sum of shrunken lifts in the wanted direction, 95 % intervals',
    rows: goals.map(rowOf),
    empty: '',
    description: `Sums of shrunken lifts of shipped changes: ${words.join('; ')}.`,
  };
}

function rowOf(goal: GoalImpact): IntervalRow {
  const { shipped, estimate, lower, upper } = goal;
  const tone = lower > 0 ? 'good' : upper < 0 ? 'bad' : 'open';
  const verdict = tone === 'open' ? 'no change is possible' : tone === 'good' ? 'better' : 'worse';
  return {
    name: nameOf(goal),
    note: changes(shipped),
    ...{ verdict, tone, estimate, interval: { lower, upper } },
    figures: `${briefPercent(estimate)} (${briefInterval(goal)})`,
    ...{ limit: null, isGoal: true },
  };
}

function changes(count: number): string {
  return count === 1 ? 'one change' : `${count} changes`;
}

function nameOf({ name }: GoalImpact): string {
  return oneLine(name, 60);
}
