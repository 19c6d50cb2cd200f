import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnalysisPlan } from '#stats/engine/analysis.ts';
import type { LookSegment, SegmentDetail } from '#stats/engine/details.ts';
import { segmentDetails } from '#stats/engine/segment-details.ts';
import { momentsFromCounts } from '#stats/moments/moments.ts';
import { CONVERSION, PLAN } from './examples.ts';

const SPLIT: AnalysisPlan = { ...PLAN, metrics: [CONVERSION] };

/** A segment by its units and events, control first. */
function segment(value: string | null, [n, events]: Arm, [treated, treatedEvents]: Arm): LookSegment {
  return {
    dimension: '$os',
    value,
    units: { control: n, treatment: treated },
    moments: { control: momentsFromCounts(n, events), treatment: momentsFromCounts(treated, treatedEvents) },
    raw: {},
  };
}
type Arm = readonly [units: number, events: number];

function detailOf(segments: readonly LookSegment[], isLast = true, plan = SPLIT): SegmentDetail {
  const [detail] = segmentDetails({ plan, dimensions: ['$os'], segments, dropped: [], isLast });
  if (detail === undefined) throw new Error('no dimension');
  return detail;
}

const IOS = segment('iOS', [5000, 500], [5000, 600]);
const ANDROID = segment('Android', [3000, 300], [3000, 300]);
const WEB = segment('Web', [100, 10], [100, 12]);

describe('the segments of a look', () => {
  // Welch's p by scipy 1.17.1 (ttest_ind_from_stats), then Holm over three segments by hand.
  test('have effects that are corrected for all of them, largest first', () => {
    const { effects, shown, hidden, heterogeneity } = detailOf([WEB, ANDROID, IOS]);
    expect(shown.map(({ value }) => value)).toEqual(['iOS', 'Android', 'Web']);
    expect(hidden).toBe(0);
    expect(effects.map(({ value }) => value)).toEqual(['iOS', 'Android', 'Web']);
    expect(effects[0]?.lift).toBeCloseTo(0.2, 12);
    expect(effects[0]?.adjustedPValue).toBeCloseTo(3 * 0.0013914193024238302, 9);
    expect(effects.map(({ proven }) => proven)).toEqual([true, false, false]);
    // Too few events: no figures, but a place in the correction.
    expect(effects[2]).toMatchObject({ lift: null, adjustedPValue: null });
    expect(heterogeneity['treatment']).toBeCloseTo(0.04458206224115857, 6);
  });

  test('are corrected for several dimensions and treatments too', () => {
    const plan = {
      ...SPLIT,
      treatments: ['treatment', 'other'],
      allocation: { control: 1, treatment: 1, other: 1 },
    };
    const other = (one: LookSegment): LookSegment => ({
      ...one,
      units: { ...one.units, other: one.units['control'] ?? 0 },
      moments: { ...one.moments, other: one.moments['control'] ?? momentsFromCounts(0, 0) },
    });
    const segments = [IOS, ANDROID].map(other);
    const [one] = segmentDetails({
      plan,
      dimensions: ['$os', 'country'],
      segments,
      dropped: [],
      isLast: true,
    });
    expect(one?.effects[0]?.adjustedPValue).toBeCloseTo(2 * 4 * 0.0013914193024238302, 9);
    const left = { plan, dimensions: ['$os', 'country'], segments, dropped: ['other'], isLast: true };
    expect(segmentDetails(left)[0]?.effects[0]?.adjustedPValue).toBeCloseTo(2 * 2 * 0.0013914193024238302, 9);
  });

  test('have no effects while more looks are to come', () => {
    const { effects, heterogeneity, shown } = detailOf([IOS, ANDROID], false);
    expect([effects, heterogeneity]).toEqual([[], {}]);
    expect(shown).toHaveLength(2);
  });

  test('have a split of their own, which can be broken while the whole is sound', () => {
    const lost = segment('iOS', [5000, 500], [4600, 460]);
    const more = segment('Android', [4600, 460], [5000, 500]);
    const { shown } = detailOf([lost, more, segment('Web', [40, 4], [40, 4])]);
    expect(shown.map(({ splitPValue }) => (splitPValue === null ? null : splitPValue < 0.001))).toEqual([
      true,
      true,
      null,
    ]);
  });

  test('hide groups below 5 units, and one more if such a group could be worked out', () => {
    const tiny = segment('Palm', [30, 3], [4, 1]);
    const { shown, hidden, effects } = detailOf([IOS, ANDROID, WEB, tiny]);
    expect(shown.map(({ value }) => value)).toEqual(['iOS', 'Android']);
    expect(hidden).toBe(2);
    expect(effects.some(({ value }) => value === 'Palm' || value === 'Web')).toBe(false);
  });

  test('never give away a group of 1 to 4 units, by any subtraction', () => {
    const units = fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 2000 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(units, units), { minLength: 1, maxLength: 14 }), (rows) => {
        const segments = rows.map(([control, treatment], index) =>
          segment(`v${index}`, [control, 0], [treatment, 0]),
        );
        const { shown } = detailOf(segments);
        for (const variant of ['control', 'treatment']) {
          const counts = shown.map((one) => one.units[variant] ?? 0);
          expect(Math.min(5, ...counts)).toBe(5);
          const all = segments.reduce((sum, one) => sum + (one.units[variant] ?? 0), 0);
          const left = all - counts.reduce((sum, count) => sum + count, 0);
          // What is left over is nothing, or so many that it hides each of its groups.
          expect(left === 0 || left >= 5 || shown.length === 0).toBe(true);
        }
      }),
    );
  });
});
