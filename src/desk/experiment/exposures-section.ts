import { drawExposures, type ExposureChart, type ExposurePoint } from '#charts/exposure-chart.ts';
import { type Html, html } from '#desk/html/html.ts';
import { count, percent } from '#domain/figures.ts';
import { planAsRun } from '#domain/looks/plan-as-run.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { enteringDays } from '#domain/plan.ts';
import { DAY } from '#shared/clock.ts';
import { figureHtml, tableHtml } from './figure.ts';
import type { PlannedSubject } from './subject.ts';

/** A reading with the day of the run on which it was taken. */
interface Reading extends ExposurePoint {
  readonly of: AnalysisSnapshot;
}

/** The readings of the present run, the last of each day: what units there were by then. */
export function readingsByDay({ experiment, commits }: PlannedSubject): readonly Reading[] {
  const { launch } = experiment;
  if (launch === null) return [];
  const since = launch.runningSince ?? launch.at;
  const read = commits
    .flatMap(({ events }) => events)
    .flatMap((event) => (event.type === 'looked' || event.type === 'watched' ? [event.snapshot] : []))
    .filter(({ from, until }) => from === launch.at && until >= since);
  const byDay = new Map<number, Reading>();
  for (const of of read) {
    const day = activeTime(launch, since, of.until) / DAY;
    const units = Object.values(of.analysis.units).reduce((sum, each) => sum + each, 0);
    byDay.set(Math.ceil(day), { day: Math.round(day * 10) / 10, units, of });
  }
  return [...byDay.values()].sort((one, other) => one.day - other.day);
}

/** How many units met the change by each day against the plan; null before the first reading. */
export function exposureChartOf(subject: PlannedSubject): ExposureChart | null {
  const { plan } = subject;
  const points = readingsByDay(subject);
  const newest = points.at(-1);
  if (newest === undefined) return null;
  const planned = { day: enteringDays(plan.sizing), units: plan.sizing.plannedUnits };
  return {
    title: 'Units that met the change',
    subtitle: 'By day of the run, all variants together',
    ...{ points, planned },
    empty: 'No reading was taken yet.',
    description: `${count(newest.units)} units by day ${newest.day}. The plan: ${count(planned.units)} units by day ${planned.day}.`,
  };
}

/** Units over the days against the plan, and the share of each variant at each reading against the planned split. */
export function exposuresHtml(subject: PlannedSubject): Html {
  const chart = exposureChartOf(subject);
  if (chart === null)
    return html`<p>No reading was taken yet, so it is not known how many units met the change.</p>`;
  const { variants } = planAsRun(subject.experiment);
  const rows = readingsByDay(subject)
    .toReversed()
    .map(({ day, units, of }) => [
      `day ${day}`,
      count(units),
      ...variants.map(({ key }) => {
        const own = of.analysis.units[key] ?? 0;
        return `${count(own)} (${units === 0 ? '–' : percent(own / units)})`;
      }),
    ]);
  const head = [
    'reading',
    'units',
    ...variants.map(({ key, allocation }) => `${key}, planned ${percent(allocation)}`),
  ];
  return html`${figureHtml((look) => drawExposures(chart, look))}<details><summary>Units of each variant by day</summary>${tableHtml('Units of each variant by day', head, rows)}</details>`;
}
