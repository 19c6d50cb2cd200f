import fc from 'fast-check';
import { expect } from 'vitest';

const { MAX_VALUE, MIN_VALUE } = Number;
/** The smallest and largest doubles, subnormal ones, and the neighbours of 0, 1 and 2^53. */
const EDGES = [
  ...[0, -0, MIN_VALUE, 1e-310, 2 ** -1022, 1e-300, 1e-154, 2 ** -53, 1e-12, 0.05, 0.5, 1 - 2 ** -53],
  ...[1, 1 + 2 ** -52, 2, 1e6, 1e12, 2 ** 53, 1e154, 1e300, 1.7e308, MAX_VALUE],
];
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Any finite number, subnormal ones and the ends often. */
export const finite = fc.oneof(
  between(-MAX_VALUE, MAX_VALUE),
  fc.constantFrom(...EDGES, ...EDGES.map((edge) => -edge)),
  fc.integer({ min: -1000, max: 1000 }),
  between(-1000, 1000),
);
/** Between 0 and 1, ends and near-ends often. */
export const share = fc.oneof(between(0, 1), fc.constantFrom(...EDGES.filter((edge) => edge <= 1)));
/** An error rate, mostly legal. */
export const alpha = fc.oneof({ weight: 4, arbitrary: share }, { weight: 1, arbitrary: finite });
/** A probability for the distribution functions: legal. */
export const probability = share;
/** A strictly positive parameter of a distribution. */
export const positive = fc.oneof(
  between(MIN_VALUE, MAX_VALUE),
  between(1e-3, 1e9),
  fc.constantFrom(...EDGES.filter((edge) => edge > 0)),
);
/** A count of units, mostly a whole number that can be. */
export const count = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 3000 }) },
  { weight: 1, arbitrary: fc.nat({ max: 1_000_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 2, 2 ** 53 - 1, 2 ** 53, MAX_VALUE) },
  { weight: 1, arbitrary: finite },
);
export const direction = fc.constantFrom('increase' as const, 'decrease' as const);
export const alternative = fc.constantFrom('two-sided' as const, 'greater' as const, 'less' as const);
export const sided = fc.constantFrom(1 as const, 2 as const);
export const moments = fc.record({
  n: count,
  mean: finite,
  m2: fc.oneof(finite, fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant(0)),
});
/** Moments that data can have, whatever their size. */
export const soundMoments = fc.record({
  n: fc.oneof(fc.nat({ max: 3000 }), fc.constantFrom(0, 1, 2 ** 53 - 1)),
  mean: finite,
  m2: finite.map(Math.abs),
});
export const counts = fc
  .tuple(fc.nat({ max: 3000 }), share, fc.boolean(), finite)
  .map(([n, rate, odd, figure]) => ({ n, successes: odd ? figure : Math.round(n * rate) }));
export const bivariate = fc.record({
  n: count,
  firstMean: finite,
  secondMean: finite,
  firstM2: finite,
  secondM2: finite,
  crossM2: finite,
});
export const effect = fc.record({ estimate: finite, standardError: finite });
export const list = <Value>(of: fc.Arbitrary<Value>, maxLength = 6) => fc.array(of, { maxLength });
/** Rising information fractions, sometimes not rising. */
export const fractions = fc
  .array(fc.oneof({ weight: 3, arbitrary: between(0.01, 1.3) }, { weight: 1, arbitrary: finite }), {
    maxLength: 6,
  })
  .chain((t) =>
    fc.constantFrom(
      t,
      t.toSorted((first, second) => first - second),
    ),
  );

/** A call with drawn arguments, ready to be made. */
export interface Call {
  readonly input: readonly unknown[];
  run(): unknown;
}

/** One exported function with what to call it with, and how many times. */
export interface Entry {
  readonly name: string;
  readonly calls: fc.Arbitrary<Call>;
  readonly runs: number;
}

/** Calls of a cheap function, of one that takes about a millisecond, and of one that takes ten or more. */
export const RUNS = { many: 1500, some: 300, few: 40 } as const;

/** An entry for `run`, its arguments drawn one by one. */
export function entry<Input extends unknown[]>(
  run: (...input: Input) => unknown,
  draw: { [Place in keyof Input]: fc.Arbitrary<Input[Place]> },
  runs: number = RUNS.many,
): Entry {
  const calls = fc.tuple<Input>(...draw).map((input) => ({ input, run: () => run(...input) }));
  return { name: run.name, calls, runs };
}

/** Fails if one of `runs` drawn calls of a function throws or answers NaN. */
export function expectNumbers({ calls }: Entry, runs: number): void {
  fc.assert(
    fc.property(calls, ({ run }) => {
      expect(pathToNaN(run())).toBeNull();
    }),
    { numRuns: Math.ceil(runs), seed: 20_261_121 },
  );
}

/** Where in an answer a NaN hides, or null. Functions inside answers are not called. */
function pathToNaN(value: unknown, path = 'answer'): string | null {
  if (typeof value === 'number') return Number.isNaN(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = pathToNaN(inner, `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
