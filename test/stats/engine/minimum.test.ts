import { describe, expect, test } from 'vitest';
import type { LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { momentsFromCounts } from '#stats/moments/moments.ts';
import { lookAt, PLAN, withMoments } from './examples.ts';

const reached = (data: LookData) => {
  const { minimumMet, decisionMinimumMet } = analyze(PLAN, data, []);
  return [minimumMet, decisionMinimumMet];
};

/** Rates of both arms from events and units. */
function ratesOf(control: readonly [number, number], treatment: readonly [number, number]): LookData {
  const units = { control: control[1], treatment: treatment[1] };
  const data = { ...lookAt(1000, 0.1), units };
  const one = withMoments(data, 'conversion', 'control', momentsFromCounts(control[1], control[0]));
  return withMoments(one, 'conversion', 'treatment', momentsFromCounts(treatment[1], treatment[0]));
}

describe('the registered minimum is met exactly', () => {
  test('on the last of its days', () => {
    expect(reached({ ...lookAt(5000, 0.12), daysRunning: 7 })).toEqual([true, true]);
    expect(reached({ ...lookAt(5000, 0.12), daysRunning: 6 })).toEqual([false, false]);
  });

  test('with its units in the smallest variant', () => {
    expect(reached(ratesOf([50, 100], [100, 200]))).toEqual([true, false]);
    expect(reached(ratesOf([50, 99], [100, 201]))).toEqual([false, false]);
    expect(reached(lookAt(1000, 0.12))).toEqual([true, true]);
    expect(reached(lookAt(999, 0.12))).toEqual([true, false]);
  });

  test('with its events to be expected in the smallest variant, at the rate of all', () => {
    // 75 events among 1,500 units: 25 expected of 500. One event fewer rounds to 25, two to 24.
    expect(reached(ratesOf([50, 1000], [25, 500]))).toEqual([true, false]);
    expect(reached(ratesOf([75, 1000], [0, 500]))).toEqual([true, false]);
    expect(reached(ratesOf([50, 1000], [23, 500]))).toEqual([false, false]);
  });
});
