import { designOf, type Experiment, latestSnapshot, launchOf } from '#domain/experiment.ts';
import { count, percent, pValue } from '#domain/figures.ts';
import { planForGoal } from '#domain/goals.ts';
import { WATCH_DEFAULTS } from '#domain/launch/launch-plan.ts';
import type { Alert, WatchFound } from '#domain/looks/alerts.ts';
import { analysisPlanOf } from '#domain/looks/analysis-plan.ts';
import { planInRace } from '#domain/looks/plan-in-race.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import { controlOf, type Plan, treatmentsOf } from '#domain/plan.ts';
import { higherWords, isHigher } from '#features/higher-rate.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import type { Analysis, LookData } from '#stats/engine/analysis.ts';
import { provenHarm } from '#stats/engine/harm.ts';
import { splitP } from './split-causes.ts';

/** Units that must be expected before their absence means anything. */
const EXPECTED_UNITS = 20;
/** The p-value below which a split is told as a warning, with this deviation of a variant from its share and so many units. */
const WARNING = { p: 0.01, deviation: 0.01, units: 1_000 } as const;
/** Errors above so many times the control's level, and the p-value that chance must not reach: looks repeat. */
const ERRORS = { ratio: 2, p: 0.001 } as const;
/** Units in a variant from which its satisfaction is told. */
const SATISFIED_UNITS = 100;

/** A look with all that the alerts read. */
export interface Watched {
  readonly figures: LookFigures;
  readonly data: LookData;
  readonly analysis: Analysis;
  /** End of the data, milliseconds since the Unix epoch. */
  readonly until: number;
}

/** Everything that people should hear of at this look, whether or not they know it. Nothing of it shows an effect. */
export function watchAlerts(
  experiment: Experiment,
  watched: Watched,
  exposed: WatchFound['exposed'],
): readonly Alert[] {
  const plan = planInRace(experiment);
  return [
    ...exposureAlerts(experiment, watched, exposed),
    ...splitAlerts(plan, watched),
    ...errorAlerts(plan, watched.figures),
    ...satisfactionAlerts(plan, watched.figures),
    ...privacyAlerts(plan, watched.analysis),
    ...regressionAlerts(plan, watched),
    ...sizeAlerts(experiment, watched),
  ];
}

function exposureAlerts(
  experiment: Experiment,
  { until }: Watched,
  { units, since }: WatchFound['exposed'],
): readonly Alert[] {
  const { baseline } = designOf(experiment).plan;
  const share = experiment.flag?.rollout ?? 0;
  const waited = activeTime(launchOf(experiment), since, until);
  if (baseline.unitsPerDay * share * (waited / DAY) < EXPECTED_UNITS) return [];
  const hours = count(waited / HOUR);
  const check = 'Check that the code which reads the flag is deployed and that its events arrive.';
  const text =
    units === 0
      ? `No unit was exposed in ${hours} hours since the launch. ${check}`
      : `No new unit was exposed in the last ${hours} hours (${count(units)} so far). ${check}`;
  return [{ key: units === 0 ? 'no-exposures' : 'exposures-stalled', level: 'anomaly', text }];
}

/** The middle one of three grades: fine, warning, broken. A broken split has its own message. */
function splitAlerts(plan: Plan, { figures: { units }, analysis }: Watched): readonly Alert[] {
  const isBroken = analysis.health.checks.some(
    ({ key, state }) => key === 'sample-ratio' && state === 'not-met',
  );
  const total = plan.variants.reduce((sum, { key }) => sum + (units[key] ?? 0), 0);
  const p = splitP(plan, units);
  if (isBroken || p === null || total < WARNING.units) return [];
  const deviation = Math.max(
    ...plan.variants.map(({ key, allocation }) => Math.abs((units[key] ?? 0) / total / allocation - 1)),
  );
  if (p >= WARNING.p || deviation < WARNING.deviation) return [];
  const text = `The split looks unlike the plan: a variant is off by ${percent(deviation)} of its share (p ${pValue(p)}). It is not proven to be broken. Look for a cause before it is.`;
  return [{ key: 'split-warning', level: 'anomaly', text }];
}

function errorAlerts(plan: Plan, { moments }: LookFigures): readonly Alert[] {
  const errors = plan.watch?.errors;
  const arms = moments[errors?.key ?? ''];
  const control = arms?.[controlOf(plan)?.key ?? ''];
  if (errors === undefined || arms === undefined || control === undefined) return [];
  return treatmentsOf(plan).flatMap(({ key }) => {
    const treatment = arms[key];
    const higher = treatment === undefined ? null : isHigher(errors.kind, control, treatment);
    if (higher === null || !(higher.ratio > ERRORS.ratio && higher.pValue < ERRORS.p)) return [];
    const text = `${errors.name} of ${key} is up: ${higherWords(higher)}. Compare the errors of the variants, and pause if users are harmed.`;
    return [{ key: `errors-${key}`, level: 'anomaly', text } as const];
  });
}

/** Below one half beyond chance (99 %), in any variant: users are not content, whatever the comparison says. */
function satisfactionAlerts(plan: Plan, { moments }: LookFigures): readonly Alert[] {
  const metric = plan.watch?.satisfaction;
  const arms = moments[metric?.key ?? ''] ?? {};
  return Object.entries(arms).flatMap(([key, { n, mean }]) => {
    if (metric === undefined || mean === null || n < SATISFIED_UNITS) return [];
    const error = Math.sqrt((mean * (1 - mean)) / n);
    if (mean + 2.58 * error >= 0.5) return [];
    const text = `${metric.name} of ${key} is below one half (${percent(mean)} of ${count(n)} units). Read what users say, and pause if the change is the reason.`;
    return [{ key: `satisfaction-${key}`, level: 'anomaly', text } as const];
  });
}

/** One unit is enough: what means an incident must not come at all. */
function privacyAlerts(plan: Plan, { privacyUnits = 0 }: Analysis): readonly Alert[] {
  if (privacyUnits === 0) return [];
  const name = plan.watch?.privacy?.name ?? 'A privacy incident';
  const text = `${name} came from ${privacyUnits === 1 ? '1 unit' : `${count(privacyUnits)} units`} of the change, which means a privacy incident. The change is off. End the experiment, and find the cause before another one.`;
  return [{ key: 'privacy', level: 'integrity', text }];
}

/** A goal beyond the limit by the always-valid sequence, so that it may be told at any time and however often it is read. */
function regressionAlerts(plan: Plan, { data, analysis }: Watched): readonly Alert[] {
  const { regression } = plan.watch ?? WATCH_DEFAULTS;
  const registered = analysisPlanOf(plan);
  const goal = registered.metrics.filter(({ role }) => role === 'goal');
  const metrics = goal.map((metric) => ({ ...metric, role: 'guardrail', margin: regression }) as const);
  const { harm } = provenHarm({ ...registered, metrics }, data, analysis.health);
  return harm.map(({ variant, metric }) => ({
    key: metric === plan.goal.key ? `regression-${variant}` : `regression-${metric}-${variant}`,
    level: 'anomaly',
    text: `${planForGoal(plan, metric).goal.name} of ${variant} is proven worse by more than ${percent(regression)}. The proof holds at any time. Decide whether to pause.`,
  }));
}

function sizeAlerts(experiment: Experiment, { analysis, until }: Watched): readonly Alert[] {
  const { sizing } = designOf(experiment).plan;
  const launch = launchOf(experiment);
  const { runningSince } = launch;
  const isAtItsEnd = latestSnapshot(experiment)?.analysis.final ?? false;
  if (runningSince === null || analysis.final || isAtItsEnd) return [];
  const days = activeTime(launch, runningSince, until) / DAY;
  const reached =
    analysis.informationFraction >= 1
      ? `The planned sample is reached (${count(sizing.plannedUnits)} units). The last look follows on the next whole week.`
      : null;
  const over =
    days >= sizing.days + 1
      ? `The experiment runs for ${count(Math.floor(days))} days, and ${count(sizing.days)} were planned. Decide on the newest report.`
      : null;
  return [
    ...(reached === null ? [] : [{ key: 'sample-reached', level: 'notice', text: reached } as const]),
    ...(over === null ? [] : [{ key: 'over-time', level: 'anomaly', text: over } as const]),
  ];
}
