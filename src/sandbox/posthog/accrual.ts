import { DAY } from '#shared/clock.ts';
import type { Scenario } from './scenario.ts';

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

/**
 * How far a variant has come by `time`, 0..1 of its arm's totals: the share of units that entered it, integrated
 * over time, against the even split at the scenario's rollout for the scenario's days.
 */
export function progressOf(
  scenario: Scenario,
  periods: readonly FlagPeriod[],
  variant: string,
  time: number,
): number {
  const registered = (scenario.rollout / 2) * scenario.days * DAY;
  let entered = 0;
  for (const [index, period] of periods.entries()) {
    const end = Math.min(time, periods[index + 1]?.at ?? time);
    if (end > period.at) entered += (period.shares[variant] ?? 0) * (end - period.at);
  }
  return Math.min(1, entered / registered);
}

/** Whole units out of `total` at this progress; a hair of tolerance, so that whole days give whole totals. */
export function unitsAt(total: number, progress: number): number {
  return Math.min(total, Math.floor(total * progress + 1e-6));
}
