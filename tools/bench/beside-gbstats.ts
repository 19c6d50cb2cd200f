import type { Metric } from '#domain/metric.ts';
import { engineMoments } from '#features/engine-moments.ts';
import type { ArmFigures } from '#ports/look-figures.ts';
import type { Analysis, AnalysisPlan, Comparison } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { type BenchCase, benchCase } from './bench-plan.ts';
import { quickestMilliseconds } from './measure.ts';
import { type GbstatsResult, type LookArms, runGbstats } from './run-gbstats.ts';

const LEVEL = 0.05;
/** Standard errors that rounding in sums of squares explains. */
const SAME = 1e-6;
/** With a covariate gbstats takes theta from two arms as if they were one, the engine within all: standard errors apart. */
const SAME_ADJUSTED = 0.02;

/** The look of the benchmark, once as the engine and once as gbstats takes it. */
interface BesideCase {
  readonly bench: BenchCase;
  readonly arms: LookArms;
  readonly metrics: readonly Metric[];
}

/** How much faster the engine is, and every figure in which the two differ. */
export interface Beside {
  readonly version: string;
  readonly rows: readonly {
    readonly label: string;
    readonly ours: number;
    readonly theirs: number;
    readonly target: number;
  }[];
  readonly compared: number;
  readonly differences: readonly string[];
}

/** The same look of 10 metrics × 4 variants in both, with and without a covariate, in one run on one machine. */
export function besideGbstats(python: string, rounds = 7): Beside {
  const [plain, adjusted] = [besideCase(false), besideCase(true)];
  const look = ({ bench: { plan }, arms }: BesideCase, sequential: boolean) => ({
    plan,
    arms,
    sequential,
    alpha: LEVEL,
  });
  const { version, looks } = runGbstats(
    python,
    { fixed: look(plain, false), sequential: look(plain, true), adjusted: look(adjusted, true) },
    rounds,
  );
  const resultsOf = (name: string) => looks[name]?.results ?? [];
  const timeOf = (name: string) => looks[name]?.milliseconds ?? 0;
  const differences = [
    ...differencesOf('fixed', aloneLooks(plain, 'spending'), resultsOf('fixed'), SAME),
    ...differencesOf('sequence', aloneLooks(plain, 'sequence'), resultsOf('sequential'), SAME),
    ...differencesOf('with CUPED', aloneLooks(adjusted, 'sequence'), resultsOf('adjusted'), SAME_ADJUSTED),
  ];
  return {
    version,
    rows: [
      {
        label: 'without covariates',
        ours: ownTime(plain, rounds),
        theirs: timeOf('sequential'),
        target: 200,
      },
      { label: 'with CUPED', ours: ownTime(adjusted, rounds), theirs: timeOf('adjusted'), target: 100 },
    ],
    compared: resultsOf('fixed').length + resultsOf('sequential').length + resultsOf('adjusted').length,
    differences,
  };
}

function besideCase(hasCovariate: boolean): BesideCase {
  const bench = benchCase(10, 4, 1);
  const { control, treatments } = bench.plan;
  const random = seededRandom(17);
  const armOf = (): ArmFigures => {
    const n = 10_000 + Math.floor(100 * random.uniform());
    const arm = { n, mean: 10 + random.normal() / Math.sqrt(n), variance: 1 + 0.1 * random.uniform() };
    const covariate = { mean: 9 + random.normal() / Math.sqrt(n), variance: 1.2, covariance: 0.7 };
    return hasCovariate ? { ...arm, covariate } : arm;
  };
  // Every metric counts the same units, as in a table of one query.
  const units = Object.fromEntries([control, ...treatments].map((variant) => [variant, armOf().n]));
  const arms = Object.fromEntries(
    bench.plan.metrics.map(({ key }) => [
      key,
      Object.fromEntries(Object.entries(units).map(([variant, n]) => [variant, { ...armOf(), n }])),
    ]),
  );
  const metrics = bench.plan.metrics.map(
    ({ key, desiredDirection }): Metric => ({
      ...{ key, name: key, description: key, kind: 'mean', desiredDirection },
      ...{ event: key, property: null, windowDays: 7 },
      ...(hasCovariate ? { covariateDays: 14 } : {}),
    }),
  );
  return { bench: { ...bench, data: { ...bench.data, units } }, arms, metrics };
}

/** From the figures of the source to every comparison. */
function lookOnce({ bench: { plan, data, earlier }, arms, metrics }: BesideCase): Analysis {
  const moments = Object.fromEntries(
    metrics.map((metric) => [metric.key, engineMoments(metric, arms[metric.key] ?? {})]),
  );
  return analyze(plan, { ...data, moments }, earlier);
}

function ownTime(one: BesideCase, rounds: number): number {
  return quickestMilliseconds(
    () => {
      if (lookOnce(one).comparisons.length !== 30) throw new Error('not every metric was compared');
    },
    50,
    4 * rounds,
  );
}

/** Every metric × treatment as the goal of a plan of its own, so that nothing is corrected for families, at its only look. */
function aloneLooks({ bench, arms, metrics }: BesideCase, monitoring: AnalysisPlan['monitoring']) {
  const { plan, data } = bench;
  return metrics.flatMap((metric, index) =>
    plan.treatments.map((treatment) => {
      const spec = plan.metrics[index];
      if (spec === undefined) throw new Error('a metric is not in the plan');
      const alone: AnalysisPlan = {
        ...{ ...plan, monitoring, treatments: [treatment], plannedLooks: 1 },
        allocation: { [plan.control]: 0.5, [treatment]: 0.5 },
        metrics: [{ ...spec, role: 'goal' }],
        srmAlpha: 1e-12,
      };
      const moments = { [metric.key]: engineMoments(metric, arms[metric.key] ?? {}) };
      const { comparisons } = analyze(alone, { ...data, look: 1, final: true, moments }, []);
      const [found] = comparisons;
      if (found?.kind !== 'ok') throw new Error(`${metric.key} of ${treatment} was not compared`);
      return found;
    }),
  );
}

function pairs(ours: readonly Comparison[], theirs: readonly GbstatsResult[]) {
  if (ours.length !== theirs.length) throw new Error('gbstats gave another number of results');
  return ours.flatMap((own, index) => {
    const other = theirs[index];
    return other === undefined ? [] : [{ own, other }];
  });
}

/** One sentence for every figure in which two lists of the same comparisons differ by more than `tolerance` standard errors. */
export function differencesOf(
  name: string,
  ours: readonly Comparison[],
  theirs: readonly GbstatsResult[],
  tolerance: number,
): readonly string[] {
  return pairs(ours, theirs).flatMap(({ own, other }) => {
    const figures: readonly (readonly [string, number, number])[] = [
      ['effect', own.absoluteEffect, other.effect],
      ['standard error', own.standardError, other.standardError],
      ['lower end', own.absoluteInterval.lower, other.lower],
      ['upper end', own.absoluteInterval.upper, other.upper],
    ];
    return figures.flatMap(([figure, mine, yours]) =>
      Math.abs(mine - yours) <= tolerance * own.standardError
        ? []
        : [`${name}: ${figure} of ${own.metric} in ${own.variant} is ${mine}, by gbstats ${yours}`],
    );
  });
}
