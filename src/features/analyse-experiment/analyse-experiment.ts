import { BOT } from '#domain/actor.ts';
import { designOf, type Experiment, launchOf } from '#domain/experiment.ts';
import { exposureOf } from '#domain/exposure.ts';
import type { LaunchState } from '#domain/launch/state.ts';
import { detailsOfLook } from '#domain/looks/details-of-look.ts';
import { isRegisteredEnd, judgeLook } from '#domain/looks/judge-look.ts';
import { type LookSlices, NO_SLICES } from '#domain/looks/look-slices.ts';
import { looksBefore, planAsRun } from '#domain/looks/plan-as-run.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import { type DueLook, dueLook } from '#domain/looks/schedule.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { excessWithoutVariant, outsidePerInside } from '#domain/looks/without-variant.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import { type Plan, plannedMetrics, treatmentsOf } from '#domain/plan.ts';
import { occupiesSurface } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { engineMoments, eventMoments, isTooSparse } from '#features/engine-moments.ts';
import { isFlagUntouched } from '#features/guard-flag/check-flag.ts';
import { lookRequest } from '#features/look-questions.ts';
import { type Reading, readTogether } from '#features/read-together.ts';
import { walkReadings } from '#features/walk-readings.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { DAY } from '#shared/clock.ts';
import type { Analysis, LookData } from '#stats/engine/analysis.ts';
import { createNarrator, type Narrate } from './narrate.ts';
import { type Overlapping, overlappingWith } from './overlapping.ts';
import { slicesOf } from './slices-of.ts';
import { watchedMetrics, watchFound } from './watch-found.ts';

type Needs = Pick<
  CoPilot,
  | 'store'
  | 'load'
  | 'loadUnseen'
  | 'execute'
  | 'metrics'
  | 'flags'
  | 'people'
  | 'agents'
  | 'clock'
  | 'log'
  | 'graceMs'
  | 'chat'
  | 'choices'
>;

/** Experiments whose looks are asked for in one question. */
const LOOKS_TOGETHER = 4;

/**
 * Takes every look that is due over all unfinished experiments. The list says when each is due, so that a tick loads no journal in
 * vain.
 */
export async function takeDueLooks(needs: Needs): Promise<void> {
  const now = needs.clock.now();
  const narrate = createNarrator(needs);
  await walkReadings(needs, {
    ...{ job: 'take-due-looks', task: 'look', size: LOOKS_TOGETHER },
    // A line written before the list knew of looks has no such moment: the journal then says whether one is due.
    isDue: ({ status, nextLookAt }) => occupiesSurface(status) && nextLookAt !== null && !(nextLookAt > now),
    since: ({ nextLookAt }) => nextLookAt ?? 0,
    work: (lines) => readTogether(needs.metrics, lines, ({ key }) => readingOf(needs, key, narrate)),
  });
}

/** The look that is due, if there is one; `dueOf` says which is. */
export async function readingOf(
  needs: Needs,
  key: string,
  narrate: Narrate,
  dueOf: typeof dueLook = dueLook,
): Promise<Reading | null> {
  const experiment = await needs.load(key);
  if (experiment?.design == null || experiment.launch === null) return null;
  const { design, launch } = experiment;
  const due = dueOf(experiment, needs.clock.now());
  if (due === null || !(await isFlagUntouched(needs, key))) return null;
  const window = { from: launch.at, until: due.until - needs.graceMs };
  const { plan } = design;
  const others = due.scheduled ? await overlappingWith(needs, experiment) : [];
  const beside = others.map(({ dimension }) => dimension);
  const asked = (parts: Parameters<typeof lookRequest>[4]) => [
    lookRequest(plan, exposureOf(plan, launch), window, watchedMetrics(plan), parts),
  ];
  return {
    requests: asked({ scheduled: due.scheduled, beside }),
    ...(due.scheduled ? { simpler: asked({ scheduled: false }) } : {}),
    take: ([figures]) =>
      takeLook(needs, experiment, { due, figures, others, readUntil: window.until }, narrate),
  };
}

/** A look with its figures; undefined figures are a source that answered too little. */
interface ReadLook {
  readonly due: DueLook;
  readonly figures: LookFigures | undefined;
  readonly others: readonly Overlapping[];
  readonly readUntil: number;
}

async function takeLook(
  needs: Needs,
  experiment: Experiment,
  { due, figures, others, readUntil }: ReadLook,
  narrate: Narrate,
): Promise<void> {
  const { plan } = designOf(experiment);
  const launch = launchOf(experiment);
  if (figures === undefined) throw new TypeError('the metrics source gave fewer answers than questions');
  const data = lookDataOf(figures, launch, plan, due);
  const computed = {
    ...snapshotOf(
      experiment,
      due,
      data,
      needs.clock.now(),
      slicesOf(plan, figures, { from: launch.at, until: readUntil }, others),
    ),
    ...(readUntil === due.until ? {} : { readUntil }),
    ...oddities(figures, outsidePerInside(experiment, due.until)),
    ...(figures.cost === undefined ? {} : { cost: figures.cost }),
  };
  // Harm is stopped at once; its message needs no words of a model.
  const isTold = due.scheduled && computed.verdict.harm === null;
  const narrative = isTold ? await narrate(experiment, computed.analysis, computed.verdict) : null;
  const snapshot = { ...computed, narrative };
  const watched = { figures, data, analysis: computed.analysis, until: readUntil };
  const found = await watchFound(needs, experiment, watched, snapshot);
  await needs.execute(experiment.key, {
    name: 'recordLook',
    snapshot,
    found,
    actor: BOT,
    at: needs.clock.now(),
  });
}

/** The figures of a look, cumulative since launch, as the engine takes them. Days are those whose units count for the goal. */
export function lookDataOf(figures: LookFigures, launch: LaunchState, plan: Plan, due: DueLook): LookData {
  const all = plannedMetrics(plan);
  const moments = Object.fromEntries(
    all.map((metric) => [metric.key, engineMoments(metric, figures.moments[metric.key] ?? {})]),
  );
  const since = launch.runningSince ?? launch.at;
  const matured = due.until - maturityDays(plan.goal) * DAY;
  const counted = Object.values(moments[plan.goal.key] ?? {}).reduce((sum, { n }) => sum + n, 0);
  const days = Math.max(0, Math.floor(activeTime(launch, since, matured) / DAY));
  return {
    look: Math.max(1, due.look),
    daysRunning: days,
    final: isRegisteredEnd(plan, due, { counted, days }),
    units: figures.units,
    multipleExposure: figures.multiple,
    moments,
    ...rawOf(all, figures),
    ...privacyUnits(plan, figures),
    ...awaitedOf(all, since, due.until, (metric) => isTooSparse(metric, figures.moments[metric.key] ?? {})),
  };
}

/** The units of the treatments with an event that the plan takes for a privacy incident; empty if it names none. */
function privacyUnits(plan: Plan, { moments }: LookFigures): Pick<LookData, 'privacyUnits'> {
  const arms = moments[plan.watch?.privacy?.key ?? ''];
  if (arms === undefined) return {};
  const units = treatmentsOf(plan).map(({ key }) => (arms[key]?.n ?? 0) * (arms[key]?.mean ?? 0));
  return { privacyUnits: Math.round(units.reduce((sum, value) => sum + value, 0)) };
}

/** What events are counted in, of the metrics with a covariate and of quantiles. Empty without one. */
function rawOf(metrics: readonly Metric[], figures: LookFigures): Pick<LookData, 'raw'> {
  const counted = metrics.flatMap((metric) => {
    const events = eventMoments(metric, figures.moments[metric.key] ?? {});
    return events === null ? [] : [[metric.key, events] as const];
  });
  return counted.length === 0 ? {} : { raw: Object.fromEntries(counted) };
}

/** What of the figures counts nowhere, or as 0, and has to be told. Empty as a rule. */
function oddities(
  figures: LookFigures,
  outside: number,
): Pick<AnalysisSnapshot, 'unusable' | 'withoutVariant'> {
  const unusable = Object.entries(figures.unusable).filter(([, values]) => values > 0);
  const withoutVariant = excessWithoutVariant(figures, outside);
  return {
    ...(unusable.length === 0 ? {} : { unusable: Object.fromEntries(unusable) }),
    ...(withoutVariant === null ? {} : { withoutVariant }),
  };
}

/** The metrics that cannot be told yet: not even the units of the first day count, or their figures are too sparse. */
export function awaitedOf(
  metrics: readonly Metric[],
  since: number,
  until: number,
  isSparse: (metric: Metric) => boolean = () => false,
): Pick<LookData, 'awaited'> {
  const isLate = (metric: Metric) =>
    maturityDays(metric) > 0 && until < since + (maturityDays(metric) + 1) * DAY;
  const awaited = metrics.filter((metric) => isLate(metric) || isSparse(metric)).map(({ key }) => key);
  return awaited.length === 0 ? {} : { awaited };
}

/** What the verdict rests on beside the data of the whole. */
function provenIn({ segmentProofs = [] }: Analysis): Pick<Analysis, 'segmentProofs'> {
  return segmentProofs.length === 0 ? {} : { segmentProofs };
}

/**
 * Computes and judges one look. Pure, so that the same data give the same snapshot, byte for byte; a look between the
 * scheduled ones keeps health and harm only, so that effects cannot be read early.
 */
export function snapshotOf(
  experiment: Experiment,
  due: DueLook,
  data: LookData,
  at: number,
  slices: LookSlices = NO_SLICES,
): Omit<AnalysisSnapshot, 'narrative'> {
  const { planHash } = designOf(experiment);
  const before = looksBefore(experiment);
  const plan = planAsRun(experiment);
  const judged = judgeLook(plan, { ...due, segments: slices.segments }, data, before);
  const details = detailsOfLook(plan, data, before, judged, slices);
  return {
    hash: hashOf({ planHash, until: due.until, data, ...provenIn(judged.analysis) }),
    at,
    from: launchOf(experiment).at,
    until: due.until,
    scheduled: due.scheduled,
    ...judged,
    ...(details === null ? {} : { details }),
  };
}
