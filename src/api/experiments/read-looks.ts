import { momentOrNull } from '#api/schemas/common-schemas.ts';
import {
  type AnalysisJson,
  AnalysisSchema,
  type ChartsJson,
  ChartsSchema,
  LooksSchema,
} from '#api/schemas/look-schema.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { newestReading } from '#domain/looks/newest-reading.ts';
import { nextScheduledAt } from '#domain/looks/schedule.ts';
import { type ReadNow, readNow } from '#features/analyse-experiment/read-now.ts';
import { reportCharts } from '#features/analyse-experiment/report-pictures.ts';
import { AppError, detailOf } from '#shared/errors.ts';
import { ok } from '#shared/result.ts';
import { loadSeen } from './load-seen.ts';
import { readOne } from './read-one.ts';
import { showLook, showReading } from './show-look.ts';

const EFFECTS = 'Effects show exactly as far as the thread shows them.';

/** `GET /experiments/{key}/looks` */
export const listLooks = readOne({
  method: 'GET',
  path: '/experiments/{key}/looks',
  id: 'listLooks',
  summary: 'Read all looks',
  description: `Every scheduled look, oldest first. ${EFFECTS}`,
  answers: { 200: LooksSchema },
  show: async ({ design, looks }) => {
    const shown = design === null ? [] : looks.snapshots.map((look) => showLook(design.plan, look));
    return ok({ json: { looks: shown } });
  },
});

/** `GET /experiments/{key}/analysis` */
export const readAnalysis = readOne({
  method: 'GET',
  path: '/experiments/{key}/analysis',
  id: 'readAnalysis',
  summary: 'Read what the data say',
  description: `The newest reading and the newest report, as they are kept. ${EFFECTS}`,
  answers: { 200: AnalysisSchema },
  show: async (experiment) => ok({ json: showAnalysis(experiment, 'kept') }),
});

/** `POST /experiments/{key}/analysis` */
export const analyseNow = readOne({
  method: 'POST',
  path: '/experiments/{key}/analysis',
  id: 'analyseNow',
  summary: 'Read the data now',
  description: `Asks the source of the metrics now, unless the newest reading is less than 15 minutes old: progress, health and harm. ${EFFECTS}`,
  answers: { 200: AnalysisSchema },
  show: async (experiment, caller) => {
    const outcome = await readNow(caller.coPilot, experiment);
    const now = await loadSeen(caller, experiment.key);
    return ok({ json: showAnalysis(now.kind === 'ok' ? now.value : experiment, outcome) });
  },
});

/** `GET /experiments/{key}/charts` */
export const readCharts = readOne({
  method: 'GET',
  path: '/experiments/{key}/charts',
  id: 'readCharts',
  summary: 'Read what the charts are drawn from',
  description: `The figures behind the pictures of the newest report. ${EFFECTS}`,
  answers: { 200: ChartsSchema },
  show: async (experiment) => ok({ json: showCharts(experiment) }),
});

function showAnalysis(experiment: Experiment, outcome: ReadNow | 'kept'): AnalysisJson {
  const { design } = experiment;
  const report = latestSnapshot(experiment);
  const newest = newestReading(experiment);
  const isFailed = outcome instanceof AppError;
  return {
    newest: newest === null ? null : showReading(newest),
    report: report === null || design === null ? null : showLook(design.plan, report),
    nextLookAt: momentOrNull(nextScheduledAt(experiment)),
    outcome: isFailed ? 'failed' : outcome,
    problem: isFailed ? detailOf(outcome) : null,
  };
}

function showCharts(experiment: Experiment): ChartsJson {
  const charts = reportCharts(experiment);
  if (charts === null) return { intervals: [], trend: [], endDay: null, worth: null };
  const { intervals, trend } = charts;
  return {
    intervals: intervals.rows.map(({ name, note, isGoal, estimate, interval, limit, verdict }) => ({
      ...{ name, note, isGoal, estimate, limit, verdict },
      ...{ lower: interval?.lower ?? null, upper: interval?.upper ?? null },
    })),
    trend: trend.panels.map(({ name, points }) => ({
      variant: name,
      points: points.map(({ day, estimate, lower, upper }) => ({ day, estimate, lower, upper })),
    })),
    ...{ endDay: trend.endDay, worth: trend.worth },
  };
}
