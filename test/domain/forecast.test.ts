import { describe, expect, it } from 'vitest';
import { forecastBetween, forecastPoints, scoreForecast } from '#domain/design/forecast.ts';

const UP = { desiredDirection: 'increase' } as const;
const DOWN = { desiredDirection: 'decrease' } as const;
const labels = (lifts: { smallestLift: number; expectedLift?: number }, goal: typeof UP | typeof DOWN = UP) =>
  forecastPoints(lifts, goal).map(({ label }) => label);

describe('the points of a forecast', () => {
  it('are made of the lifts of the request, ascending, none twice', () => {
    expect(labels({ smallestLift: 0.04, expectedLift: 0.1 })).toEqual([
      ...['4 % worse', '2 % worse', 'no change', '2 % better', '4 % better', '7 % better', '10 % better'],
      ...['15 % better', '20 % better', '30 % better'],
    ]);
    expect(labels({ smallestLift: 0.02 })).toEqual([
      ...['2 % worse', '1 % worse', 'no change', '1 % better', '2 % better', '3 % better', '4 % better'],
      '6 % better',
    ]);
  });

  it('hold no fall by all of the level', () => {
    expect(labels({ smallestLift: 0.4 }, DOWN)).not.toContain('120 % better');
    expect(labels({ smallestLift: 0.4 })).toContain('120 % better');
    expect(labels({ smallestLift: 2 })[0]).toBe('no change');
  });

  it('make a range of changes of the goal: better is a fall if the goal should fall', () => {
    const range = { from: '2 % worse', to: '4 % better' };
    const lifts = { smallestLift: 0.04 };
    expect(forecastBetween(forecastPoints(lifts, UP), range, UP)).toEqual({ low: -0.02, high: 0.04 });
    expect(forecastBetween(forecastPoints(lifts, DOWN), range, DOWN)).toEqual({ low: -0.04, high: 0.02 });
  });

  it.each([
    ['a point that was not offered', { from: '1 % worse', to: '4 % better' }],
    ['two points the wrong way round', { from: '4 % better', to: 'no change' }],
    ['one point twice', { from: '4 % better', to: '4 % better' }],
  ])('make none of %s', (_name, range) => {
    expect(forecastBetween(forecastPoints({ smallestLift: 0.04 }, UP), range, UP)).toBeNull();
  });
});

describe('the score of a forecast', () => {
  const forecast = { low: -0.02, high: 0.04 };
  it.each([
    [0.01, 'inside', 0.06],
    [0.04, 'inside', 0.06],
    [0.05, 'above', 0.16],
    [-0.05, 'below', 0.36],
  ])('of a lift of %d is %s', (lift, place, score) => {
    const scored = scoreForecast(forecast, lift);
    expect(scored.place).toBe(place);
    expect(scored.score).toBeCloseTo(score, 12);
  });

  it('is best on average for the range that holds eight of ten cases', () => {
    const cases = Array.from({ length: 1_000 }, (_, index) => (index + 0.5) / 1_000);
    const average = (low: number, high: number) =>
      cases.reduce((sum, lift) => sum + scoreForecast({ low, high }, lift).score, 0) / cases.length;
    const honest = average(0.1, 0.9);
    for (const [low, high] of [
      [0, 1],
      [0.2, 0.8],
      [0.05, 0.95],
      [0.4, 0.6],
    ] as const)
      expect(average(low, high)).toBeGreaterThan(honest);
  });
});
