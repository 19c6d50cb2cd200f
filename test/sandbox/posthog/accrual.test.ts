import { describe, expect, it } from 'vitest';
import {
  type FlagPeriod,
  type FlagSplit,
  periodFrom,
  progressOf,
  unitsAt,
} from '#sandbox/posthog/accrual.ts';
import { cookieCats } from '#sandbox/posthog/scenarios/cookie-cats.ts';
import { DAY } from '#shared/clock.ts';

const split = (rollout: number, control = 50, active = true): FlagSplit => ({
  active,
  rollout,
  variants: [
    { key: 'control', percentage: control },
    { key: 'treatment', percentage: 100 - control },
  ],
});
const progress = (periods: readonly FlagPeriod[], days: number, variant = 'treatment') =>
  progressOf(cookieCats, periods, variant, days * DAY);

describe('progressOf', () => {
  it('is whole after the days of the scenario at its rollout, and stays so', () => {
    const periods = [periodFrom(0, split(100))];
    expect(progress(periods, 0)).toBe(0);
    expect(progress(periods, 7)).toBeCloseTo(0.5, 12);
    expect(progress(periods, 14)).toBe(1);
    expect(progress(periods, 400)).toBe(1);
  });
  it('integrates the rollout over time: canary days count by their share', () => {
    const periods = [periodFrom(0, split(5)), periodFrom(2 * DAY, split(100))];
    expect(progress(periods, 2)).toBeCloseTo(0.1 / 14, 12);
    expect(progress(periods, 15.9)).toBeCloseTo(1, 12);
  });
  it('stands still while the flag is off and goes on afterwards', () => {
    const periods = [0, 1, 6].map((day) => periodFrom(day * DAY, split(100, 50, day !== 1)));
    expect(progress(periods, 1)).toBe(progress(periods, 6));
    expect(progress(periods, 8)).toBeCloseTo(3 / 14, 12);
  });
  it.each([0, 100])('stands still once all units get one variant (control %d %%)', (control) => {
    const periods = [periodFrom(0, split(100)), periodFrom(3 * DAY, split(100, control))];
    expect(progress(periods, 14)).toBeCloseTo(3 / 14, 12);
  });
  it('follows an uneven split', () => {
    const periods = [periodFrom(0, split(100, 90))];
    expect(progress(periods, 5, 'treatment')).toBeCloseTo((0.2 * 5) / 14, 12);
    expect(progress(periods, 5, 'control')).toBeCloseTo((1.8 * 5) / 14, 12);
  });
  it('knows nothing of a variant that is not on the flag', () => {
    expect(progress([periodFrom(0, split(100))], 5, 'other')).toBe(0);
  });
});

describe('unitsAt', () => {
  it('counts whole units, all of them at the end', () => {
    expect(unitsAt(45_489, 0)).toBe(0);
    expect(unitsAt(10, 0.39)).toBe(3);
    expect(unitsAt(45_489, 1)).toBe(45_489);
    // 3 × 0.1 / 0.3 is a hair below 1 in floating point.
    expect(unitsAt(30, (3 * 0.1) / 0.3 - 1e-16)).toBe(30);
  });
});
