import { LAYOUTS, type Layout, type LayoutName } from './chart-layout.ts';
import { colourOf, THEMES, type Theme, type ThemeName, type Tone } from './chart-theme.ts';
import { heading, lines } from './heading.ts';
import { drawInterval, type LimitKind, type LimitLine, limitMark } from './interval-marks.ts';
import { type LiftScale, liftLabel, liftScale } from './lift-scale.ts';
import { element, lineAt, svgOf, textAt } from './svg.ts';
import { textWidth, wrapText } from './text-width.ts';

/** One metric of one treatment against the control. Lifts are relative: 0.05 is 5 %. */
export interface IntervalRow {
  readonly name: string;
  /** What the metric is asked: "goal, should rise", "guardrail, may fall by 5 %". */
  readonly note: string;
  /** What is proven, in words: the colour says nothing else. */
  readonly verdict: string;
  readonly tone: Tone;
  /** Null if no lift can be stated. */
  readonly estimate: number | null;
  /** An end is null if it has no bound; the whole is null if the metric cannot be judged. */
  readonly interval: { readonly lower: number | null; readonly upper: number | null } | null;
  /** The figures in words: "+4.30 % (95 %: −9.80 % to +1.50 %)". */
  readonly figures: string;
  /** What the interval is held against, if anything beside no change. */
  readonly limit: LimitLine | null;
  /** Whether the scale is made for it: true for a goal. */
  readonly isGoal: boolean;
  /** Stands above the first row of those that follow each other with it; none if left out. */
  readonly group?: string;
}

/** Every metric of a look on one scale. */
export interface IntervalChart {
  readonly title: string;
  /** What is drawn and at which level; one or two lines. */
  readonly subtitle: string;
  readonly rows: readonly IntervalRow[];
  /** Stands in place of the rows if there are none. */
  readonly empty: string;
  /** All of it in words, for people who cannot see it. */
  readonly description: string;
}

/** Draws the intervals of all rows under each other on one scale, as SVG. Texts are escaped; nothing is read or measured. */
export function drawIntervals(
  chart: IntervalChart,
  look: { readonly layout: LayoutName; readonly theme: ThemeName },
): string {
  const [layout, theme]: readonly [Layout, Theme] = [LAYOUTS[look.layout], THEMES[look.theme]];
  const { width, padding } = layout;
  const head = heading(chart, layout, theme);
  const scale = scaleOf(chart.rows, [padding, width - padding]);
  const drawn = chart.rows.reduce<{ readonly y: number; readonly markup: readonly string[] }>(
    ({ y, markup }, row, index) => {
      const isFirst = row.group !== undefined && row.group !== chart.rows[index - 1]?.group;
      const above = isFirst ? drawGroup(row.group ?? '', { y, layout, theme }) : { height: 0, inside: [] };
      const { height, inside } = drawRow(row, { y: y + above.height, scale, layout, theme });
      return { y: y + above.height + height, markup: [...markup, ...above.inside, ...inside] };
    },
    { y: head.height, markup: [] },
  );
  const foot =
    chart.rows.length === 0
      ? lines([chart.empty], { y: head.height, layout, fill: theme.muted })
      : drawFoot(chart.rows, { y: drawn.y, scale, layout, theme });
  const height = drawn.y + foot.height + padding;
  return svgOf({ width, height, background: theme.background }, chart, [
    ...head.inside,
    ...foot.inside,
    ...drawn.markup,
  ]);
}

function scaleOf(rows: readonly IntervalRow[], place: readonly [number, number]): LiftScale {
  const endsOf = ({ interval, estimate }: IntervalRow) =>
    [interval?.lower ?? null, interval?.upper ?? null, estimate].filter((value) => value !== null);
  const limits = rows.flatMap(({ limit }) => (limit === null ? [] : [limit.at]));
  const core = [...rows.filter(({ isGoal }) => isGoal).flatMap(endsOf), ...limits];
  return liftScale([...rows.flatMap(endsOf), ...limits], core, place);
}

interface RowPlace {
  readonly y: number;
  readonly scale: LiftScale;
  readonly layout: Layout;
  readonly theme: Theme;
}

interface Drawn {
  readonly height: number;
  readonly inside: readonly string[];
}

/** The name of a group of rows, in a line of its own. */
function drawGroup(name: string, { y, layout, theme }: Omit<RowPlace, 'scale'>): Drawn {
  const { padding, small } = layout;
  const look = { x: padding, y: y + small * 1.5, size: small, fill: theme.muted };
  return { height: small * 2, inside: [textAt(name, look)] };
}

/** Name and verdict, the strip with the interval, and the figures under it. */
function drawRow(row: IntervalRow, { y, scale, layout, theme }: RowPlace): Drawn {
  const { width, padding, large, small, strip, isWide } = layout;
  const right = width - padding;
  const inner = right - padding;
  const fill = colourOf(theme, row.tone);
  const verdictWidth = textWidth(row.verdict, small, 'bold');
  const nameWidth = isWide ? Math.max(inner / 2, inner - verdictWidth - 16) : inner;
  const name = wrapText(row.name, { width: nameWidth, size: large, weight: 'bold', most: 2 });
  const verdict = wrapText(row.verdict, {
    ...{ width: isWide ? inner - nameWidth - 8 : inner, size: small, weight: 'bold', most: 2 },
    ...(isWide && verdictWidth + nameWidth <= inner ? { width: inner } : {}),
  });
  const nameLines = name.map((line, index) => ({ line, y: y + (index + 1) * large * 1.2 }));
  const verdictTop = isWide ? y : y + name.length * large * 1.2;
  const verdictLines = verdict.map((line, index) => ({ line, y: verdictTop + (index + 1) * small * 1.25 }));
  const stripTop = Math.max(...[...nameLines, ...verdictLines].map((one) => one.y)) + 8;
  const under = figureLines(row, layout, inner);
  const noteY = stripTop + strip + small * 1.05;
  const end = noteY + (under.length - 1) * small * 1.25 + small * 0.9;
  return {
    height: end - y,
    inside: [
      lineAt([padding, y], [right, y], { stroke: theme.grid, width: 1 }),
      ...nameLines.map((one) =>
        textAt(one.line, { x: padding, y: one.y, size: large, weight: 'bold', fill: theme.text }),
      ),
      ...verdictLines.map((one) =>
        textAt(one.line, {
          ...{ y: one.y, size: small, weight: 'bold', fill },
          ...(isWide ? { x: right, anchor: 'end' } : { x: padding }),
        }),
      ),
      ...drawInterval(row, { top: stripTop, strip, scale, theme, from: padding, to: right }),
      ...under.flatMap(({ note, figures }, index) => {
        const baseline = noteY + index * small * 1.25;
        return [
          ...(note === '' ? [] : [textAt(note, { x: padding, y: baseline, size: small, fill: theme.muted })]),
          ...(figures === ''
            ? []
            : [
                textAt(figures, {
                  ...{ y: baseline, size: small, fill: theme.text },
                  ...(isWide ? { x: right, anchor: 'end' } : { x: padding }),
                }),
              ]),
        ];
      }),
    ],
  };
}

/** The note and the figures, on one line if both have room there. */
function figureLines(
  { note, figures }: IntervalRow,
  { small, isWide }: Layout,
  inner: number,
): readonly { readonly note: string; readonly figures: string }[] {
  if (isWide && textWidth(note, small) + textWidth(figures, small) + 16 <= inner) return [{ note, figures }];
  const fit = { width: inner, size: small, most: 2 };
  return [
    ...wrapText(figures, fit).map((line) => ({ note: '', figures: line })),
    ...wrapText(note, fit).map((line) => ({ note: line, figures: '' })),
  ];
}

/** The scale under the rows, and what the marks mean. */
function drawFoot(rows: readonly IntervalRow[], { y, scale, layout, theme }: RowPlace): Drawn {
  const { width, padding, small } = layout;
  const baseline = y + small * 1.35;
  const ticks = scale.ticks.flatMap((tick) => {
    const x = scale.at(tick);
    const words = liftLabel(tick);
    const half = textWidth(words, small) / 2;
    const middle = Math.min(width - padding - half, Math.max(padding + half, x));
    return [
      lineAt([x, y], [x, y + 5], { stroke: theme.muted, width: 1 }),
      textAt(words, { x: middle, y: baseline, size: small, fill: theme.muted, anchor: 'middle' }),
    ];
  });
  const legend = drawLegend(rows, { y: baseline + 6, layout, theme });
  return {
    height: baseline + 6 + legend.height - y,
    inside: [
      lineAt([padding, y], [width - padding, y], { stroke: theme.muted, width: 1 }),
      ...ticks,
      ...legend.inside,
    ],
  };
}

const LEGEND: Readonly<Record<LimitKind, string>> = {
  margin: 'margin of a guardrail',
  worth: 'lift worth having of the goal',
};

function drawLegend(
  rows: readonly IntervalRow[],
  { y, layout, theme }: { readonly y: number; readonly layout: Layout; readonly theme: Theme },
): Drawn {
  const { padding, small } = layout;
  const kinds = (['worth', 'margin'] as const).filter((kind) =>
    rows.some(({ limit }) => limit?.kind === kind),
  );
  const step = small * 1.4;
  const inside = kinds.flatMap((kind, index) => {
    const baseline = y + (index + 1) * step;
    const middle = baseline - small * 0.35;
    return [
      element('g', {}, limitMark(kind, { x: padding + 6, top: middle - 9, bottom: middle + 9, theme })),
      textAt(LEGEND[kind], { x: padding + 20, y: baseline, size: small, fill: theme.muted }),
    ];
  });
  return { height: kinds.length * step, inside };
}
