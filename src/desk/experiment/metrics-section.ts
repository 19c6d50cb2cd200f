import { drawIntervals, type IntervalChart } from '#charts/interval-chart.ts';
import { type Html, html } from '#desk/html/html.ts';
import { count, pValue, signedBounds, signedPercent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import { unjudgedWords } from '#features/analyse-experiment/detail-lines.ts';
import { intervalLevel, levelOf, metricOf, provenWords } from '#features/analyse-experiment/facts.ts';
import { toneOf } from '#features/analyse-experiment/picture-rows.ts';
import { intervalChartOf } from '#features/analyse-experiment/report-pictures.ts';
import type { Analysis, Comparison, MetricRole, RefusedComparison } from '#stats/engine/analysis.ts';
import { figureHtml, rowHtml } from './figure.ts';
import type { PlannedSubject } from './subject.ts';

const GROUPS: Readonly<Record<MetricRole, string>> = {
  goal: 'Goals',
  guardrail: 'Guardrails',
  secondary: 'Secondary metrics',
};
const ROLES: readonly MetricRole[] = ['goal', 'guardrail', 'secondary'];

/** What stands in place of effects while the thread hides them. */
export const COVERED =
  'Effects stay hidden until there are enough units, events and whole weeks, and the split is sound.';

/** Whether the report of this look shows effects: the page shows them just then. */
export function showsEffects(snapshot: AnalysisSnapshot | null): snapshot is AnalysisSnapshot {
  return snapshot !== null && snapshot.analysis.show !== 'progress';
}

/** Every metric of the newest look on one scale, goals, guardrails and the rest apart, and the same figures as a table. */
export function metricsHtml({ experiment, plan, snapshot }: PlannedSubject): Html {
  if (snapshot === null) return html`<p>No registered look was taken yet.</p>`;
  if (!showsEffects(snapshot)) return html`<p>${COVERED}</p>`;
  const chart = groupedChart(
    intervalChartOf(experiment, plan, snapshot, Number.MAX_SAFE_INTEGER),
    plan,
    snapshot,
  );
  const chartHtml = chart.rows.length === 0 ? null : figureHtml((look) => drawIntervals(chart, look));
  return html`${chartHtml}${metricsTable(plan, snapshot.analysis)}`;
}

/** Rows come in the order goals, guardrails, secondary metrics. */
function groupedChart(chart: IntervalChart, plan: Plan, { analysis }: AnalysisSnapshot): IntervalChart {
  const secondary = new Set(plan.secondary.map(({ name }) => name));
  const isSecondary = (name: string) =>
    [...secondary].some((one) => name === one || name.startsWith(`${one}, `));
  const rows = chart.rows.map((row) => ({
    ...row,
    group: row.isGoal ? GROUPS.goal : isSecondary(row.name) ? GROUPS.secondary : GROUPS.guardrail,
  }));
  return { ...chart, rows, title: `Look ${analysis.look} of ${analysis.plannedLooks}: lift against control` };
}

function metricsTable(plan: Plan, analysis: Analysis): Html {
  const head = ['metric', 'control', 'treatment', 'lift', 'interval', 'adjusted p', 'what is proven'];
  const isOne = treatmentsOf(plan).length === 1;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Figures of every metric"><table class="metrics"><thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>${ROLES.map(
    (role) => {
      const rows = analysis.comparisons.filter((one) => one.role === role);
      if (rows.length === 0) return null;
      return html`<tbody><tr><th scope="rowgroup" colspan="${head.length}" class="group">${GROUPS[role]}</th></tr>${rows.map((one) => rowHtml(cellsOf(plan, one, isOne)))}</tbody>`;
    },
  )}</table></div>`;
}

function cellsOf(
  plan: Plan,
  one: Comparison | RefusedComparison,
  isOne: boolean,
): readonly (Html | string)[] {
  const metric = metricOf(plan, one.metric)?.name ?? one.metric;
  const name = isOne ? metric : `${metric}, ${one.variant}`;
  if (one.kind === 'refused')
    return [name, '–', '–', '–', '–', '–', `cannot be judged: ${unjudgedWords(one)}`];
  const { lift, liftInterval, adjustedPValue } = one;
  const level = (value: number, units: number) =>
    html`${levelOf(plan, one.metric, value)}<br><span class="muted small">${count(units)} units</span>`;
  const interval = liftInterval === null ? '–' : `${signedBounds(liftInterval)} (${intervalLevel(one)})`;
  const tone = toneOf(one);
  return [
    name,
    level(one.controlMean, one.controlUnits),
    level(one.treatmentMean, one.treatmentUnits),
    lift === null ? '–' : signedPercent(lift),
    interval,
    adjustedPValue === null ? '–' : pValue(adjustedPValue),
    html`<span class="tag ${tone === 'good' || tone === 'bad' ? tone : ''}">${provenWords(one)}</span>`,
  ];
}
