import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/**
 * `unitsPerVariant` needed in each variant, control included; `allocation` its share of the
 * traffic in the same order (any positive scale); `dailyUnits` new eligible units a day over
 * all variants, after the share of traffic that is exposed.
 */
export type DurationInput = {
  readonly unitsPerVariant: readonly number[];
  readonly allocation: readonly number[];
  readonly dailyUnits: number;
};

/** `days`: until the slowest variant is full; `wholeWeeks` and `plannedDays` round that up to weeks. */
export type PlannedDuration = {
  readonly kind: 'ok';
  readonly days: number;
  readonly wholeWeeks: number;
  readonly plannedDays: number;
  /** Units over all variants that the planned days bring. */
  readonly plannedUnits: number;
};

/**
 * How long to run, in whole weeks so that every weekday counts equally. Refuses `invalid_input` (lengths
 * differ, a size or share below 0, traffic not finite) and `unreachable` (no traffic, or a variant that
 * needs units has no share). Source: Kohavi, Tang, Xu 2020, ch. 2 (whole weeks).
 */
export function plannedDuration(input: DurationInput): PlannedDuration | StatsRefusal {
  const { unitsPerVariant, allocation, dailyUnits } = input;
  const figures = [...unitsPerVariant, ...allocation, dailyUnits];
  const total = allocation.reduce((sum, share) => sum + share, 0);
  if (unitsPerVariant.length === 0 || unitsPerVariant.length !== allocation.length) {
    return refuse('invalid_input', 'sizes and allocation must name the same variants');
  }
  if (figures.some((figure) => !Number.isFinite(figure) || figure < 0)) {
    return refuse('invalid_input', 'sizes, shares and traffic must be finite and not negative');
  }
  const days = unitsPerVariant.map((units, index) => {
    const share = (allocation[index] ?? 0) / total;
    return units === 0 ? 0 : units / (dailyUnits * share);
  });
  const longest = Math.max(...days);
  if (!Number.isFinite(longest)) return refuse('unreachable', 'a variant receives no traffic');
  return inWholeWeeks(longest, dailyUnits);
}

/** A quotient that misses a whole day only by rounding counts as that day. */
function inWholeWeeks(longest: number, dailyUnits: number): PlannedDuration {
  const days = Math.ceil(longest * (1 - 1e-12));
  const wholeWeeks = Math.ceil(days / 7);
  const plannedDays = wholeWeeks * 7;
  return { kind: 'ok', days, wholeWeeks, plannedDays, plannedUnits: Math.floor(plannedDays * dailyUnits) };
}
