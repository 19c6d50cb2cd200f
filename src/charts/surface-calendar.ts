import { DAY } from '#shared/clock.ts';
import { LAYOUTS, type Layout, type LayoutName } from './chart-layout.ts';
import { THEMES, type Theme, type ThemeName } from './chart-theme.ts';
import { heading, lines, type Piece } from './heading.ts';
import { element, lineAt, svgOf, textAt } from './svg.ts';
import { wrapText } from './text-width.ts';

/** A stretch of time in which an experiment has a surface, or will. Milliseconds since the Unix epoch. */
export interface CalendarBar {
  readonly name: string;
  readonly from: number;
  /** Null if no date says its end. */
  readonly until: number | null;
  /** `running` has the surface, `held` has it and waits for people, `planned` comes later, `unseen` must not be named. */
  readonly kind: 'running' | 'held' | 'planned' | 'unseen';
}

/** What is on each surface in some weeks. */
export interface SurfaceCalendar {
  readonly title: string;
  readonly subtitle: string;
  /** The first moment, and how many weeks are shown. */
  readonly from: number;
  readonly weeks: number;
  readonly now: number;
  readonly rows: readonly { readonly name: string; readonly bars: readonly CalendarBar[] }[];
  /** Stands in place of the rows if there are none. */
  readonly empty: string;
  /** All of it in words, for people who cannot see it. */
  readonly description: string;
}

interface Look {
  readonly layout: LayoutName;
  readonly theme: ThemeName;
}

interface Ground {
  readonly layout: Layout;
  readonly theme: Theme;
  /** The place of the first moment, and how many units a millisecond has. */
  readonly left: number;
  readonly unit: number;
}

const WEEK = 7 * DAY;
/** Of a wide picture, the share that names of surfaces take; in a narrow one they stand above their bars. */
const NAMES = 0.26;

/** Draws a row a surface under a scale of weeks, as SVG. A bar without a known end runs out in an arrow. */
export function drawSurfaceCalendar(chart: SurfaceCalendar, look: Look): string {
  const [layout, theme]: readonly [Layout, Theme] = [LAYOUTS[look.layout], THEMES[look.theme]];
  const { width, padding, isWide } = layout;
  const head = heading(chart, layout, theme);
  const left = isWide ? padding + NAMES * width : padding;
  const ground = { layout, theme, left, unit: (width - padding - left) / (chart.weeks * WEEK) };
  const body =
    chart.rows.length === 0
      ? lines([chart.empty], { y: head.height, layout, fill: theme.muted })
      : drawRows(chart, head.height, ground);
  const height = head.height + body.height + padding;
  return svgOf({ width, height, background: theme.background }, chart, [...head.inside, ...body.inside]);
}

function drawRows(chart: SurfaceCalendar, top: number, ground: Ground): Piece {
  const { layout, theme, left, unit } = ground;
  const { small, strip, isWide } = layout;
  const scale = small * 1.6;
  const step = strip + (isWide ? 8 : small * 1.5 + 8);
  const height = scale + chart.rows.length * step;
  const isNowShown = chart.now >= chart.from && chart.now <= chart.from + chart.weeks * WEEK;
  const nowAt = left + (chart.now - chart.from) * unit;
  return {
    height,
    inside: [
      ...weekMarks(chart, top, height, ground),
      ...(isNowShown
        ? [
            lineAt([nowAt, top + scale], [nowAt, top + height], {
              stroke: theme.text,
              width: 2,
              dash: '2 3',
            }),
          ]
        : []),
      ...chart.rows.flatMap((row, index) => drawRow(row, chart, top + scale + index * step, ground)),
    ],
  };
}

/** A line at each Monday, and the date of every second or fourth of them. */
function weekMarks(
  { from, weeks }: SurfaceCalendar,
  top: number,
  height: number,
  ground: Ground,
): readonly string[] {
  const { layout, theme, left, unit } = ground;
  const { small, isWide } = layout;
  const every = isWide ? 2 : 4;
  return Array.from({ length: weeks }, (_, week) => week).flatMap((week) => {
    const x = left + week * WEEK * unit;
    const day = new Date(from + week * WEEK).toISOString().slice(5, 10);
    return [
      lineAt([x, top + small * 1.3], [x, top + height], { stroke: theme.grid, width: 1 }),
      ...(week % every === 0 ? [textAt(day, { x, y: top + small, size: small, fill: theme.muted })] : []),
    ];
  });
}

function drawRow(
  { name, bars }: SurfaceCalendar['rows'][number],
  chart: SurfaceCalendar,
  y: number,
  ground: Ground,
): readonly string[] {
  const { layout, theme, left } = ground;
  const { padding, small, width, strip, isWide } = layout;
  const room = isWide ? left - padding - 10 : width - 2 * padding;
  const [shown = ''] = wrapText(name, { width: room, size: small, weight: 'bold', most: 1 });
  const barTop = isWide ? y : y + small * 1.5;
  const baseline = isWide ? y + strip / 2 + small * 0.35 : y + small * 1.1;
  return [
    textAt(shown, {
      ...{ x: padding, y: baseline, size: small, fill: theme.text, halo: theme.background },
      weight: 'bold',
    }),
    ...bars.flatMap((bar) => drawBar(bar, chart, barTop + strip * 0.08, strip * 0.84, ground)),
  ];
}

function drawBar(
  { name, from, until, kind }: CalendarBar,
  chart: SurfaceCalendar,
  y: number,
  height: number,
  { layout, theme, left, unit }: Ground,
): readonly string[] {
  const end = chart.from + chart.weeks * WEEK;
  const [begin, stop] = [Math.max(from, chart.from), Math.min(until ?? end, end)];
  if (stop <= begin) return [];
  const x = left + (begin - chart.from) * unit;
  const width = Math.max(3, (stop - begin) * unit - 2);
  const isFilled = kind === 'running' || kind === 'held';
  const colour = kind === 'running' ? theme.good : kind === 'held' ? theme.open : theme.muted;
  const ink = isFilled ? theme.background : theme.text;
  const { small } = layout;
  const label = wrapText(name, {
    width: width - 12 - (until === null ? height / 2 : 0),
    size: small,
    most: 1,
  });
  const isLegible = width > small * 3.5;
  return [
    element('path', {
      d: outline(x, y, width, height, until === null),
      fill: isFilled ? colour : theme.background,
      ...{ stroke: colour, 'stroke-width': 1.5 },
      ...(kind === 'unseen' ? { 'stroke-dasharray': '5 3' } : {}),
    }),
    ...(isLegible && label[0] !== undefined
      ? [textAt(label[0], { x: x + 6, y: y + height / 2 + small * 0.35, size: small, fill: ink })]
      : []),
  ];
}

/** A box; one without an end runs out in a point. */
function outline(x: number, y: number, width: number, height: number, isOpen: boolean): string {
  const point = isOpen ? Math.min(height / 2, width / 2) : 0;
  const [x1, y1, y2] = [x + width, y + height / 2, y + height].map((value) => Math.round(value * 100) / 100);
  const [x0, y0] = [x, y].map((value) => Math.round(value * 100) / 100);
  const turn = Math.round((x + width - point) * 100) / 100;
  return isOpen ? `M${x0} ${y0}H${turn}L${x1} ${y1}L${turn} ${y2}H${x0}Z` : `M${x0} ${y0}H${x1}V${y2}H${x0}Z`;
}
