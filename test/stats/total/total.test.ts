import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DESIGNS } from './design-entries.ts';
import { DISTRIBUTIONS } from './distribution-entries.ts';
import { type Entry, pathToNaN } from './figures.ts';
import { LOOKS } from './look-entries.ts';
import { MODELS } from './model-entries.ts';
import { TESTS } from './test-entries.ts';

const ENTRIES: readonly Entry[] = [...DISTRIBUTIONS, ...TESTS, ...MODELS, ...DESIGNS, ...LOOKS];

/** Reached through `analyze` and through the door `distributions.ts`. */
const INNER_FILES = /(^|\/)(analyze-[a-z-]+\.ts|distributions\/)/;
/** Building blocks whose callers have checked their input, or that only carry figures on. */
const BLOCKS = new Set([
  ...[
    'advance',
    'continuation',
    'characteristicsUnder',
    'crossAbove',
    'crossBelow',
    'lowerBound',
    'upperBound',
  ],
  ...[
    'memoize',
    'planKey',
    'checkPlan',
    'isSpendingFunction',
    'spentBy',
    'findRoot',
    'refuse',
    'isRate',
    'pValues',
  ],
  ...[
    'integratePieces',
    'cutsAroundPeak',
    'logitBeta',
    'softplus',
    'hintsFor',
    'weighEffects',
    'clusterMeans',
  ],
  ...[
    'momentsFromVariance',
    'momentsFromSums',
    'momentsFromCounts',
    'momentsOf',
    'shiftMoments',
    'scaleMoments',
  ],
  ...[
    'mergeAllMoments',
    'sampleVariance',
    'meanVariance',
    'bivariateFromSums',
    'mergeBivariate',
    'firstMoments',
  ],
  ...[
    'secondMoments',
    'residualM2',
    'centredProduct',
    'stirlingRemainder',
    'normalPValues',
    'normalInterval',
  ],
  ...[
    'cupedFactor',
    'secondStageBound',
    'conditionalPower',
    'checkErrorRates',
    'requiredDistance',
    'alternativeOf',
  ],
  ...[
    'rejectionChance',
    'arcsineDistance',
    'averageOver',
    'bestControlShare',
    'asSampleSize',
    'determinedColumns',
  ],
  ...['wilsonBounds', 'rateDifference', 'seededRandom', 'mixtureRate', 'capValue', 'clusterFactor'],
]);

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
    const known = new Set(ENTRIES.map((entry) => entry.name));
    const missing: string[] = [];
    for (const file of files) {
      const exported: Readonly<Record<string, unknown>> = await import(new URL(file, root).href);
      const functions = Object.keys(exported).filter((name) => typeof exported[name] === 'function');
      missing.push(...functions.filter((name) => !known.has(name) && !BLOCKS.has(name)));
    }
    expect(missing).toEqual([]);
  });

  test('in 100,000 calls', () => {
    expect(ENTRIES.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThanOrEqual(100_000);
  });
});
