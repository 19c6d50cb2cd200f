import type { ArmFigures, BaselineFigures, LookFigures } from '#ports/look-figures.ts';
import type { MetricsCase } from './read-case.ts';

type Expected = MetricsCase['expect'];
type Moments = Readonly<Record<string, Readonly<Record<string, ArmFigures>>>>;

/** What differs, one line each; empty if the figures are as the case expects. */
export function compareLook(one: MetricsCase, figures: LookFigures): readonly string[] {
  const { expect } = one;
  return [
    ...same('exposures', expect.exposures, figures.units),
    ...same('multiple', expect.multiple, figures.multiple),
    ...same('withoutVariant', expect.withoutVariant, figures.withoutVariant),
    ...same('unusable', expect.unusable, figures.unusable),
    ...same(
      'daily',
      expect.daily,
      figures.daily.map(({ date, units }) => ({ day: date, ...units })),
    ),
    ...compareMoments(one, expect.moments, figures.moments, 'moments'),
    ...compareSegments(one, figures),
  ];
}

export function compareBaseline(one: MetricsCase, figures: BaselineFigures): readonly string[] {
  const { expect } = one;
  const moments = Object.fromEntries(Object.entries(figures.moments).map(([key, all]) => [key, { all }]));
  return [
    ...same('units', expect.baseline?.units, figures.units),
    ...same('firstSeen', expect.baseline?.firstSeen, figures.firstSeen),
    ...same('unusable', expect.unusable, figures.unusable),
    ...compareMoments(one, expect.moments, moments, 'moments'),
  ];
}

function compareSegments(one: MetricsCase, { segments }: LookFigures): readonly string[] {
  const expected = one.expect.segments;
  if (expected === undefined) return [];
  const heads = (list: readonly { dimension: string; value: string | null; units: object }[]) =>
    list.map(({ dimension, value, units }) => ({ dimension, value, units }));
  return [
    ...same('segments', heads(expected), heads(segments)),
    ...expected.flatMap(({ dimension, value, moments }, index) =>
      compareMoments(one, moments, segments[index]?.moments ?? {}, `segment ${dimension} ${value}`),
    ),
  ];
}

function compareMoments(
  one: MetricsCase,
  expected: Expected['moments'],
  got: Moments,
  where: string,
): readonly string[] {
  return Object.entries(expected ?? {}).flatMap(([metric, variants]) =>
    Object.entries(variants).flatMap(([variant, moments]) => {
      const flat = flatMoments(got[metric]?.[variant], moments);
      return Object.entries(moments).flatMap(([name, value]) => {
        const is = flat[name] ?? null;
        return isClose(name, value, is, one)
          ? []
          : [`${where} ${metric} ${variant} ${name}: ${is}, not ${value}`];
      });
    }),
  );
}

/** By the names that cases use. */
function flatMoments(
  arm: ArmFigures | undefined,
  expected: Readonly<Record<string, number | null>>,
): Readonly<Record<string, number | null>> {
  if (arm === undefined) return {};
  const { n, mean, variance, denominator, covariate, bounds } = arm;
  if ('quantile' in expected)
    return { n, quantile: mean, lower: bounds?.lower ?? null, upper: bounds?.upper ?? null };
  if ('numeratorMean' in expected)
    return {
      n,
      numeratorMean: mean,
      numeratorVariance: variance,
      denominatorMean: denominator?.mean ?? null,
      denominatorVariance: denominator?.variance ?? null,
      covariance: denominator?.covariance ?? null,
    };
  return {
    n,
    mean,
    variance,
    covariateMean: covariate?.mean ?? null,
    covariateVariance: covariate?.variance ?? null,
    covariance: covariate?.covariance ?? null,
  };
}

function isClose(
  name: string,
  expected: number | null,
  is: number | null,
  { tolerance }: MetricsCase,
): boolean {
  if (expected === null || is === null || name === 'n') return expected === is;
  const limit = (/mean$/i.test(name) ? tolerance?.mean : tolerance?.variance) ?? 1e-9;
  return Math.abs(is - expected) <= limit * Math.max(1, Math.abs(expected));
}

function same(what: string, expected: unknown, is: unknown): readonly string[] {
  if (expected === undefined) return [];
  return sorted(expected) === sorted(is) ? [] : [`${what}: ${sorted(is)}, not ${sorted(expected)}`];
}

/** JSON with the names of every object in order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
