import type { Moments } from '#stats/moments/moments.ts';
import type { Analysis, AnalysisPlan, Comparison, LookData, MetricSpec } from './analysis.ts';
import { armOf, unitsOf, variantsOf } from './arms.ts';
import { countedIn } from './counted.ts';

/** What an extension left behind: the plan before it, and the last look that showed effects then; null if none had. */
export interface Extension {
  readonly before: AnalysisPlan;
  readonly seen: Analysis | null;
}

/** A plan and its data, in which the units after an extension weigh less. */
export interface WeighedLook {
  readonly plan: AnalysisPlan;
  readonly data: LookData;
}

/**
 * The look of an experiment that was extended, so that alpha holds whatever was seen before people chose the new size. Units
 * after the last look that was seen weigh w = sqrt((N - n) / (N' - n)): N planned before, N' after, n seen. Then
 * the weighted statistic is the Brownian motion that the first plan registered, at the information (n + w² (units - n)) / N,
 * which is 1 exactly at N': the spending of the first plan goes on, and what was spent stays spent. The weighted mean keeps
 * estimate, interval and verdict in agreement. A metric that was not shown before weighs evenly, because no choice rested on it.
 * Source: Cui, Hung, Wang 1999; Müller, Schäfer 2001 (conditional error).
 */
export function weighedLook(now: AnalysisPlan, data: LookData, { before, seen }: Extension): WeighedLook {
  const everyUnit = new Map(variantsOf(now).map((key) => [key, seen?.units[key] ?? 0]));
  const share = weightOf(before.plannedUnits, now.plannedUnits, sumOf(everyUnit));
  const moments = Object.fromEntries(
    now.metrics.map((metric) => {
      const first = seenArms(metric, { before, seen });
      const weight = weightOfMetric(metric, { before, now, first, share });
      const arms = Object.keys(data.moments[metric.key] ?? {}).map(
        (key) => [key, weighedArm(armOf(data, metric.key, key), first.get(key), weight)] as const,
      );
      return [metric.key, Object.fromEntries(arms)];
    }),
  );
  const units = Object.fromEntries(
    variantsOf(now).map((key) => [key, informative(unitsOf(data, key), everyUnit.get(key) ?? 0, share)]),
  );
  const weighed = { ...data, moments, units };
  return { plan: { ...now, ...plannedFor(now, data, { before, seen }, weighed) }, data: weighed };
}

/** The planned units that put every metric at its information of the first plan. */
function plannedFor(
  now: AnalysisPlan,
  data: LookData,
  { before, seen }: Extension,
  weighed: LookData,
): Pick<AnalysisPlan, 'plannedUnits' | 'metrics'> {
  const metrics = now.metrics.map((metric) => {
    if (metric.plannedUnits === undefined) return metric;
    const first = seenArms(metric, { before, seen });
    const planned = plannedBefore(before, metric);
    const weight = weightOf(planned, metric.plannedUnits, sumOf(first));
    const variants = variantsOf(now);
    const counted = variants.reduce((sum, key) => sum + countedIn(weighed, metric, key), 0);
    const information = variants.reduce(
      (sum, key) => sum + informative(countedIn(data, metric, key), first.get(key)?.n ?? 0, weight),
      0,
    );
    return { ...metric, plannedUnits: information > 0 ? (planned * counted) / information : planned };
  });
  return { plannedUnits: before.plannedUnits, metrics };
}

interface Weighing {
  readonly before: AnalysisPlan;
  readonly now: AnalysisPlan;
  readonly first: ReadonlyMap<string, Arm>;
  readonly share: number;
}

function weightOfMetric(metric: MetricSpec, { before, first, share }: Weighing): number {
  if (metric.plannedUnits === undefined) return first.size === 0 ? 1 : share;
  return weightOf(plannedBefore(before, metric), metric.plannedUnits, sumOf(first));
}

function plannedBefore({ metrics, plannedUnits }: AnalysisPlan, { key }: MetricSpec): number {
  return metrics.find((metric) => metric.key === key)?.plannedUnits ?? plannedUnits;
}

/** Never more than 1, so that no later unit outweighs an earlier one; 0 if all that was planned had been seen. */
function weightOf(before: number, now: number, seen: number): number {
  return Math.sqrt(Math.min(1, Math.max(0, before - seen) / Math.max(1, now - seen)));
}

interface Arm {
  readonly n: number;
  readonly mean: number;
}

/** Units and means that the seen look showed of a metric, by variant; empty if it showed nothing of it. */
function seenArms({ key }: MetricSpec, { before, seen }: Extension): ReadonlyMap<string, Arm> {
  const shown = (seen?.comparisons ?? []).filter(
    (one): one is Comparison => one.kind === 'ok' && one.metric === key,
  );
  return new Map(
    shown.flatMap((one) => [
      [before.control, { n: one.controlUnits, mean: one.controlMean }],
      [one.variant, { n: one.treatmentUnits, mean: one.treatmentMean }],
    ]),
  );
}

/** The weighted mean with the units that give it its own standard error; the values spread as they do now. */
function weighedArm(now: Moments, first: Arm | undefined, weight: number): Moments {
  if (first === undefined || weight === 1 || !(first.n > 0) || !(now.n > 1)) return now;
  const units = (1 - weight) * first.n + weight * now.n;
  const mean = ((1 - weight) * first.n * first.mean + weight * now.n * now.mean) / units;
  // Moments are of whole units; the rest of one is nothing beside the thousands of a look.
  const n = Math.floor(units ** 2 / informative(now.n, first.n, weight));
  return { n, mean, m2: (now.m2 / (now.n - 1)) * Math.max(0, n - 1) };
}

function informative(now: number, first: number, weight: number): number {
  return first + weight ** 2 * Math.max(0, now - first);
}

function sumOf(arms: ReadonlyMap<string, Arm | number>): number {
  return [...arms.values()].reduce<number>((sum, arm) => sum + (typeof arm === 'number' ? arm : arm.n), 0);
}
