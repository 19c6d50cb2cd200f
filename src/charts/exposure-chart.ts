import { LAYOUTS, type Layout, type LayoutName } from './chart-layout.ts';
import { THEMES, type Theme, type ThemeName } from './chart-theme.ts';
import { heading, lines, type Piece } from './heading.ts';
import { element, lineAt, svgOf, textAt } from './svg.ts';
import { textWidth } from './text-width.ts';

/** Units that met the change by a day of the run, counted from its launch. */
export interface ExposurePoint {
  readonly day: number;
  readonly units: number;
}

/** How many units came, against how many were planned to come. */
export interface ExposureChart {
  readonly title: string;
  readonly subtitle: string;
  /** Oldest first. */
  readonly points: readonly ExposurePoint[];
  /** What the plan expects at its registered end. */
  readonly planned: ExposurePoint;
  readonly empty: string;
  readonly description: string;
}

/** Draws the units over the days, with the planned way as a dashed line, as SVG. */
export function drawExposures(
  chart: ExposureChart,
  look: { readonly layout: LayoutName; readonly theme: ThemeName },
): string {
  const [layout, theme]: readonly [Layout, Theme] = [LAYOUTS[look.layout], THEMES[look.theme]];
  const head = heading(chart, layout, theme);
  const body =
    chart.points.length === 0
      ? lines([chart.empty], { y: head.height, layout, fill: theme.muted })
      : drawWay(chart, head.height, { layout, theme });
  const size = { width: layout.width, height: head.height + body.height + layout.padding };
  return svgOf({ ...size, background: theme.background }, chart, [...head.inside, ...body.inside]);
}

function drawWay(
  { points, planned }: ExposureChart,
  top: number,
  { layout, theme }: { readonly layout: Layout; readonly theme: Theme },
): Piece {
  const { width, padding, small, trend } = layout;
  const most = Math.max(planned.units, ...points.map(({ units }) => units), 1);
  const days = Math.max(planned.day, ...points.map(({ day }) => day), 1);
  const step = niceStep(most);
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
  const label = (units: number) => units.toLocaleString('en-US');
  const left = padding + Math.max(...ticks.map((tick) => textWidth(label(tick), small))) + 8;
  const right = width - padding - 12;
  const [high, low] = [top + small * 2, top + small * 2 + trend];
  const x = (day: number) => left + (day / days) * (right - left);
  const y = (units: number) => low - (units / most) * (low - high);
  const newest = points.at(-1) ?? planned;
  const way = [{ day: 0, units: 0 }, ...points].map(
    (point) => `${round(x(point.day))},${round(y(point.units))}`,
  );
  const words = `day ${Math.floor(newest.day)}: ${label(newest.units)}`;
  const legend = lines([`dashed line: the plan, ${label(planned.units)} units by day ${planned.day}`], {
    ...{ y: low + small * 1.9, layout, fill: theme.muted },
  });
  return {
    height: low + small * 1.9 + legend.height - top,
    inside: [
      ...ticks.flatMap((tick) => [
        lineAt([left, y(tick)], [right, y(tick)], {
          ...(tick === 0 ? { stroke: theme.text, width: 2 } : { stroke: theme.grid, width: 1 }),
        }),
        textAt(label(tick), {
          ...{ x: left - 6, y: y(tick) + small * 0.35, size: small },
          ...({ fill: theme.muted, anchor: 'end' } as const),
        }),
      ]),
      element('polyline', { points: way.join(' '), fill: 'none', stroke: theme.good, 'stroke-width': 3 }),
      // The plan lies over the way, because units that come as planned would hide it.
      lineAt([x(0), y(0)], [x(planned.day), y(planned.units)], {
        ...{ stroke: theme.text, width: 2, dash: '5 5' },
      }),
      element('circle', {
        ...{ cx: x(planned.day), cy: y(planned.units), r: 5, fill: theme.background },
        ...{ stroke: theme.text, 'stroke-width': 2 },
      }),
      element('circle', { cx: x(newest.day), cy: y(newest.units), r: 5, fill: theme.good }),
      textAt(words, {
        ...{ y: y(newest.units) - 12, size: small, fill: theme.good },
        ...({ weight: 'bold', halo: theme.background } as const),
        ...(x(newest.day) > (left + right) / 2
          ? ({ x: Math.min(width - padding, x(newest.day) + 6), anchor: 'end' } as const)
          : { x: x(newest.day) }),
      }),
      textAt('day 0', { x: left, y: low + small * 1.3, size: small, fill: theme.muted }),
      textAt(`day ${Math.round(days)}`, {
        ...{ x: right, y: low + small * 1.3, size: small, fill: theme.muted },
        ...({ anchor: 'end' } as const),
      }),
      ...legend.inside,
    ],
  };
}

/** A round step that makes two to five lines. */
function niceStep(most: number): number {
  const raw = most / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((one) => one * power >= raw) ?? 10;
  return Math.max(1, factor * power);
}

const round = (value: number) => Math.round(value * 100) / 100;
