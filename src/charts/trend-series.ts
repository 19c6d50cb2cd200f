import type { Layout } from './chart-layout.ts';
import { colourOf, type Theme, type Tone } from './chart-theme.ts';
import type { LiftScale } from './lift-scale.ts';
import { element, lineAt, textAt } from './svg.ts';

/** What a look said of the goal; lifts are relative. An end of the interval is null if it has no bound. */
export interface TrendPoint {
  readonly day: number;
  readonly estimate: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly tone: Tone;
  /** The estimate in words; stands beside the newest point. */
  readonly words: string;
}

/** The place of a series in the picture. */
export interface SeriesPlace {
  readonly scale: LiftScale;
  readonly dayAt: (day: number) => number;
  readonly theme: Theme;
  readonly layout: Layout;
}

/** More looks than this stand too close for an interval of each. */
const CROWD = 10;

/** The band between the looks, an interval at each, the line of the estimates, and the newest one in words. */
export function drawSeries(
  points: readonly TrendPoint[],
  { scale, dayAt, theme, layout }: SeriesPlace,
): readonly string[] {
  const newest = points.at(-1);
  if (newest === undefined) return [];
  const fill = colourOf(theme, newest.tone);
  const x = ({ day }: TrendPoint) => dayAt(day);
  const upper = (point: TrendPoint) => scale.at(isNumber(point.upper) ? point.upper : scale.high);
  const lower = (point: TrendPoint) => scale.at(isNumber(point.lower) ? point.lower : scale.low);
  const pair = (one: number, other: number) => `${round(one)},${round(other)}`;
  const band = [
    ...points.map((point) => pair(x(point), upper(point))),
    ...points.toReversed().map((point) => pair(x(point), lower(point))),
  ].join(' ');
  const { small } = layout;
  const r = points.length > CROWD ? 3.5 : 6;
  return [
    ...(points.length < 2 ? [] : [element('polygon', { points: band, fill, 'fill-opacity': 0.2 })]),
    // Of many looks the band alone shows the intervals.
    ...(points.length > CROWD ? points.slice(-1) : points).flatMap((point) => [
      lineAt([x(point), upper(point)], [x(point), lower(point)], { stroke: fill, width: 3 }),
      whisker(x(point), upper(point), { isOpen: isOutside(point.upper, scale), side: -1, fill }),
      whisker(x(point), lower(point), { isOpen: isOutside(point.lower, scale), side: 1, fill }),
    ]),
    element('polyline', {
      points: points.map((point) => pair(x(point), scale.at(point.estimate))).join(' '),
      ...{ fill: 'none', stroke: fill, 'stroke-width': 3 },
    }),
    ...points.map((point) =>
      element('circle', {
        ...{ cx: x(point), cy: scale.at(point.estimate), r, stroke: fill, 'stroke-width': r / 2 },
        fill: point.tone === 'good' || point.tone === 'bad' ? fill : theme.background,
      }),
    ),
    textAt(newest.words, {
      ...{ x: x(newest) + 12, y: scale.at(newest.estimate) + small * 0.35 },
      ...({ size: small, weight: 'bold', fill, halo: theme.background } as const),
    }),
  ];
}

function isNumber(end: number | null): end is number {
  return end !== null && Number.isFinite(end);
}

function isOutside(end: number | null, { low, high }: LiftScale): boolean {
  return !isNumber(end) || end < low || end > high;
}

/** The end of an interval: a cap, or an arrow if it goes on beyond the picture. */
function whisker(
  x: number,
  y: number,
  { isOpen, side, fill }: { readonly isOpen: boolean; readonly side: -1 | 1; readonly fill: string },
): string {
  return isOpen
    ? element('polygon', { points: `${x - 7},${y - side * 9} ${x + 7},${y - side * 9} ${x},${y}`, fill })
    : lineAt([x - 7, y], [x + 7, y], { stroke: fill, width: 3 });
}

const round = (value: number) => Math.round(value * 100) / 100;
