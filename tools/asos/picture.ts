import type { Method } from './replay-track.ts';
import type { MethodSummary } from './summarise.ts';

const WIDTH = 960;
const HEIGHT = 420;
const COLOURS: Readonly<Record<Method, string>> = {
  fixed: '#4b5563',
  peeking: '#c2410c',
  spending: '#1d4ed8',
  sequence: '#047857',
};

/** Names for people. */
export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  fixed: 'Fixed look at the end',
  peeking: 'Peeking at p < 0.05',
  spending: 'O’Brien-Fleming spending',
  sequence: 'Confidence sequence',
};

/** Two panels: how many stops the end upholds, and how the stops add up over the sample. */
export function drawPicture(summaries: readonly MethodSummary[]): string {
  const total = summaries[0]?.comparisons ?? 0;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title" font-family="Inter, Helvetica, Arial, sans-serif">`,
    `<title id="title">Stops of four methods on ${total} comparisons of the ASOS experiments</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...drawBars(summaries),
    ...drawCurves(summaries),
    '</svg>\n',
  ].join('\n');
}

function text(x: number, y: number, content: string, attributes = ''): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="13" fill="#1f2937"${attributes && ` ${attributes}`}>${escaped}</text>`;
}

const HEADING = 'font-weight="600"';
const END = 'text-anchor="end"';
const MIDDLE = 'text-anchor="middle"';

/** Stacked bars: solid what the end upholds, pale what it contradicts. */
function drawBars(summaries: readonly MethodSummary[]): readonly string[] {
  const [left, right, top] = [190, 400, 90];
  const most = Math.max(1, ...summaries.map((summary) => summary.stopped));
  const scale = (count: number) => ((right - left) * count) / most;
  const bars = summaries.flatMap(({ method, stopped, contradicted }, index) => {
    const y = top + index * 70;
    const solid = scale(stopped - contradicted);
    const pale = scale(contradicted);
    const label = contradicted > 0 ? `${stopped}, of which ${contradicted} contradicted` : `${stopped}`;
    return [
      text(left - 10, y + 21, METHOD_NAMES[method], END),
      `<rect x="${left}" y="${y}" width="${solid.toFixed(1)}" height="32" fill="${COLOURS[method]}"/>`,
      `<rect x="${(left + solid).toFixed(1)}" y="${y}" width="${pale.toFixed(1)}" height="32" fill="${COLOURS[method]}" fill-opacity="0.3"/>`,
      text(left, y + 48, label),
    ];
  });
  return [
    text(20, 32, 'Comparisons called proven', HEADING),
    text(20, 52, 'pale: the fixed look at the end does not say the same'),
    ...bars,
  ];
}

const PLOT = { left: 520, right: 930, top: 90, bottom: 360 };

/** Cumulative stops against the share of the final units. */
function drawCurves(summaries: readonly MethodSummary[]): readonly string[] {
  const most = Math.max(1, ...summaries.map((summary) => summary.stopped));
  const top = Math.ceil(most / 20) * 20;
  const x = (fraction: number) => PLOT.left + (PLOT.right - PLOT.left) * fraction;
  const y = (count: number) => PLOT.bottom - ((PLOT.bottom - PLOT.top) * count) / top;
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    text(x(share), PLOT.bottom + 20, `${100 * share} %`, MIDDLE),
    `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(share * top)}" y2="${y(share * top)}" stroke="#e5e7eb"/>`,
    text(PLOT.left - 8, y(share * top) + 4, `${share * top}`, END),
  ]);
  return [
    text(PLOT.left - 30, 32, 'Stops so far', HEADING),
    ...legend(summaries),
    ...grid,
    ...summaries.map(({ method, fractions }) => {
      const steps = fractions.map(
        (fraction, index) => `H${x(fraction).toFixed(1)}V${y(index + 1).toFixed(1)}`,
      );
      const path = `M${PLOT.left} ${PLOT.bottom}${steps.join('')}H${PLOT.right}`;
      return `<path d="${path}" fill="none" stroke="${COLOURS[method]}" stroke-width="2.5"/>`;
    }),
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 44, 'share of the final units seen', MIDDLE),
  ];
}

function legend(summaries: readonly MethodSummary[]): readonly string[] {
  return summaries.flatMap(({ method }, index) => {
    const x = PLOT.left - 30 + (index % 2) * 210;
    const y = 52 + Math.floor(index / 2) * 20;
    return [
      `<line x1="${x}" x2="${x + 22}" y1="${y - 4}" y2="${y - 4}" stroke="${COLOURS[method]}" stroke-width="3"/>`,
      text(x + 28, y, METHOD_NAMES[method]),
    ];
  });
}
