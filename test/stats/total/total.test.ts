import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ENTRIES } from './entries.ts';
import { expectNumbers } from './figures.ts';

/** Reached through `analyze` and through `distributions.ts`. */
const INNER_FILES = /(^|\/)(engine\/(?!analyze\.ts)|distributions\/)/;
/**
 * Inner steps that cannot be called with figures alone, each reached through the function named:
 * they take a callback, a density on a grid, or input that their only caller has checked.
 */
const REACHED_THROUGH: Readonly<Record<string, readonly string[]>> = {
  spendingBounds: [
    'advance',
    'crossAbove',
    'crossBelow',
    'upperBound',
    'boundsForSpending',
    'memoize',
    'planKey',
    'checkPlan',
  ],
  futilityBounds: ['lowerBound', 'isSpendingFunction', 'findRoot'],
  operatingCharacteristics: ['continuation', 'characteristicsUnder'],
  assurance: ['averageOver'],
  betaBinomial: ['integratePieces', 'cutsAroundPeak', 'logitBeta', 'softplus', 'hintsFor'],
  hierarchy: ['weighEffects'],
  promisingZone: ['conditionalPower', 'secondStageBound'],
  powerForMeans: ['rejectionChance'],
  sampleSizeForProportions: ['asSampleSize'],
  suppressCells: ['determinedColumns'],
  momentsFromSums: ['centredProduct'],
  geometricNoise: ['seededRandom'],
  welchTest: ['refuse'],
  cupedTest: ['cupedAdjustment'],
  exactRateTest: ['tableWeights'],
};

describe('no finite input gives NaN or a throw', () => {
  test.each(ENTRIES)('$name', (entry) => expectNumbers(entry, entry.runs / 10));

  test('for every exported function', async () => {
    const root = new URL('../../../src/stats/', import.meta.url);
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !INNER_FILES.test(file),
    );
    const called = new Set(ENTRIES.map((entry) => entry.name));
    expect(Object.keys(REACHED_THROUGH).filter((name) => !called.has(name))).toEqual([]);
    const known = new Set([...called, ...Object.values(REACHED_THROUGH).flat()]);
    const missing: string[] = [];
    for (const file of files) {
      const exported: Readonly<Record<string, unknown>> = await import(new URL(file, root).href);
      const functions = Object.keys(exported).filter((name) => typeof exported[name] === 'function');
      missing.push(...functions.filter((name) => !known.has(name)));
    }
    expect(missing).toEqual([]);
  });
});
