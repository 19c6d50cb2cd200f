import type { Narrative } from '#domain/agent-output.ts';
import { designOf, type Experiment, launchOf } from '#domain/experiment.ts';
import { WATCH_DEFAULTS, type WatchPlan } from '#domain/launch/launch-plan.ts';
import type { Alert, WatchFound } from '#domain/looks/alerts.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import { type DueLook, dueLook } from '#domain/looks/schedule.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import { plannedMetrics } from '#domain/plan.ts';
import { awaitedOf, snapshotOf } from '#features/analyse-experiment/analyse-experiment.ts';
import type { ArmFigures } from '#ports/look-figures.ts';
import { DAY } from '#shared/clock.ts';
import type { LookData } from '#stats/engine/analysis.ts';
import { type Moments, momentsFromCounts, momentsFromVariance } from '#stats/moments/moments.ts';
import { START, type Step } from '#test/support/example-story.ts';

/** What one arm had by the end, by metric: a share of units, or mean and variance. */
export interface Arm {
  readonly units: number;
  readonly levels: Readonly<Record<string, number | { readonly mean: number; readonly variance: number }>>;
}

/** The figures of a whole experiment; a look sees a part of them. */
export interface Figures {
  readonly arms: Readonly<Record<string, Arm>>;
  readonly multipleExposure: number;
}

const gateExtras = {
  revenue_per_user: { mean: 2.4, variance: 230 },
  crash_rate: 0.03,
};

/** Cookie Cats as published; revenue and crashes are made up, and the same in both arms. */
export const COOKIE_CATS: Figures = {
  arms: {
    control: {
      units: 44_700,
      levels: { retention_7d: 8_502 / 44_700, retention_1d: 20_034 / 44_700, ...gateExtras },
    },
    treatment: {
      units: 45_489,
      levels: { retention_7d: 8_279 / 45_489, retention_1d: 20_119 / 45_489, ...gateExtras },
    },
  },
  multipleExposure: 31,
};

/** Hillstrom's e-mail challenge as published; unsubscribing is made up, and the same in both arms. */
export const HILLSTROM: Figures = {
  arms: {
    control: {
      units: 21_306,
      levels: { visit_rate: 2_262 / 21_306, checkout_conversion: 122 / 21_306, unsubscribe_rate: 0.24 },
    },
    treatment: {
      units: 21_307,
      levels: { visit_rate: 3_894 / 21_307, checkout_conversion: 267 / 21_307, unsubscribe_rate: 0.24 },
    },
  },
  multipleExposure: 0,
};

function like(figures: Figures, change: (arm: Arm) => Arm): Figures {
  const { control, treatment } = figures.arms;
  if (control === undefined || treatment === undefined) throw new Error('two arms are needed');
  return { ...figures, arms: { control, treatment: change(treatment) } };
}

/** Both arms the same: nothing to find. */
export const NOTHING = like(COOKIE_CATS, (arm) => ({
  ...arm,
  levels: { retention_7d: 0.1905, retention_1d: 0.448, ...gateExtras },
}));

/** A loss that is proven at the first look already. */
export const LOSS = like(COOKIE_CATS, (arm) => ({ ...arm, levels: { ...arm.levels, retention_7d: 0.17 } }));

/** Two treatments: nothing moves but the crash rate of the first, or the goal of the second. */
export function twoGates(change: { readonly crashes?: number; readonly retention?: number }): Figures {
  const arm = (units: number, levels: Arm['levels']): Arm => ({
    units,
    levels: { retention_7d: 0.1905, retention_1d: 0.448, ...gateExtras, ...levels },
  });
  return {
    arms: {
      control: arm(46_000, {}),
      'treatment-1': arm(44_600, { crash_rate: change.crashes ?? gateExtras.crash_rate }),
      'treatment-2': arm(44_500, { retention_7d: change.retention ?? 0.1905 }),
    },
    multipleExposure: 0,
  };
}

/** Hardly a crash, and most of them in the treatment: too few to prove anything on the first days. */
export const RARE_CRASHES = ((): Figures => {
  const { control, treatment } = COOKIE_CATS.arms;
  if (control === undefined || treatment === undefined) throw new Error('two arms are needed');
  const withRate = (arm: Arm, crash_rate: number) => ({ ...arm, levels: { ...arm.levels, crash_rate } });
  return {
    ...COOKIE_CATS,
    arms: { control: withRate(control, 0.001), treatment: withRate(treatment, 0.012) },
  };
})();

/** Every fourth treated unit is lost on the way. */
export const BROKEN_SPLIT = like(COOKIE_CATS, (arm) => ({ ...arm, units: Math.round(arm.units * 0.75) }));

/** The treatment crashes for one player in eight. */
export const CRASHES = like(COOKIE_CATS, (arm) => ({
  ...arm,
  levels: { ...arm.levels, crash_rate: 0.125 },
}));

/** Those who enter past the registered sample split evenly: an imbalance in it does not grow. */
function unitsBy({ units }: Arm, share: number): number {
  return Math.round(units * Math.min(1, share) + 45_000 * Math.max(0, share - 1));
}

function momentsOf(arm: Arm, metric: string, share: number): Moments {
  const units = unitsBy(arm, share);
  const level = arm.levels[metric] ?? 0;
  return typeof level === 'number'
    ? momentsFromCounts(units, Math.round(level * units))
    : momentsFromVariance(units, level.mean, level.variance);
}

/** The data of a look that sees this share of the figures. */
export function dataAt(figures: Figures, experiment: Experiment, due: DueLook): LookData {
  const { plan } = designOf(experiment);
  const launch = launchOf(experiment);
  const { runningSince } = launch;
  if (runningSince === null) throw new Error('the experiment does not run');
  const counted = due.until - maturityDays(plan.goal) * DAY;
  const daysRunning = Math.max(0, Math.floor(activeTime(launch, runningSince, counted) / DAY));
  const entering = plan.sizing.days - (plan.sizing.waitDays ?? 0);
  const shareAt = (time: number) => Math.max(0, activeTime(launch, runningSince, time) / (entering * DAY));
  const share = shareAt(due.until);
  const countedShare = (metric: Metric) => shareAt(due.until - maturityDays(metric) * DAY);
  const arms = Object.entries(figures.arms);
  const metrics = plannedMetrics(plan);
  return {
    look: Math.max(1, due.look),
    daysRunning,
    final: due.lastDay,
    units: Object.fromEntries(arms.map(([key, arm]) => [key, unitsBy(arm, share)])),
    multipleExposure: Math.round(figures.multipleExposure * share),
    moments: Object.fromEntries(
      metrics.map((metric) => [
        metric.key,
        Object.fromEntries(
          arms.map(([variant, arm]) => [variant, momentsOf(arm, metric.key, countedShare(metric))]),
        ),
      ]),
    ),
    ...awaitedOf(metrics, runningSince, due.until),
  };
}

/** The snapshot that the bot would take at this moment, through the real schedule, analysis and rules. */
export function snapshotAt(
  experiment: Experiment,
  at: number,
  figures: Figures,
  narrative: Narrative | null,
): AnalysisSnapshot {
  const due = dueLook(experiment, at);
  if (due === null) throw new Error('no look is due');
  const data = dataAt(figures, experiment, due);
  return { ...snapshotOf(experiment, due, data, at), narrative };
}

/** An experiment whose plan registers the watch, with these parts. */
export function watchedBy(experiment: Experiment, parts: Partial<WatchPlan> = {}): Experiment {
  const design = designOf(experiment);
  const watch = { ...WATCH_DEFAULTS, ...parts };
  return { ...experiment, design: { ...design, plan: { ...design.plan, watch } } };
}

/** A variant of a rate as the source answers it. */
export function rateArm(n: number, events: number): ArmFigures {
  const mean = events / n;
  return { n, mean, variance: mean * (1 - mean) };
}

/** What a look finds beside its analysis, as these alerts. */
export function foundWith(alerts: readonly Alert[], more: Partial<WatchFound> = {}): WatchFound {
  return { alerts, exposed: { units: 1_000, since: START }, ...more };
}

/** The look that is due `days` after the start. */
export function look(
  days: number,
  figures: Figures,
  narrative: Narrative | null = null,
  found: WatchFound | null = null,
): Step {
  const at = START + days * DAY;
  return (experiment) => ({
    name: 'recordLook',
    snapshot: snapshotAt(experiment, at, figures, narrative),
    ...(found === null ? {} : { found }),
    actor: { person: null, roles: [] },
    at,
  });
}
