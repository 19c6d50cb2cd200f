import fc from 'fast-check';

/** Below this, halving a number loses it: no measured figure is that small. */
const LEAST = 1e-300;
const between = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).filter((figure) => figure === 0 || Math.abs(figure) >= LEAST);

/** Any finite number but subnormal ones, the awkward ones often. */
export const finite = fc.oneof(
  between(-Number.MAX_VALUE, Number.MAX_VALUE),
  fc.constantFrom(0, -0, 1, -1, 2, 0.5, 0.05, 1e-300, 1e300, 1e-12, 1e12, Number.MAX_VALUE),
  fc.integer({ min: -1000, max: 1000 }),
  between(-1000, 1000),
);
/** Between 0 and 1, ends and near-ends often. */
export const share = fc.oneof(
  fc.double({ min: LEAST, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, 0.05, 0.5, 1e-300, 1e-12, 1 - 2 ** -53),
);
/** An error rate, mostly legal. */
export const alpha = fc.oneof({ weight: 4, arbitrary: share }, { weight: 1, arbitrary: finite });
/** An error rate that a plan can have, or an illegal one. */
export const planRate = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 1e-6, max: 0.999_999, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1, 2) },
);
/** A probability for the distribution functions: legal. */
export const probability = share;
/** A strictly positive parameter of a distribution. */
export const positive = fc.oneof(
  fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
  fc.constantFrom(0.5, 1, 2, 1e-2, 1e6, 1e9),
);
/** A count of units, mostly a whole number that can be. */
export const count = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 3000 }) },
  { weight: 1, arbitrary: fc.nat({ max: 1_000_000_000 }) },
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
  .array(fc.double({ min: 0.01, max: 1.3, noNaN: true }), { maxLength: 6 })
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

/** Where in an answer a NaN hides, or null. Functions inside answers are not called. */
export function pathToNaN(value: unknown, path = 'answer'): string | null {
  if (typeof value === 'number') return Number.isNaN(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = pathToNaN(inner, `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
