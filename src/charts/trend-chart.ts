import { LAYOUTS, type Layout, type LayoutName } from './chart-layout.ts';
import { THEMES, type Theme, type ThemeName } from './chart-theme.ts';
import { heading, lines, type Piece } from './heading.ts';
import { type LiftScale, liftLabel, liftScale } from './lift-scale.ts';
import { lineAt, svgOf, textAt } from './svg.ts';
import { textWidth, wrapText } from './text-width.ts';
import { drawSeries, type TrendPoint } from './trend-series.ts';

/** One treatment, oldest look first. */
export interface TrendPanel {
  readonly name: string;
  readonly points: readonly TrendPoint[];
}

/** How the goal came to where it is: a panel per treatment, all on one scale. */
export interface TrendChart {
  readonly title: string;
  readonly subtitle: string;
  readonly panels: readonly TrendPanel[];
  /** The day of the registered end. */
  readonly endDay: number;
  /** The lift worth having, in the wanted direction; null if none is asked. */
  readonly worth: number | null;
  /** Stands in place of the panels if no look has shown an effect. */
  readonly empty: string;
  readonly description: string;
}

interface Ground {
  readonly layout: Layout;
  readonly theme: Theme;
}

/** Draws the goal's lift over the days of running, with the interval of each look, as SVG. */
export function drawTrend(
  chart: TrendChart,
  look: { readonly layout: LayoutName; readonly theme: ThemeName },
): string {
  const ground: Ground = { layout: LAYOUTS[look.layout], theme: THEMES[look.theme] };
  const { layout, theme } = ground;
  const { width, padding } = layout;
  const panels = chart.panels.filter(({ points }) => points.length > 0);
  const head = heading(chart, layout, theme);
  const body =
    panels.length === 0
      ? lines([chart.empty], { y: head.height, layout, fill: theme.muted })
      : drawPanels({ ...chart, panels }, head.height, ground);
  const height = head.height + body.height + padding;
  return svgOf({ width, height, background: theme.background }, chart, [...head.inside, ...body.inside]);
}

function drawPanels(chart: TrendChart, top: number, ground: Ground): Piece {
  const { layout } = ground;
  const days = Math.max(
    chart.endDay,
    ...chart.panels.flatMap(({ points }) => points.map(({ day }) => day)),
    1,
  );
  const inside: string[] = [];
  let y = top;
  for (const [index, panel] of chart.panels.entries()) {
    const isLast = index === chart.panels.length - 1;
    const part = drawPanel(panel, { chart, y, days, isLast, ground, isNamed: chart.panels.length > 1 });
    inside.push(...part.inside);
    y += part.height + (isLast ? 0 : layout.small * 0.6);
  }
  return { height: y - top, inside };
}

interface PanelPlace {
  readonly chart: TrendChart;
  readonly y: number;
  readonly days: number;
  readonly isLast: boolean;
  readonly isNamed: boolean;
  readonly ground: Ground;
}

function drawPanel(panel: TrendPanel, place: PanelPlace): Piece {
  const { chart, y, days, isLast, isNamed, ground } = place;
  const { layout, theme } = ground;
  const { width, padding, small, large, trend } = layout;
  const name = isNamed
    ? wrapText(panel.name, { width: width - 2 * padding, size: large, weight: 'bold', most: 1 })
    : [];
  const top = y + name.length * large * 1.3 + 6;
  const bottom = top + trend * (isNamed ? 0.7 : 1);
  const scale = scaleOf(chart, [bottom, top]);
  const ticks = scale.ticks.map((lift) => ({ lift, words: liftLabel(lift) }));
  const left = padding + Math.max(...ticks.map(({ words }) => textWidth(words, small))) + 8;
  const right =
    width -
    padding -
    Math.max(
      ...chart.panels.flatMap(({ points }) => points.map(({ words }) => textWidth(words, small, 'bold'))),
    ) -
    12;
  const dayAt = (day: number) => left + (day / days) * (right - left);
  const axis = isLast ? drawDays(chart, { y: bottom, dayAt, days, ground }) : { height: 0, inside: [] };
  return {
    height: bottom - y + axis.height,
    inside: [
      ...name.map((line) =>
        textAt(line, { x: padding, y: y + large, size: large, weight: 'bold', fill: theme.text }),
      ),
      ...ticks.flatMap(({ lift, words }) => [
        lineAt([left, scale.at(lift)], [right, scale.at(lift)], {
          ...(lift === 0 ? { stroke: theme.text, width: 2 } : { stroke: theme.grid, width: 1 }),
        }),
        textAt(words, {
          ...{ x: left - 6, y: scale.at(lift) + small * 0.35, size: small },
          ...({ fill: theme.muted, anchor: 'end' } as const),
        }),
      ]),
      ...(chart.worth === null
        ? []
        : [
            lineAt([left, scale.at(chart.worth)], [right, scale.at(chart.worth)], {
              ...{ stroke: theme.text, width: 2, dash: '2 3' },
            }),
          ]),
      lineAt([dayAt(chart.endDay), top], [dayAt(chart.endDay), bottom], {
        ...{ stroke: theme.muted, width: 2, dash: '6 3' },
      }),
      ...drawSeries(panel.points, { scale, dayAt, theme, layout }),
      ...axis.inside,
    ],
  };
}

function scaleOf({ panels, worth }: TrendChart, place: readonly [number, number]): LiftScale {
  const points = panels.flatMap((panel) => panel.points);
  const limits = worth === null ? [] : [worth];
  const estimates = points.map(({ estimate }) => estimate);
  const ends = points.flatMap(({ lower, upper }) => [lower, upper]).filter((end) => end !== null);
  // The first looks have wide intervals: the newest one of each treatment says what matters.
  const newest = panels.flatMap((panel) => panel.points.slice(-1));
  const near = newest.flatMap(({ lower, upper }) => [lower, upper]).filter((end) => end !== null);
  const known = [...ends, ...estimates, ...limits];
  // An end without a bound needs room for its arrow.
  const room = 0.25 * Math.max(...known.map(Math.abs), 0);
  const beyond = points.flatMap(({ lower, upper }) => [
    ...(lower === null ? [Math.min(...known) - room] : []),
    ...(upper === null ? [Math.max(...known) + room] : []),
  ]);
  return liftScale([...known, ...beyond], [...near, ...estimates, ...limits], place);
}

/** The days under the last panel, and which of them is the registered end. */
function drawDays(
  { endDay, panels, worth }: TrendChart,
  {
    y,
    dayAt,
    days,
    ground,
  }: {
    readonly y: number;
    readonly dayAt: (day: number) => number;
    readonly days: number;
    readonly ground: Ground;
  },
): Piece {
  const { layout, theme } = ground;
  const { small } = layout;
  const wanted = [...new Set([...panels.flatMap(({ points }) => points.map(({ day }) => day)), endDay])];
  const shown: { readonly x: number; readonly words: string }[] = [];
  // The registered end first, then the newest looks: if two would touch, the older one has no number.
  for (const day of [endDay, ...wanted.filter((one) => one !== endDay).toReversed(), 0].filter(
    (one) => one <= days,
  )) {
    const words = `day ${day}`;
    const half = textWidth(words, small) / 2 + 4;
    const isFree = shown.every(
      (one) => Math.abs(one.x - dayAt(day)) >= half + textWidth(one.words, small) / 2 + 4,
    );
    if (isFree) shown.push({ x: dayAt(day), words });
  }
  const legend = [
    `dashed line: planned end, day ${endDay}`,
    ...(worth === null ? [] : ['dotted line: lift worth having']),
  ].join(' · ');
  const under = lines([legend], { y: y + small * 1.7, layout, fill: theme.muted });
  return {
    height: small * 1.7 + under.height,
    inside: [
      ...shown.map(({ x, words }) =>
        textAt(words, { x, y: y + small * 1.2, size: small, fill: theme.muted, anchor: 'middle' }),
      ),
      ...under.inside,
    ],
  };
}
