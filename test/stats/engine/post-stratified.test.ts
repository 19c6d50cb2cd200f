import { describe, expect, test } from 'vitest';
import type { AnalysisPlan } from '#stats/engine/analysis.ts';
import type { LookSegment } from '#stats/engine/details.ts';
import { postStratified } from '#stats/engine/post-stratified.ts';
import { momentsFromCounts } from '#stats/moments/moments.ts';
import { CONVERSION, PLAN } from './examples.ts';

const GOAL: AnalysisPlan = { ...PLAN, metrics: [CONVERSION] };
type Arm = readonly [units: number, events: number];

function segment(value: string, control: Arm, treatment: Arm): LookSegment {
  return {
    ...{ dimension: '$os', value },
    units: { control: control[0], treatment: treatment[0] },
    moments: { control: momentsFromCounts(...control), treatment: momentsFromCounts(...treatment) },
    raw: {},
  };
}

const IOS = segment('iOS', [6000, 1200], [4000, 880]);
const WEB = segment('Web', [4000, 200], [6000, 330]);

describe('the effect with both arms weighted to the same mix of segments', () => {
  // Weighted by hand: 10 % better in either segment, although the whole looks 14 % worse.
  test('takes out what chance put into an arm', () => {
    const found = postStratified(GOAL, [IOS, WEB], 'treatment');
    expect(found?.lift).toBeCloseTo(0.1, 9);
    expect(found?.varianceSaved).toBeCloseTo(0.006492127747604992, 9);
  });

  test('puts segments together that are too small for a variance', () => {
    const tiny = [segment('a', [1, 0], [1, 1]), segment('b', [1, 1], [1, 0])];
    expect(postStratified(GOAL, [IOS, WEB, ...tiny], 'treatment')?.lift).toBeCloseTo(0.1, 3);
    expect(postStratified(GOAL, [IOS, ...tiny.slice(1)], 'treatment')).toBeNull();
  });

  test('is none for a ratio, a single segment and a level of 0', () => {
    expect(
      postStratified({ ...GOAL, metrics: [{ ...CONVERSION, kind: 'ratio' }] }, [IOS, WEB], 'treatment'),
    ).toBeNull();
    expect(postStratified(GOAL, [IOS], 'treatment')).toBeNull();
    const none = [segment('a', [100, 0], [100, 1]), segment('b', [100, 0], [100, 2])];
    expect(postStratified(GOAL, none, 'treatment')).toBeNull();
  });
});
