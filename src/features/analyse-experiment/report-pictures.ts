import { slackImage } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { drawIntervals, type IntervalChart } from '#charts/interval-chart.ts';
import { drawTrend, type TrendChart, type TrendPanel } from '#charts/trend-chart.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { signedPercent } from '#domain/figures.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import type { Draw, Picture, RenderContext } from '#features/render-context.ts';
import { titleOf } from '#features/title.ts';
import { DAY } from '#shared/clock.ts';
import type { Comparison } from '#stats/engine/analysis.ts';
import { shownComparisons } from './facts.ts';
import { figuresOf, pictureRows, toneOf, worthHaving } from './picture-rows.ts';

/** A chat shows one picture to all, whatever colours they have chosen. */
const LOOK = { layout: 'wide', theme: 'light' } as const;
/** More rows would be higher than a screen; the words of the report have all of them. */
const MOST_ROWS = 12;

/**
 * The pictures of the newest look: every metric on one scale, and, from the second look on, the way of the goal. None while
 * effects are hidden.
 */
export function reportPictures({ experiment }: RenderContext): readonly Picture[] {
  const charts = reportCharts(experiment);
  if (charts === null) return [];
  const { plan } = designOf(experiment);
  const { intervals, trend } = charts;
  return [
    ...(intervals.rows.length === 0
      ? []
      : [
          {
            ...{ name: 'intervals', title: 'Every metric of this look', alt: intervals.description },
            svg: () => drawIntervals(intervals, LOOK),
          },
        ]),
    ...(trend.panels.every(({ points }) => points.length < 2)
      ? []
      : [
          {
            ...{ name: 'trend', title: `${plan.goal.name} over time`, alt: trend.description },
            svg: () => drawTrend(trend, LOOK),
          },
        ]),
  ];
}

/** What the pictures of the newest look are drawn from; null while effects are hidden. */
export function reportCharts(
  experiment: Experiment,
): { readonly intervals: IntervalChart; readonly trend: TrendChart } | null {
  const snapshot = latestSnapshot(experiment);
  if (snapshot === null || snapshot.analysis.show === 'progress') return null;
  const { plan } = designOf(experiment);
  return {
    intervals: intervalChartOf(experiment, plan, snapshot),
    trend: trendChartOf(experiment, plan, snapshot),
  };
}

/** The picture of a look that asks for nothing: every metric on one scale. */
export function lookPictures(context: RenderContext): readonly Picture[] {
  return reportPictures(context).filter(({ name }) => name === 'intervals');
}

/** The blocks of a message with its pictures under the headline, as far as they are uploaded. */
export function withPictures(
  context: RenderContext,
  blocks: ChatMessage['blocks'],
  draw: Draw,
): ChatMessage['blocks'] {
  const { pictures = {} } = context;
  if (Object.keys(pictures).length === 0) return blocks;
  const shown = draw(context).flatMap(({ name, alt }) => {
    const file = pictures[name];
    return file === undefined ? [] : [slackImage(file, alt)];
  });
  return [...blocks.slice(0, 1), ...shown, ...blocks.slice(1)];
}

/** Every metric of a look on one scale; of more rows than a message has room for the first. */
export function intervalChartOf(
  experiment: Experiment,
  plan: Plan,
  { analysis }: AnalysisSnapshot,
  most: number = MOST_ROWS,
): IntervalChart {
  const all = pictureRows(plan, analysis);
  const rows = all.slice(0, most);
  const left = all.length - rows.length;
  const title = `Look ${analysis.look} of ${analysis.plannedLooks}: ${titleOf(experiment)}`;
  const words = rows.map(
    ({ name, note, figures, verdict }) =>
      `${name} (${note}): ${figures === '' ? '' : `${figures}, `}${verdict}`,
  );
  return {
    title,
    subtitle: `Lift against control with the interval of this look${left === 0 ? '' : `; ${left} more metrics are in the text`}`,
    rows,
    empty: 'This look shows no effect.',
    description: `Lift against control. ${words.join('. ')}.`,
  };
}

/** The way of the goal over the looks that read the same data as this one. */
export function trendChartOf(experiment: Experiment, plan: Plan, { from }: AnalysisSnapshot): TrendChart {
  const looks = experiment.looks.snapshots.filter((one) => one.from === from);
  const panels = treatmentsOf(plan).map(({ key }) => trendPanel(experiment, plan, { key, looks }));
  const words = panels.flatMap(({ name, points }) =>
    points.map(({ day, words }) => `${panels.length === 1 ? '' : `${name}, `}day ${day}: ${words}`),
  );
  return {
    title: `${plan.goal.name} over the days of the experiment`,
    subtitle: 'Lift against control at each look; the intervals hold over all looks',
    panels: panels.map((panel) => ({
      ...panel,
      points: panel.points.map((point) => ({ ...point, words: signedPercent(point.estimate) })),
    })),
    endDay: plan.sizing.days,
    worth: worthHaving(plan),
    empty: 'No look has shown an effect yet.',
    description: `${plan.goal.name}, lift against control by day. ${words.join('. ')}. The planned end is day ${plan.sizing.days}.`,
  };
}

/** What the looks said of the goal for one treatment, each with its figures in words. */
function trendPanel(
  { launch }: Experiment,
  plan: Plan,
  { key, looks }: { readonly key: string; readonly looks: readonly AnalysisSnapshot[] },
): TrendPanel {
  const goalOf = ({ analysis }: AnalysisSnapshot): Comparison | undefined =>
    shownComparisons(analysis).find((one) => one.metric === plan.goal.key && one.variant === key);
  const points = looks.flatMap((look) => {
    const goal = goalOf(look);
    if (goal === undefined || goal.lift === null || launch === null) return [];
    const running = activeTime(launch, launch.runningSince ?? launch.at, look.until);
    return [
      {
        day: Math.round(running / DAY),
        estimate: goal.lift,
        ...(goal.liftInterval ?? { lower: null, upper: null }),
        tone: toneOf(goal),
        words: figuresOf(goal),
      },
    ];
  });
  return { name: key, points };
}
