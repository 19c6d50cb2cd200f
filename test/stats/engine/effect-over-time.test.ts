import { describe, expect, test } from 'vitest';
import type { AnalysisPlan, LookData } from '#stats/engine/analysis.ts';
import { effectOverTime } from '#stats/engine/effect-over-time.ts';
import { mergeAllMoments, momentsFromCounts } from '#stats/moments/moments.ts';
import { CONVERSION, lookAt, PLAN } from './examples.ts';

const GOAL: AnalysisPlan = { ...PLAN, metrics: [CONVERSION] };

/** Days of 1,000 units an arm; 100 convert in control, so many in the treatment. */
function story(treated: readonly number[]): { readonly data: LookData; readonly days: Days } {
  const days = treated.map((successes, day) => ({
    day,
    moments: { control: momentsFromCounts(1000, 100), treatment: momentsFromCounts(1000, successes) },
  }));
  const whole = (variant: 'control' | 'treatment') =>
    mergeAllMoments(days.map(({ moments }) => moments[variant]));
  const conversion = { control: whole('control'), treatment: whole('treatment') };
  return { data: { ...lookAt(1000, 0.1), moments: { conversion } }, days };
}
type Days = Parameters<typeof effectOverTime>[2];

describe('the effect over the days on which units entered', () => {
  // Weighted least squares with numpy and scipy 1.17.1.
  test('is found to wear off, with its size early and late', () => {
    const { data, days } = story([150, 145, 140, 135, 115, 110, 105, 100]);
    const [trend] = effectOverTime(GOAL, data, days);
    expect(trend).toMatchObject({ variant: 'treatment', days: 8, pattern: 'novelty' });
    expect(trend?.earlyLift).toBeCloseTo(0.425, 9);
    expect(trend?.lateLift).toBeCloseTo(0.075, 9);
    expect(trend?.pValue).toBeLessThan(0.001);
  });

  test('has the p-value of the slope', () => {
    const { data, days } = story([130, 127, 124, 121, 118, 115, 112, 109]);
    const [trend] = effectOverTime(GOAL, data, days);
    expect(trend?.pValue).toBeCloseTo(0.16409942658901266, 9);
    expect(trend?.pattern).toBe('steady');
  });

  test('is found to grow', () => {
    const { data, days } = story([100, 105, 110, 115, 135, 140, 145, 150]);
    expect(effectOverTime(GOAL, data, days)[0]?.pattern).toBe('learning');
  });

  test('is left out with fewer than 4 days, without a level, and for a treatment that was dropped', () => {
    const { data, days } = story([130, 127, 124, 121]);
    expect(effectOverTime(GOAL, data, days)).toHaveLength(1);
    expect(effectOverTime(GOAL, data, days.slice(1))).toEqual([]);
    expect(effectOverTime(GOAL, { ...data, dropped: ['treatment'] }, days)).toEqual([]);
    expect(effectOverTime({ ...GOAL, metrics: [] }, data, days)).toEqual([]);
  });
});
