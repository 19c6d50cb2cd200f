import { drawTrend } from '#charts/trend-chart.ts';
import { type Html, html } from '#desk/html/html.ts';
import { signedPercent } from '#domain/figures.ts';
import { trendChartOf } from '#features/analyse-experiment/report-pictures.ts';
import { figureHtml, tableHtml } from './figure.ts';
import { COVERED, showsEffects } from './metrics-section.ts';
import type { PlannedSubject } from './subject.ts';

/** The goal over the days with an interval that holds over all looks, and the same as a table. */
export function trendHtml({ experiment, plan, snapshot }: PlannedSubject): Html {
  if (snapshot === null) return html`<p>No registered look was taken yet.</p>`;
  if (!showsEffects(snapshot)) return html`<p>${COVERED}</p>`;
  const chart = trendChartOf(experiment, plan, snapshot);
  const rows = chart.panels.flatMap(({ name, points }) =>
    points.map(({ day, estimate, lower, upper }) => [
      `day ${day}`,
      name,
      signedPercent(estimate),
      `${endOf(lower)} to ${endOf(upper)}`,
    ]),
  );
  if (rows.length === 0) return html`<p>${chart.empty}</p>`;
  return html`${figureHtml((look) => drawTrend(chart, look))}${tableHtml(`${plan.goal.name} by look`, ['look', 'variant', 'lift', 'interval over all looks'], rows)}`;
}

function endOf(value: number | null): string {
  return value === null ? 'no bound' : signedPercent(value);
}
