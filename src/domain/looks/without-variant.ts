import { type Experiment, launchOf } from '#domain/experiment.ts';
import { rampExposure } from '#domain/launch/ramp.ts';
import { droppedVariants } from '#domain/looks/dropped-variants.ts';
import { planAsRun } from '#domain/looks/plan-as-run.ts';
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
 * registered split and the pauses. Infinity if it let none in. Never fewer than there were: units that return later are let in after
 * all, and a treatment that was dropped, whose units get a variant of another name, counts as left out from the start.
 */
export function outsidePerInside(experiment: Experiment, until: number): number {
  const launch = launchOf(experiment);
  const { variants, request } = planAsRun(experiment);
  const dropped = droppedVariants(experiment.looks);
  const kept = variants.filter(({ key }) => !dropped.includes(key));
  const share = kept.reduce((sum, { allocation }) => sum + allocation, 0);
  const full = Math.min(launch.runningSince ?? until, until);
  const inside =
    rampExposure({ ...experiment, request }, launch.at, full) +
    (launch.accepted?.rollout ?? request.trafficShare) * activeTime(launch, full, until);
  return inside > 0 ? (until - launch.at - share * inside) / (share * inside) : Number.POSITIVE_INFINITY;
}
