import { describe, expect, it } from 'vitest';
import type { LaunchState } from '#domain/launch/state.ts';
import { excessWithoutVariant, outsidePerInside } from '#domain/looks/without-variant.ts';
import { DAY } from '#shared/clock.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';

const launch = (more: Partial<LaunchState>): LaunchState => ({
  at: 0,
  runningSince: null,
  checks: [],
  pause: null,
  pauses: [],
  ...more,
});

describe('outsidePerInside', () => {
  it('is 19 for a canary at 5 %, and less for each day at the full share', () => {
    expect(outsidePerInside(launch({}), 1, DAY)).toBeCloseTo(19, 12);
    expect(outsidePerInside(launch({ runningSince: DAY }), 1, 8 * DAY)).toBeCloseTo(0.95 / 7.05, 12);
    expect(outsidePerInside(launch({ runningSince: 0 }), 1, 8 * DAY)).toBe(0);
  });

  it('goes by the share of the traffic, also if it is below that of a canary', () => {
    expect(outsidePerInside(launch({ runningSince: 0 }), 0.25, DAY)).toBeCloseTo(3, 12);
    expect(outsidePerInside(launch({}), 0.02, DAY)).toBeCloseTo(49, 12);
  });

  it('counts a pause as time in which every unit is left out', () => {
    const pauses = [{ from: 2 * DAY, until: 6 * DAY }];
    expect(outsidePerInside(launch({ runningSince: 0, pauses }), 1, 8 * DAY)).toBeCloseTo(1, 12);
    const pause = { from: 'running', at: 4 * DAY, person: null, reason: '' } as const;
    expect(outsidePerInside(launch({ runningSince: 0, pause }), 1, 8 * DAY)).toBeCloseTo(1, 12);
    expect(outsidePerInside(launch({ at: DAY }), 1, DAY)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('excessWithoutVariant', () => {
  const found = (inside: number, withoutVariant: number, outside: number) =>
    excessWithoutVariant({ units: { control: inside }, multiple: 0, withoutVariant }, outside);

  it('is told beyond 1 % of all units with exposures, if none had to be left out', () => {
    expect(found(990, 10, 0)).toBeNull();
    expect(found(989, 11, 0)).toEqual({ units: 11, expected: 0 });
    expect(found(0, 0, 0)).toBeNull();
  });

  it('expects as many as the rollout leaves out', () => {
    expect(found(1_000, 1_000, 1)).toBeNull();
    expect(found(1_000, 1_500, 1)).toEqual({ units: 1_500, expected: 1_000 });
    expect(excessWithoutVariant({ units: { a: 500 }, multiple: 500, withoutVariant: 1_000 }, 1)).toBeNull();
  });

  it('notices a canary in which no unit has a variant, and says nothing before it can know', () => {
    expect(found(0, 300, 19)).toBeNull();
    expect(found(0, 320, 19)).toEqual({ units: 320, expected: 0 });
    expect(found(0, 1_000, Number.POSITIVE_INFINITY)).toBeNull();
  });

  it('is hardly ever told by chance', () => {
    const random = seededRandom(4);
    let told = 0;
    for (let round = 0; round < 4_000; round += 1) {
      const inside = random.binomial(4_000, 0.05);
      if (found(inside, 4_000 - inside, 19) !== null) told += 1;
    }
    // One-sided beyond four standard errors: 3 in 100,000.
    expect(told).toBeLessThanOrEqual(2);
  });
});
