import type { AnalysisPlan, EarlierLook, LookData, MetricSpec } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { type Moments, mergeMoments, momentsFromVariance, NO_UNITS } from '#stats/moments/moments.ts';
import { type RandomSource, seededRandom } from '#stats/numerics/seeded-random.ts';
import { PLAN } from './examples.ts';

/** A mean that is wanted to rise. */
export const goal = (key: string, role: MetricSpec['role'] = 'goal'): MetricSpec => ({
  key,
  role,
  kind: 'mean',
  desiredDirection: 'increase',
  margin: null,
});

/** Two goals × two treatments, five looks. */
export const FAMILY: AnalysisPlan = {
  ...PLAN,
  treatments: ['a', 'b'],
  allocation: { control: 1 / 3, a: 1 / 3, b: 1 / 3 },
  metrics: [goal('first'), goal('second')],
  plannedUnits: 3000,
  plannedLooks: 5,
  minimum: { days: 1, unitsPerVariant: 10, eventsPerVariant: 0, unitsPerVariantToDecide: 10 },
};
const VARIANTS = ['control', 'a', 'b'];

/** Plays one experiment look by look; true if a comparison without effect was called proven. */
function errs(plan: AnalysisPlan, random: RandomSource, effects: Readonly<Record<string, number>>): boolean {
  const cells = new Map<string, Moments>();
  const earlier: EarlierLook[] = [];
  let wrong = false;
  for (let look = 1; look <= 5; look += 1) {
    for (const metric of ['first', 'second']) {
      for (const variant of VARIANTS) {
        const key = `${metric}/${variant}`;
        const mean = (effects[key] ?? 0) + random.normal() / Math.sqrt(200);
        cells.set(key, mergeMoments(cells.get(key) ?? NO_UNITS, momentsFromVariance(200, mean, 1)));
      }
    }
    const analysis = analyze(plan, dataOf(cells, look), earlier);
    wrong ||= analysis.comparisons.some(
      (entry) =>
        entry.kind === 'ok' &&
        entry.verdict !== 'unproven' &&
        effects[`${entry.metric}/${entry.variant}`] === undefined,
    );
    earlier.push({ look, informationFraction: analysis.informationFraction });
  }
  return wrong;
}

function dataOf(cells: ReadonlyMap<string, Moments>, look: number): LookData {
  const arms = (metric: string) =>
    Object.fromEntries(VARIANTS.map((variant) => [variant, cells.get(`${metric}/${variant}`) ?? NO_UNITS]));
  return {
    look,
    daysRunning: look,
    final: look === 5,
    units: Object.fromEntries(VARIANTS.map((variant) => [variant, 200 * look])),
    multipleExposure: 0,
    moments: { first: arms('first'), second: arms('second') },
  };
}

/** Share of `runs` experiments in which a comparison without effect is called proven at any of five looks. */
export function errorRate(
  plan: AnalysisPlan,
  effects: Readonly<Record<string, number>>,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): number {
  const random = seededRandom(seed);
  let wrong = 0;
  for (let run = 0; run < runs; run += 1) if (errs(plan, random, effects)) wrong += 1;
  return wrong / runs;
}

/** Effects by metric and variant, for which the family-wise error must hold. */
export const EFFECTS: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
  ['no effect anywhere', {}],
  ['one effect, which frees alpha for the others', { 'first/a': 0.4 }],
  ['three effects', { 'first/a': 0.4, 'first/b': 0.4, 'second/a': 0.4 }],
];

/** The registered 5 % and three standard errors of a share over `runs`. */
export function errorCeiling(runs: number): number {
  return 0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs);
}
