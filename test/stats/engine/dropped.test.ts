import { describe, expect, test } from 'vitest';
import type { AnalysisPlan, LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { momentsFromCounts } from '#stats/moments/moments.ts';
import { CONVERSION, comparisonIn, PLAN } from './examples.ts';

const THREE: AnalysisPlan = {
  ...PLAN,
  treatments: ['first', 'second'],
  allocation: { control: 0.4, first: 0.3, second: 0.3 },
  metrics: [CONVERSION],
};

/** Half of the units; the second treatment was taken out after a while, so it has few. */
const DATA: LookData = {
  look: 2,
  daysRunning: 14,
  final: false,
  units: { control: 4000, first: 3000, second: 1100 },
  multipleExposure: 0,
  moments: {
    conversion: {
      control: momentsFromCounts(4000, 400),
      first: momentsFromCounts(3000, 380),
      second: momentsFromCounts(1100, 20),
    },
  },
};

describe('a treatment that was dropped', () => {
  const before = analyze(THREE, DATA, []);
  const after = analyze(THREE, { ...DATA, dropped: ['second'] }, []);

  test('no longer counts for the split', () => {
    expect(before).toMatchObject({ show: 'progress', health: { state: 'unhealthy' } });
    expect(after).toMatchObject({ show: 'effects', health: { state: 'healthy' }, dropped: ['second'] });
  });

  test('is compared no more and harms no more', () => {
    expect(after.comparisons.map(({ kind, variant }) => [kind, variant])).toEqual([
      ['ok', 'first'],
      ['refused', 'second'],
    ]);
    expect(after.harm).toEqual([]);
    const sound = { ...DATA, units: { control: 4000, first: 3000, second: 3000 } };
    expect(analyze(THREE, sound, []).harm.map(({ variant }) => variant)).toEqual(['second']);
  });

  test('leaves its alpha unused: the other is held against its share of the registered family', () => {
    expect(comparisonIn(after, 'conversion', 'first').alpha).toBe(PLAN.alpha / 2);
  });

  test('leaves the others their share of the planned units', () => {
    expect(after.informationFraction).toBeCloseTo(7000 / (0.7 * PLAN.plannedUnits), 12);
  });
});
