import { LAYOUTS, type Layout, type LayoutName } from './chart-layout.ts';
import { THEMES, type Theme, type ThemeName } from './chart-theme.ts';
import { heading, lines, type Piece } from './heading.ts';
import { element, lineAt, svgOf, textAt } from './svg.ts';
import { textWidth, wrapText } from './text-width.ts';

/** How many things are in a state. */
export interface StateBar {
  readonly name: string;
  /** 0 or more. */
  readonly count: number;
}

/** How many things are in each of some states. */
export interface StateBars {
  readonly title: string;
  readonly subtitle: string;
  readonly bars: readonly StateBar[];
  /** A line at the count that is wanted, with its words; none if left out. */
  readonly target?: { readonly count: number; readonly words: string };
  /** Stands in place of the bars if there are none, or if all are 0. */
  readonly empty: string;
  /** All of it in words, for people who cannot see it. */
  readonly description: string;
}

/** Draws a bar a state under each other, each with its name and its count, as SVG. */
export function drawStateBars(
  chart: StateBars,
  look: { readonly layout: LayoutName; readonly theme: ThemeName },
): string {
  const [layout, theme]: readonly [Layout, Theme] = [LAYOUTS[look.layout], THEMES[look.theme]];
  const head = heading(chart, layout, theme);
  const largest = Math.max(0, ...chart.bars.map(({ count }) => count));
  const most = largest === 0 ? 0 : Math.max(largest, chart.target?.count ?? 0);
  const body =
    most === 0
      ? lines([chart.empty], { y: head.height, layout, fill: theme.muted })
      : drawBars(chart, most, { y: head.height, layout, theme });
  const height = head.height + body.height + layout.padding;
  return svgOf({ width: layout.width, height, background: theme.background }, chart, [
    ...head.inside,
    ...body.inside,
  ]);
}

/** The widest that names get, as a share of the picture. */
const NAMES = 0.4;
const GAP = 8;

function drawBars(
  { bars, target }: StateBars,
  most: number,
  { y, layout, theme }: { readonly y: number; readonly layout: Layout; readonly theme: Theme },
): Piece {
  const { width, padding, small } = layout;
  const names = bars.map(({ name }) =>
    wrapText(name, { width: NAMES * width, size: small, weight: 'regular', most: 1 }).join(''),
  );
  const left = padding + Math.max(...names.map((name) => textWidth(name, small))) + GAP;
  const counts = Math.max(...bars.map(({ count }) => textWidth(String(count), small, 'bold')));
  const room = width - padding - counts - GAP - left;
  const step = small * 1.9;
  const wanted =
    target === undefined
      ? null
      : targetMark(
          target.words,
          left + (target.count / most) * room,
          [y, y + bars.length * step],
          layout,
          theme,
        );
  return {
    height: bars.length * step + (wanted?.height ?? 0),
    inside: [
      ...(wanted?.inside ?? []),
      ...bars.flatMap(({ count }, index) => {
        const top = y + index * step;
        const baseline = top + small * 1.15;
        const length = (count / most) * room;
        const end = left + length + (count === 0 ? 0 : GAP);
        return [
          textAt(names[index] ?? '', { x: padding, y: baseline, size: small, fill: theme.text }),
          ...(count === 0
            ? []
            : [
                element('rect', {
                  ...{ x: left, y: top + small * 0.25, width: length, height: small * 1.2, rx: 3 },
                  fill: theme.good,
                }),
              ]),
          textAt(String(count), {
            x: end,
            y: baseline,
            size: small,
            weight: 'bold',
            fill: theme.text,
            ...(target === undefined ? {} : { halo: theme.background }),
          }),
        ];
      }),
    ],
  };
}

/** A dashed line across the bars, with its words under them. */
function targetMark(
  words: string,
  x: number,
  [top, bottom]: readonly [number, number],
  { width, padding, small }: Layout,
  theme: Theme,
): Piece {
  const length = textWidth(words, small);
  const start = Math.max(padding, Math.min(x - length / 2, width - padding - length));
  return {
    height: small * 1.5,
    inside: [
      lineAt([x, top], [x, bottom], { stroke: theme.text, width: 2, dash: '6 3' }),
      textAt(words, { x: start, y: bottom + small * 1.1, size: small, fill: theme.muted }),
    ],
  };
}
