import { describe, expect, it } from 'vitest';
import type { Baseline, Sizing } from '#domain/plan.ts';
import { settleHorizon } from '#features/design-plan/settle-horizon.ts';
import { ok, refused } from '#shared/result.ts';

const baselineOf = (days: number): Baseline => ({
  mean: 0.1,
  variance: 0.09,
  units: 1_000,
  unitsPerDay: 100,
  horizonDays: days,
});

/** Which horizons are read, and which is kept, if a plan on each needs so many days. */
async function settle(needed: Readonly<Record<number, number | null>>, waitDays = 0) {
  const read: number[] = [];
  const kept = await settleHorizon(
    async (days) => {
      read.push(days);
      return baselineOf(days);
    },
    ({ horizonDays = 0 }) => {
      const days = needed[horizonDays] ?? null;
      const sizing = { unitsPerVariant: 1, plannedUnits: 1, plannedLooks: 1, method: '', inflation: 1 };
      return days === null
        ? refused('no size')
        : ok<Sizing>({ ...sizing, days: days + waitDays, ...(waitDays === 0 ? {} : { waitDays }) });
    },
  );
  return { read, kept: kept.horizonDays };
}

describe('settleHorizon', () => {
  it('keeps the shortest horizon in which its plan fits, and reads no longer one', async () => {
    expect(await settle({ 7: 7 })).toEqual({ read: [7], kept: 7 });
    expect(await settle({ 7: 14, 14: 14 })).toEqual({ read: [7, 14], kept: 14 });
    expect(await settle({ 7: 28, 14: 21, 21: 21 })).toEqual({ read: [7, 14, 21], kept: 21 });
  });

  it('ends if a longer horizon makes the plan shorter again', async () => {
    expect(await settle({ 7: 14, 14: 7 })).toEqual({ read: [7, 14], kept: 14 });
  });

  it('goes on past a horizon that allows no size, and ends at the longest that is allowed', async () => {
    expect(await settle({ 7: null, 14: 14 })).toEqual({ read: [7, 14], kept: 14 });
    expect(await settle({ 7: 70, 14: 56, 21: 49, 28: 42 })).toEqual({ read: [7, 14, 21, 28], kept: 28 });
    expect(await settle({})).toEqual({ read: [7, 14, 21, 28], kept: 28 });
  });

  it('leaves out the days in which the last units mature', async () => {
    expect(await settle({ 7: 7 }, 8)).toEqual({ read: [7], kept: 7 });
  });
});
