import { colourOf, type Theme, type Tone } from './chart-theme.ts';
import type { LiftScale } from './lift-scale.ts';
import { element, lineAt } from './svg.ts';

/** What an interval is held against: the margin of a guardrail, or the lift worth having of a goal. */
export type LimitKind = 'margin' | 'worth';

export interface LimitLine {
  readonly at: number;
  readonly kind: LimitKind;
}

interface Marked {
  readonly tone: Tone;
  readonly estimate: number | null;
  readonly interval: { readonly lower: number | null; readonly upper: number | null } | null;
  readonly limit: LimitLine | null;
}

/** The place of an interval in the picture. */
export interface Strip {
  readonly top: number;
  readonly strip: number;
  readonly scale: LiftScale;
  readonly theme: Theme;
  /** The ends of the strip. */
  readonly from: number;
  readonly to: number;
}

/** The grid, no change, the limit, the interval and its estimate; without an interval the lines alone. */
export function drawInterval(row: Marked, place: Strip): readonly string[] {
  const { top, strip, scale, theme } = place;
  const bottom = top + strip;
  return [
    ...scale.ticks.map((tick) => {
      const x = scale.at(tick);
      return lineAt([x, top], [x, bottom], {
        ...(tick === 0 ? { stroke: theme.text, width: 2 } : { stroke: theme.grid, width: 1 }),
      });
    }),
    ...(row.limit === null
      ? []
      : limitMark(row.limit.kind, { x: scale.at(row.limit.at), top, bottom, theme })),
    ...bar(row, place),
  ];
}

/** Dashes with a triangle for a margin, dots with a diamond for a lift worth having: told apart without colour. */
export function limitMark(
  kind: LimitKind,
  {
    x,
    top,
    bottom,
    theme,
  }: { readonly x: number; readonly top: number; readonly bottom: number; readonly theme: Theme },
): readonly string[] {
  const isMargin = kind === 'margin';
  const shape = isMargin
    ? `${x - 5},${top} ${x + 5},${top} ${x},${top + 8}`
    : `${x},${top - 1} ${x + 5},${top + 4} ${x},${top + 9} ${x - 5},${top + 4}`;
  return [
    lineAt([x, top], [x, bottom], { stroke: theme.text, width: 2, dash: isMargin ? '6 3' : '2 3' }),
    element('polygon', { points: shape, fill: theme.text }),
  ];
}

/** Length of what is drawn of an interval that lies beyond the scale as a whole. */
const STUB = 26;
const ARROW = 9;

function bar({ interval, estimate, tone }: Marked, place: Strip): readonly string[] {
  if (interval === null) return [];
  const { scale, theme, from, to } = place;
  const middle = place.top + place.strip / 2;
  const stroke = colourOf(theme, tone);
  const lower = boundOr(interval.lower, Number.NEGATIVE_INFINITY);
  const upper = boundOr(interval.upper, Number.POSITIVE_INFINITY);
  const goesLeft = lower < scale.low;
  const goesRight = upper > scale.high;
  const left = goesLeft ? from + ARROW : lower > scale.high ? to - STUB : scale.at(lower);
  const right = goesRight ? to - ARROW : upper < scale.low ? from + STUB : scale.at(upper);
  return [
    lineAt([left, middle], [right, middle], { stroke, width: 6 }),
    ...(goesLeft ? [arrow(left, middle, -1, stroke)] : []),
    ...(goesRight ? [arrow(right, middle, 1, stroke)] : []),
    ...(goesLeft || lower > scale.high ? [] : [cap(left, middle, stroke)]),
    ...(goesRight || upper < scale.low ? [] : [cap(right, middle, stroke)]),
    ...(estimate === null || !(estimate >= scale.low && estimate <= scale.high)
      ? []
      : [pointer(scale.at(estimate), middle, { tone, stroke, theme })]),
  ];
}

/** An end of an interval; what is no number is no bound. */
function boundOr(end: number | null, none: number): number {
  return end === null || Number.isNaN(end) ? none : end;
}

function cap(x: number, middle: number, stroke: string): string {
  return lineAt([x, middle - 8], [x, middle + 8], { stroke, width: 3 });
}

function arrow(x: number, middle: number, side: -1 | 1, fill: string): string {
  return element('polygon', {
    points: `${x},${middle - 9} ${x + side * ARROW},${middle} ${x},${middle + 9}`,
    fill,
  });
}

/** Good is a full circle, bad a full square, and what is open a hollow circle. */
function pointer(
  x: number,
  middle: number,
  { tone, stroke, theme }: { readonly tone: Tone; readonly stroke: string; readonly theme: Theme },
): string {
  const halo = { stroke: theme.background, 'stroke-width': 2 };
  if (tone === 'bad')
    return element('rect', { x: x - 8, y: middle - 8, width: 16, height: 16, fill: stroke, ...halo });
  if (tone === 'good') return element('circle', { cx: x, cy: middle, r: 9, fill: stroke, ...halo });
  return element('circle', { cx: x, cy: middle, r: 7, fill: theme.background, stroke, 'stroke-width': 3 });
}
