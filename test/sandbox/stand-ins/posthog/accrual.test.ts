import { describe, expect, it } from 'vitest';
import {
  type FlagPeriod,
  type FlagSplit,
  multipleAt,
  type Progress,
  periodFrom,
  progressOf,
  unitsAt,
} from '#sandbox/stand-ins/posthog/accrual.ts';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
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
  sum(progressOf(cookieCats, periods, variant, days * DAY));
const sum = ({ published, late }: Progress) => published + late;

describe('progressOf', () => {
  it('is whole after the days of the scenario at its rollout, and goes on', () => {
    const periods = [periodFrom(0, split(100))];
    expect(progress(periods, 0)).toBe(0);
    expect(progress(periods, 7)).toBeCloseTo(0.5, 12);
    expect(progress(periods, 14)).toBe(1);
    expect(progress(periods, 21)).toBeCloseTo(1.5, 12);
  });
  it('integrates the rollout over time: canary days count by their share', () => {
    const periods = [periodFrom(0, split(5)), periodFrom(2 * DAY, split(100))];
    expect(progress(periods, 2)).toBeCloseTo(0.1 / 14, 12);
    expect(progress(periods, 15.9)).toBeCloseTo(1, 12);
    // Whole until the days at the full rollout are over: the totals are not disturbed by what the canary brought.
    expect(progress(periods, 16)).toBe(1);
    expect(progress(periods, 23)).toBeCloseTo(1.5, 12);
  });
  it('never passes the totals at a part of the rollout', () => {
    expect(progress([periodFrom(0, split(50))], 400)).toBe(1);
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
  const treatment = (published: number, late = 0) => unitsAt(cookieCats, 'treatment', { published, late });
  it('counts whole units, all of them at the end', () => {
    expect(treatment(0)).toBe(0);
    expect(treatment(10.9 / 45_489)).toBe(10);
    expect(treatment(1)).toBe(45_489);
    // 3 × 0.1 / 0.3 is a hair below 1 in floating point.
    expect(treatment((3 * 0.1) / 0.3 - 1e-16)).toBe(45_489);
  });
  it('gives both arms as many of those who come late', () => {
    expect(treatment(1, 0.5) - 45_489).toBe(22_547);
    expect(unitsAt(cookieCats, 'control', { published: 1, late: 0.5 }) - 44_700).toBe(22_547);
  });
});

describe('multipleAt', () => {
  it('grows with those who come late', () => {
    const scenario = { ...cookieCats, multiple: 90 };
    expect(multipleAt(scenario, { published: 0.5, late: 0 })).toBe(45);
    expect(multipleAt(scenario, { published: 1, late: 0.5 })).toBe(135);
  });
});
