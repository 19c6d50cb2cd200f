import { drawExposures } from '#charts/exposure-chart.ts';
import { drawIntervals } from '#charts/interval-chart.ts';
import { drawTrend } from '#charts/trend-chart.ts';
import type { Download } from '#desk/page.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { intervalChartOf, trendChartOf } from '#features/analyse-experiment/report-pictures.ts';
import { recordDocument } from '#features/full-record/record-document.ts';
import { ownValue } from '#shared/own-value.ts';
import { exposureChartOf } from './exposures-section.ts';
import { showsEffects } from './metrics-section.ts';
import { type PlannedSubject, plannedOf, type Subject } from './subject.ts';

const SVG = 'image/svg+xml';
const LOOK = { layout: 'wide', theme: 'light' } as const;

/** The written record as Markdown; null before there is a plan. */
export function recordFile(subject: Subject): Download | null {
  if (subject.experiment.design === null) return null;
  return {
    name: `${subject.experiment.key}-record.md`,
    contentType: 'text/markdown; charset=utf-8',
    body: recordDocument(subject.experiment),
  };
}

/** The plan and every registered look with the figures of the journal, as JSON. */
export function jsonFile({ experiment }: Subject): Download {
  const { key, status, design, looks } = experiment;
  const data = {
    key,
    status,
    plan: design?.plan ?? null,
    planHash: design?.planHash ?? null,
    looks: looks.snapshots.map(lookData),
  };
  return {
    name: `${key}-data.json`,
    contentType: 'application/json; charset=utf-8',
    body: `${JSON.stringify(data, null, 2)}\n`,
  };
}

/** What a look found, without a word about effects if its report hides them. */
function foundIn(snapshot: AnalysisSnapshot) {
  const { analysis } = snapshot;
  if (showsEffects(snapshot)) return analysis;
  const { unprovenHarm: _unproven, privacyUnits: _privacy, segmentProofs: _segments, ...rest } = analysis;
  return { ...rest, comparisons: [], harm: [] };
}

function lookData(snapshot: AnalysisSnapshot) {
  const { hash, at, from, until, verdict } = snapshot;
  const { recommendation, rule, variant } = verdict;
  return {
    hash,
    at: iso(at),
    from: iso(from),
    until: iso(until),
    analysis: foundIn(snapshot),
    verdict: { recommendation, rule, variant },
  };
}

const COLUMNS = [
  ...['look', 'until', 'final', 'metric', 'role', 'variant', 'control_units', 'treatment_units'],
  ...['control_mean', 'treatment_mean', 'lift', 'lift_lower', 'lift_upper', 'alpha', 'adjusted_p', 'verdict'],
] as const;

/** A row for each comparison of each registered look whose effects were shown, with the figures of the journal, as CSV. */
export function csvFile({ experiment: { key, looks } }: Subject): Download {
  const rows = looks.snapshots.filter(showsEffects).flatMap(({ until, analysis }) =>
    analysis.comparisons.map((one) => {
      const about = [analysis.look, iso(until), analysis.final, one.metric, one.role, one.variant];
      if (one.kind === 'refused') return [...about, ...Array.from({ length: 9 }, () => null), 'refused'];
      return [
        ...about,
        ...[one.controlUnits, one.treatmentUnits, one.controlMean, one.treatmentMean, one.lift],
        ...[one.liftInterval?.lower ?? null, one.liftInterval?.upper ?? null, one.alpha],
        ...[one.adjustedPValue, one.verdict],
      ];
    }),
  );
  return {
    name: `${key}-data.csv`,
    contentType: 'text/csv; charset=utf-8',
    body: [COLUMNS, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join(''),
  };
}

/** A cell of RFC 4180. A text that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const PICTURES: Readonly<Record<string, (subject: PlannedSubject) => string | null>> = {
  'metrics.svg': ({ experiment, plan, snapshot }) =>
    showsEffects(snapshot)
      ? drawIntervals(intervalChartOf(experiment, plan, snapshot, Number.MAX_SAFE_INTEGER), LOOK)
      : null,
  'trend.svg': ({ experiment, plan, snapshot }) =>
    showsEffects(snapshot) ? drawTrend(trendChartOf(experiment, plan, snapshot), LOOK) : null,
  'exposures.svg': (subject) => {
    const chart = exposureChartOf(subject);
    return chart === null ? null : drawExposures(chart, LOOK);
  },
};

/** A picture of the page by its name; null if there is none, or if effects are hidden. */
export function pictureFile(subject: Subject, name: string): Download | null {
  const planned = plannedOf(subject);
  const draw = ownValue(PICTURES, name);
  const body = planned === null ? null : (draw?.(planned) ?? null);
  return body === null ? null : { name: `${subject.experiment.key}-${name}`, contentType: SVG, body };
}

/** The names of the pictures that there are now. */
export function picturesOf(subject: PlannedSubject): readonly string[] {
  return Object.entries(PICTURES).flatMap(([name, draw]) => (draw(subject) === null ? [] : [name]));
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
