import { describe, expect, it } from 'vitest';
import { designOf, type Experiment } from '#domain/experiment.ts';
import type { LaunchState } from '#domain/launch/state.ts';
import { excessWithoutVariant, outsidePerInside } from '#domain/looks/without-variant.ts';
import { DAY } from '#shared/clock.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

/** An experiment that was launched at 0, with this launch and share of the traffic. */
function launchedAs(more: Partial<LaunchState>, trafficShare = 1): Experiment {
  const { experiment } = EXAMPLES.launched;
  const design = designOf(experiment);
  const request = { ...design.plan.request, trafficShare };
  const launch = { at: 0, runningSince: null, checks: [], pause: null, pauses: [], ...more };
  return { ...experiment, launch, design: { ...design, plan: { ...design.plan, request } } };
}

describe('outsidePerInside', () => {
  it('is 19 for a canary at 5 %, and less for each day at the full share', () => {
    expect(outsidePerInside(launchedAs({}), DAY)).toBeCloseTo(19, 12);
    expect(outsidePerInside(launchedAs({ runningSince: DAY }), 8 * DAY)).toBeCloseTo(0.95 / 7.05, 12);
    expect(outsidePerInside(launchedAs({ runningSince: 0 }), 8 * DAY)).toBe(0);
  });

  it('goes by the share of the traffic, also if it is below that of a canary, and by one that was accepted', () => {
    expect(outsidePerInside(launchedAs({ runningSince: 0 }, 0.25), DAY)).toBeCloseTo(3, 12);
    expect(outsidePerInside(launchedAs({}, 0.02), DAY)).toBeCloseTo(49, 12);
    const even = { control: 0.5, treatment: 0.5 };
    const accepted = { rollout: 0.5, allocation: even, split: even };
    expect(outsidePerInside(launchedAs({ runningSince: 0, accepted }), DAY)).toBeCloseTo(1, 12);
  });

  it('counts a pause as time in which every unit is left out', () => {
    const pauses = [{ from: 2 * DAY, until: 6 * DAY }];
    expect(outsidePerInside(launchedAs({ runningSince: 0, pauses }), 8 * DAY)).toBeCloseTo(1, 12);
    const pause = { from: 'running', at: 4 * DAY, person: null, reason: '' } as const;
    expect(outsidePerInside(launchedAs({ runningSince: 0, pause }), 8 * DAY)).toBeCloseTo(1, 12);
    expect(outsidePerInside(launchedAs({ at: DAY }), DAY)).toBe(Number.POSITIVE_INFINITY);
  });

  it('leaves out the units of a treatment that was dropped, because they get a variant of another name', () => {
    const experiment = launchedAs({ runningSince: 0 });
    const drops = [{ variants: [{ variant: 'treatment', metric: 'crash_rate' }], person: null }];
    const looks = { ...experiment.looks, drops };
    expect(outsidePerInside({ ...experiment, looks }, DAY)).toBeCloseTo(1, 12);
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
