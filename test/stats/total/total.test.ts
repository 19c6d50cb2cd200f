import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLOCKS } from './block-entries.ts';
import { DESIGNS } from './design-entries.ts';
import { DISTRIBUTIONS } from './distribution-entries.ts';
import { type Entry, pathToNaN } from './figures.ts';
import { LOOKS } from './look-entries.ts';
import { MODELS } from './model-entries.ts';
import { TESTS } from './test-entries.ts';

const ENTRIES: readonly Entry[] = [...BLOCKS, ...DISTRIBUTIONS, ...TESTS, ...MODELS, ...DESIGNS, ...LOOKS];

/** Reached through `analyze` and through the door `distributions.ts`. */
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
};

describe('no finite input gives NaN or a throw', () => {
  test.each(ENTRIES.map((entry) => [entry.name, entry] as const))('%s', (_, entry) => {
    fc.assert(
      fc.property(entry.calls, ({ run }) => {
        expect(pathToNaN(run())).toBeNull();
      }),
      { numRuns: entry.runs, seed: 20_261_121 },
    );
  });

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

  test('in 100,000 calls', () => {
    expect(ENTRIES.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThanOrEqual(100_000);
  });
});
