import { describe, expect, it } from 'vitest';
import { slicesOf } from '#features/analyse-experiment/slices-of.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const FROM = Date.UTC(2026, 2, 2) + 10 * HOUR;
const arm = { n: 100, mean: 0.2, variance: 0.16 };
const days = ['2026-03-02', '2026-03-03', '2026-03-04'].map((date) => ({
  date,
  units: { control: 100, treatment: 100 },
  figures: { control: arm, treatment: arm },
}));

describe('the parts of a look', () => {
  const goal = { ...GATE_PLAN.goal, windowDays: 7, delayDays: 0 };
  const seen = (until: number, more: Partial<typeof goal> = {}) =>
    slicesOf(
      { ...GATE_PLAN, goal: { ...goal, ...more } },
      { segments: [], daily: days },
      { from: FROM, until },
      [],
    ).days;

  it('hold a day once the window of its last unit is over, numbered from the launch', () => {
    const end = Date.UTC(2026, 2, 4) + 7 * DAY;
    expect(seen(end - 1).map(({ day }) => day)).toEqual([0]);
    expect(seen(end).map(({ day }) => day)).toEqual([0, 1]);
    expect(seen(end + DAY).map(({ day }) => day)).toEqual([0, 1, 2]);
    expect(seen(end, { delayDays: 9 })).toEqual([]);
  });

  it('hold no day without figures', () => {
    const daily = days.map(({ date, units }) => ({ date, units }));
    const window = { from: FROM, until: FROM + 30 * DAY };
    expect(slicesOf(GATE_PLAN, { segments: [], daily }, window, []).days).toEqual([]);
  });
});
