import fc from 'fast-check';
import type { AnalysisPlan, LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { isRate } from '#stats/outcome.ts';
import { count, direction, type Entry, entry, finite, list, moments, positive, share } from './figures.ts';

const VARIANTS = ['control', 'a', 'b'];
const METRICS = ['m1', 'm2', 'm3'];
const byKey = <Value>(keys: readonly string[], of: fc.Arbitrary<Value>) =>
  fc.tuple(...keys.map(() => of)).map((values) =>
    Object.fromEntries(
      keys.flatMap((key, index) => {
        const value = values[index];
        return value === undefined ? [] : [[key, value] as const];
      }),
    ),
  );
/** A rate that a plan may register. */
const sound = share.filter(isRate);

const plan: fc.Arbitrary<AnalysisPlan> = fc.record({
  control: fc.constant('control'),
  treatments: fc.constant(['a', 'b']),
  allocation: byKey(VARIANTS, fc.oneof(finite, fc.constant(1 / 3))),
  metrics: fc.tuple(
    ...METRICS.map((key) =>
      fc.record({
        key: fc.constant(key),
        role: fc.constantFrom('goal' as const, 'guardrail' as const, 'secondary' as const),
        kind: fc.constantFrom('proportion' as const, 'mean' as const, 'ratio' as const),
        desiredDirection: direction,
        margin: fc.option(fc.oneof(share, finite)),
      }),
    ),
  ),
  alpha: fc.oneof({ weight: 3, arbitrary: fc.constant(0.05) }, { weight: 1, arbitrary: sound }),
  plannedUnits: fc.oneof(
    fc.constant(3000),
    positive.filter((units) => units >= 1),
  ),
  plannedLooks: fc.nat({ max: 40 }),
  monitoring: fc.constantFrom('spending' as const, 'sequence' as const),
  smallestLift: fc.constant(0.01),
  minimum: fc.constant({
    days: 0,
    unitsPerVariant: 0,
    eventsPerVariant: -Number.MAX_VALUE,
    unitsPerVariantToDecide: 1000,
  }),
  srmAlpha: fc.constant(0.001),
});

const data: fc.Arbitrary<LookData> = fc.record({
  look: fc.nat({ max: 30 }),
  daysRunning: fc.nat({ max: 30 }),
  final: fc.boolean(),
  units: fc.oneof(fc.constant({ control: 700, a: 700, b: 700 }), byKey(VARIANTS, count)),
  multipleExposure: fc.nat({ max: 20 }),
  moments: byKey(METRICS, byKey(VARIANTS, moments)),
});

const earlier = list(
  fc.record({
    look: fc.nat({ max: 30 }),
    informationFraction: fc.oneof(fc.constantFrom(0.1, 0.2, 0.5), finite),
  }),
  4,
);

/** A look survives JSON as it is, which NaN and Infinity would not. */
function analyzeAsJson(...input: Parameters<typeof analyze>) {
  const analysis = analyze(...input);
  const copy: unknown = JSON.parse(JSON.stringify(analysis));
  return JSON.stringify(copy) === JSON.stringify(analysis) && holdsOnlyFinite(analysis)
    ? analysis
    : Number.NaN;
}

function holdsOnlyFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(holdsOnlyFinite);
}

/** The analysis of a look, at every setting, on any moments. */
export const LOOKS: readonly Entry[] = [
  { ...entry(analyzeAsJson, [plan, data, earlier], 1500), name: analyze.name },
];
