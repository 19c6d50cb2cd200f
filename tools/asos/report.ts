import { METHOD_NAMES } from './picture.ts';
import type { Track } from './read-checkpoints.ts';
import type { MethodSummary } from './summarise.ts';

/** Everything in the report, already computed. */
export interface Evaluation {
  readonly tracks: readonly Track[];
  readonly looks: number;
  readonly excluded: number;
  /** Comparisons in which no look is less precise than the one before. */
  readonly risingPrecision: number;
  readonly overall: readonly MethodSummary[];
  readonly byMetric: Readonly<Record<string, readonly MethodSummary[]>>;
}

/** The evaluation as Markdown; figures as measured, rounded to the digits shown. */
export function writeReport(evaluation: Evaluation): string {
  const { tracks, overall, byMetric } = evaluation;
  const experiments = new Set(tracks.map((track) => track.experiment)).size;
  const treatments = new Set(tracks.map((track) => `${track.experiment}/${track.variant}`)).size;
  return `# Looking early at 78 real experiments

Written by \`npm run evaluate:asos -- <csv>\`; do not edit. Data: ASOS Digital Experiments Dataset (Liu, Cardoso, Couturier, McCoy, arXiv 2111.10198, CC BY 4.0): ${experiments} experiments, ${treatments} treatments, up to four metrics, ${tracks.length} comparisons of a treatment with control; ${compared(overall)} could be replayed, over ${evaluation.looks} looks in all.

![How many comparisons each method calls proven, and when](asos-evaluation.svg)

| method | comparisons | called proven | median share of the units at the stop | contradicted by the fixed look at the end | of those, reversed | proven at the end but never called |
|---|---|---|---|---|---|---|
${overall.map(tableRow).join('\n')}

"Contradicted": the method stopped for an effect, but the ordinary look at the end finds nothing at 5 %, or the opposite effect.

## By metric

Metric 1 is binary, 2 and 3 are counts, 4 is a non-negative amount.

| metric | method | comparisons | called proven | median share | contradicted |
|---|---|---|---|---|---|
${Object.entries(byMetric).flatMap(metricRows).join('\n')}

## Method

- Welch's t on the difference, two-sided 5 %, each comparison by itself (no correction over metrics).
- Fixed: one look at the last checkpoint. Peeking: the same test at every checkpoint, stopping at the first p < 0.05. Spending: Lan-DeMets O'Brien-Fleming bounds at every checkpoint, information = units so far / units at the end. Confidence sequence: asymptotic, tuned to the units at the end.
- Checkpoints are cumulative, daily or every 12 hours. One that adds less than 0.1 % of the units is the same look; none counts below 100 units per arm.
- A missing variance stays missing: ${sum(tracks, (track) => track.missing)} checkpoints are left out because of it. In ${sum(tracks, (track) => (track.endMissing ? 1 : 0))} comparisons the last checkpoint is one of them, and the last complete one is the end. ${evaluation.excluded} comparisons have fewer than two usable checkpoints and are excluded.

## Caveats

- The truth is unknown here. The look at the end is a yardstick, not the truth: it is wrong in 5 % of comparisons without an effect, and an early stop that it contradicts can be right for the days it saw (novelty).
- Bounds over looks assume that every look adds information. Here a unit that comes back keeps adding to its value, so the spread grows with time: only ${evaluation.risingPrecision} of ${compared(overall)} comparisons have no look that is less precise than the one before. This table therefore does not measure the error rates that the two sequential methods promise (\`npm run simulate\` does); a value that is fixed some days after exposure restores them.
- The planned size is taken to be the size reached, because the plans were not published. A real plan is fixed beforehand.
- Control counts are shared by several treatments of an experiment and the four metrics move together, so comparisons are not independent.
- Shares of traffic were not published, so the tables above check no split; the next chapter does, as if equal ones had been planned.
`;
}

function compared(overall: readonly MethodSummary[]): number {
  return overall[0]?.comparisons ?? 0;
}

function tableRow(summary: MethodSummary): string {
  const { method, comparisons, stopped, contradicted, reversed, missed } = summary;
  const share = stopped > 0 ? ` (${((100 * contradicted) / stopped).toFixed(0)} %)` : '';
  const cells = [
    METHOD_NAMES[method],
    comparisons,
    stopped,
    shareText(summary),
    `${contradicted}${share}`,
    reversed,
    missed,
  ];
  return `| ${cells.join(' | ')} |`;
}

function metricRows([metric, summaries]: [string, readonly MethodSummary[]]): readonly string[] {
  return summaries.map((summary) => {
    const { method, comparisons, stopped, contradicted } = summary;
    const cells = [metric, METHOD_NAMES[method], comparisons, stopped, shareText(summary), contradicted];
    return `| ${cells.join(' | ')} |`;
  });
}

function shareText({ medianFraction }: MethodSummary): string {
  return medianFraction === null ? '–' : `${(100 * medianFraction).toFixed(0)} %`;
}

function sum(tracks: readonly Track[], count: (track: Track) => number): number {
  return tracks.reduce((all, track) => all + count(track), 0);
}
