import { type Metric, maturityDays } from '#domain/metric.ts';
import type { ArmFigures, BaselineFigures, LookFigures } from '#ports/look-figures.ts';
import type { BaselineRequest, LookRequest, Window } from '#ports/look-request.ts';
import { dailyOf } from '#sandbox/stand-ins/posthog/figures.ts';
import type { PostHogState } from '#sandbox/stand-ins/posthog/state.ts';
import type { World } from '#sandbox/stand-ins/posthog/world.ts';
import { DAY } from '#shared/clock.ts';
import type { TrueExperiment } from './draw-experiments.ts';
import { TRUTH_METRICS } from './truth-metrics.ts';
import { createUnitStream, EVENTS, type Sums, type UnitStream } from './unit-stream.ts';

/** Answers the questions of looks and of baselines from truths, one experiment after the other. */
export interface TrueWorld extends Pick<World, 'look' | 'baseline'> {
  /** From now on a flag that is not known belongs to this experiment, and so does every baseline. */
  begin(spec: TrueExperiment): void;
}

/** A world with nothing in it yet. */
export function createTrueWorld(seed: number): TrueWorld {
  let present: { readonly spec: TrueExperiment; readonly past: UnitStream } | null = null;
  const streams = new Map<string, UnitStream>();
  const begun = () => {
    if (present === null) throw new Error('no experiment has begun');
    return present;
  };
  return {
    begin: (spec) => {
      streams.clear();
      present = { spec, past: createUnitStream({ ...spec, number: -spec.number }, seed) };
    },
    look: (request, state, now) => {
      const stream = streams.get(request.flagKey) ?? createUnitStream(begun().spec, seed);
      streams.set(request.flagKey, stream);
      return lookAt(request, stream, state, now);
    },
    baseline: (request) => baselineOf(request, begun().past, begun().spec.unitsPerDay),
  };
}

function lookAt(request: LookRequest, stream: UnitStream, state: PostHogState, now: number): LookFigures {
  const { variants, metrics, dimensions } = request;
  const window = { from: request.window.from, until: Math.min(request.window.until, now) };
  const periods = state.flags.find(({ key }) => key === request.flagKey)?.periods ?? [];
  stream.drawUntil(window.until, periods);
  const unitsIn = ({ from, until }: Window) =>
    byKey(variants, (variant) => stream.unitsBefore(variant, until) - stream.unitsBefore(variant, from));
  const units = unitsIn(window);
  const daily = metrics.find(({ key }) => key === request.dailyMetric);
  const figuresOfDay = (day: Window) => {
    if (daily === undefined) return {};
    const span = { ...day, seen: window.until };
    return { figures: byKey(variants, (variant) => armIn(daily, span, variant, stream)) };
  };
  const moments = Object.fromEntries(
    metrics.map((metric) => [
      metric.key,
      byKey(variants, (variant) => armIn(metric, window, variant, stream)),
    ]),
  );
  return {
    ...{ units, multiple: 0, withoutVariant: 0, moments },
    unusable: byKey(
      metrics.map(({ key }) => key),
      () => 0,
    ),
    daily: request.daily ? dailyOf(window, unitsIn, figuresOfDay) : [],
    segments: dimensions.map((dimension) => ({ dimension, value: null, units, moments })),
  };
}

/** The units that came in the window and count at the moment at which they are `seen`: its end if left out. */
function armIn(
  metric: Metric,
  { from, until, seen = until }: Window & { readonly seen?: number },
  variant: string,
  stream: UnitStream,
): ArmFigures {
  const key = measureOf(metric);
  const first = stream.unitsBefore(variant, from);
  const counted = stream.unitsBefore(variant, Math.min(until, seen - maturityDays(metric) * DAY));
  const last = Math.max(first, counted);
  return figuresOf(metric, stream.sumsOf(variant, key, first), stream.sumsOf(variant, key, last));
}

/** What the truth draws for a metric: one of the settings by its key, or how many events another one has. */
function measureOf({ key, event }: Metric): string {
  if (TRUTH_METRICS.some((truth) => truth.key === key)) return key;
  const truth = TRUTH_METRICS.find((one) => one.event === event);
  if (truth === undefined) throw new Error(`the truth has no event ${event}`);
  return `${truth.key}${EVENTS}`;
}

function figuresOf(metric: Metric, before: Sums, after: Sums): ArmFigures {
  const n = after.n - before.n;
  const sum = after.value - before.value;
  const mean = n > 0 ? sum / n : null;
  const scaled = (squares: number, first: number, second: number) =>
    n > 1 ? (squares - (first * second) / n) / (n - 1) : null;
  const variance = scaled(after.valueSquared - before.valueSquared, sum, sum);
  if (metric.covariateDays === undefined) return { n, mean, variance };
  const earlier = after.before - before.before;
  const covariate = {
    mean: n > 0 ? earlier / n : null,
    variance: scaled(after.beforeSquared - before.beforeSquared, earlier, earlier),
    covariance: scaled(after.product - before.product, sum, earlier),
  };
  return { n, mean, variance, covariate };
}

/** Other units than those of the experiment, as many each day, all without the change. */
function baselineOf(
  { days, metrics }: BaselineRequest,
  past: UnitStream,
  unitsPerDay: number,
): BaselineFigures {
  const units = days * unitsPerDay;
  const figures = metrics.map((metric): readonly [string, ArmFigures] => {
    const counted = Math.max(0, days - maturityDays(metric)) * unitsPerDay;
    const at = (n: number) => past.sumsOf('control', measureOf(metric), n);
    return [metric.key, figuresOf(metric, at(0), at(counted))];
  });
  return {
    units,
    firstSeen: Array.from({ length: days }, () => unitsPerDay),
    moments: Object.fromEntries(figures),
    unusable: byKey(
      metrics.map(({ key }) => key),
      () => 0,
    ),
  };
}

function byKey<Value>(
  keys: readonly string[],
  make: (key: string) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(keys.map((key) => [key, make(key)]));
}
