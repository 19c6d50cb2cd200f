import { canaryRollout } from '#domain/launch/flag-settings.ts';
import type { LaunchState } from '#domain/launch/state.ts';
import { activeTime } from '#domain/looks/running-time.ts';

/** Share of the units with exposures from which those without a variant are told. */
const MOST_WITHOUT = 0.01;
/** Standard errors by which chance may move their number. */
const CHANCE = 4;

/** Units with exposures: in a variant, in several, in none. */
interface ExposedUnits {
  readonly units: Readonly<Record<string, number>>;
  readonly multiple: number;
  readonly withoutVariant: number;
}

/**
 * The units without a variant, if there are more than the rollout explains; null otherwise. A flag service also records the units
 * that a flag leaves out: while a share of the units is in the experiment, the others come without a variant. What is
 * beyond them by 1 % of all units and by four standard errors has another cause.
 */
export function excessWithoutVariant(
  { units, multiple, withoutVariant }: ExposedUnits,
  outsidePerInside: number,
): { readonly units: number; readonly expected: number } | null {
  const inside = Object.values(units).reduce((sum, value) => sum + value, multiple);
  const all = inside + withoutVariant;
  const expected = inside * outsidePerInside;
  const allowed = Math.max(MOST_WITHOUT * all, CHANCE * Math.sqrt(all * outsidePerInside));
  return withoutVariant - expected > allowed
    ? { units: withoutVariant, expected: Math.round(expected) }
    : null;
}

/**
 * How many new units the flag left out for each that it let in, from the launch to `until`: by its shares over the canary, the
 * registered split and the pauses. Infinity if it let none in. Units that return later can only make them fewer.
 */
export function outsidePerInside(launch: LaunchState, trafficShare: number, until: number): number {
  const full = Math.min(launch.runningSince ?? until, until);
  const inside =
    canaryRollout(trafficShare) * activeTime(launch, launch.at, full) +
    (launch.accepted?.rollout ?? trafficShare) * activeTime(launch, full, until);
  return inside > 0 ? (until - launch.at - inside) / inside : Number.POSITIVE_INFINITY;
}
