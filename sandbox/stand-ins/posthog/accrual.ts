import { DAY } from '#shared/clock.ts';
import type { ArmName, Scenario } from './scenario.ts';

/** From `at` on, this share of all units enters each variant; all zero while nothing accrues. */
export interface FlagPeriod {
  readonly at: number;
  readonly shares: Readonly<Record<string, number>>;
}

/** What of a flag decides who enters. Percentages 0..100. */
export interface FlagSplit {
  readonly active: boolean;
  readonly rollout: number;
  readonly variants: readonly { readonly key: string; readonly percentage: number }[];
}

/** The period that begins with this setting. Off, or all units in one variant, is no experiment: nothing accrues. */
export function periodFrom(at: number, split: FlagSplit): FlagPeriod {
  const open = split.active && split.variants.filter((variant) => variant.percentage > 0).length > 1;
  const share = (percentage: number) => (open ? (split.rollout / 100) * (percentage / 100) : 0);
  return {
    at,
    shares: Object.fromEntries(split.variants.map((variant) => [variant.key, share(variant.percentage)])),
  };
}

/** How far a variant has come: `published` 0..1 of its arm's totals, `late` what came after them, in the same measure. */
export interface Progress {
  readonly published: number;
  readonly late: number;
}

/**
 * How far a variant has come by `time`: the share of units that entered it, integrated over time, against the even split
 * at the scenario's rollout for the scenario's days. What a canary brought before does not make the totals come out
 * larger: they stand until the scenario's days at its full rollout are over, and only then others come.
 */
export function progressOf(
  scenario: Scenario,
  periods: readonly FlagPeriod[],
  variant: string,
  time: number,
): Progress {
  const registered = (scenario.rollout / 2) * scenario.days * DAY;
  const full = periods.map((period) => (isFull(scenario, period) ? period : { ...period, shares: {} }));
  return {
    published: Math.min(1, entered(periods, variant, time) / registered),
    late: Math.max(0, entered(full, variant, time) / registered - 1),
  };
}

function isFull({ rollout }: Scenario, { shares }: FlagPeriod): boolean {
  return Object.values(shares).reduce((sum, share) => sum + share, 0) > rollout - 1e-9;
}

/** The share that entered a variant, times milliseconds. */
function entered(periods: readonly FlagPeriod[], variant: string, time: number): number {
  return periods.reduce((sum, { at, shares }, index) => {
    const end = Math.min(time, periods[index + 1]?.at ?? time);
    return end > at ? sum + (shares[variant] ?? 0) * (end - at) : sum;
  }, 0);
}

/**
 * Whole units of an arm at this progress: its share of the published ones, and a fair half of those who came late, so
 * that an imbalance that was published does not grow. A hair of tolerance, so that whole days give whole totals.
 */
export function unitsAt({ arms }: Scenario, arm: ArmName, { published, late }: Progress): number {
  const both = arms.control.units + arms.treatment.units;
  return whole(arms[arm].units * published) + whole((both / 2) * late);
}

/** Units that met both arms by this progress. */
export function multipleAt({ multiple }: Scenario, { published, late }: Progress): number {
  return whole(multiple * (published + late));
}

/** Units whose exposures named no variant by this progress. */
export function withoutVariantAt({ withoutVariant = 0 }: Scenario, { published, late }: Progress): number {
  return whole(withoutVariant * (published + late));
}

function whole(units: number): number {
  return Math.floor(units + 1e-6);
}
