import { goalMissed, weakestRatio } from '#domain/design/goal-size.ts';
import type { MustHold, SizingInput } from '#domain/design/sizing-input.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import { normalIsf, normalSf } from '#stats/distributions.ts';
import { findRoot } from '#stats/numerics/find-root.ts';

/** What is fixed about the looks of a size: days in which units enter, and what looks cost goal and guardrails in units. */
export interface LookCosts {
  readonly entering: number;
  readonly goal: number;
  readonly guardrail: number;
}

/** What a guardrail's chance depends on beside itself. */
type Setting = Pick<SizingInput, 'split' | 'alpha' | 'goal'>;

/** No plan has so many units in a variant: what needs more cannot be proven. */
const MOST_UNITS = 1e13;

/**
 * Control units at which goal and guardrails share beta: the chances to miss one of them add up to 1 − power, whatever the
 * correlation of the metrics (Bonferroni). Each takes the share that it needs, so that a guardrail that is easy to prove
 * leaves the rest to the others. `goalUnits` is the size of the goal alone, looks included. Infinity if no size is enough.
 */
export function jointControlUnits(input: SizingInput, goalUnits: number, costs: LookCosts): number {
  const { mustHold = [] } = input;
  if (mustHold.length === 0) return goalUnits;
  const excess = (units: number) => missedTogether(input, units, costs) - (1 - input.power);
  let high = goalUnits;
  while (high < MOST_UNITS && excess(high) > 0) high *= 2;
  if (high >= MOST_UNITS) return Number.POSITIVE_INFINITY;
  if (high === goalUnits) return goalUnits;
  const ends = { low: Math.log(high / 2), high: Math.log(high), tolerance: 1e-10 };
  const root = findRoot((log) => excess(Math.exp(log)), ends);
  return root === undefined ? high : Math.exp(root);
}

function missedTogether(input: SizingInput, controlUnits: number, costs: LookCosts): number {
  const missed = (input.mustHold ?? []).map((one) => guardrailMissed(input, one, controlUnits, costs));
  return missed.reduce((sum, one) => sum + one, goalMissed(input, controlUnits / costs.goal));
}

/**
 * The chance, 0..1, that a guardrail in which nothing changes is not proven within its margin by the registered end, one-sided
 * at half the error rate. `controlUnits` are those that count for the goal by then.
 */
export function guardrailMissed(
  setting: Setting,
  guardrail: MustHold,
  controlUnits: number,
  costs: Pick<LookCosts, 'entering' | 'guardrail'>,
): number {
  const distance = marginInErrors(setting, guardrail, controlUnits, costs);
  return normalSf(distance - normalIsf(setting.alpha / 2));
}

/** The least margin, at most 0.5, with which a guardrail is missed in no more than `missed` of all cases; null if none is. */
export function leastMargin(
  setting: Setting,
  guardrail: MustHold,
  controlUnits: number,
  { missed, ...costs }: Pick<LookCosts, 'entering' | 'guardrail'> & { readonly missed: number },
): number | null {
  const excess = (margin: number) =>
    missed - guardrailMissed(setting, { ...guardrail, margin }, controlUnits, costs);
  return findRoot(excess, { low: 1e-6, high: 0.5, tolerance: 1e-9 }) ?? null;
}

/** How many standard errors the margin lies away: of the linear form in which guardrails are judged, in the weakest comparison. */
function marginInErrors(
  { split, goal }: Setting,
  { metric, margin, baseline: { mean, variance } }: MustHold,
  controlUnits: number,
  { entering, guardrail }: Pick<LookCosts, 'entering' | 'guardrail'>,
): number {
  const counted = controlUnits * countedShare(goal, metric, entering);
  const worse = metric.desiredDirection === 'increase' ? -1 : 1;
  const factor = 1 + worse * margin * Math.sign(mean);
  const perUnit = factor ** 2 + 1 / weakestRatio(split);
  const error = Math.sqrt((variance * perUnit * guardrail) / counted);
  // Without a level or a unit that counts nothing can be proven.
  return error > 0 && counted > 0 ? (margin * Math.abs(mean)) / error : 0;
}

/** Units that count for a metric at the registered end, by those that count for the goal. */
function countedShare(goal: Metric, metric: Metric, entering: number): number {
  return Math.max(0, entering + maturityDays(goal) - maturityDays(metric)) / entering;
}
