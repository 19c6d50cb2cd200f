/** A function of HogQL: its name in ClickHouse and how many arguments it takes. */
export interface HogQlFunction {
  readonly clickhouse: string;
  readonly least: number;
  readonly most: number;
  /** Constant argument that PostHog adds at the end. */
  readonly suffix?: string;
}

const ANY = Number.POSITIVE_INFINITY;

function named(least: number, most: number, ...names: readonly string[]): readonly [string, HogQlFunction][] {
  return names.map((name) => [name, { clickhouse: name, least, most }]);
}

/**
 * Functions that PostHog lets through (posthog/hogql/functions at 002b82d), as far as queries of ours may want them. A name that is
 * not here is refused, so that a query cannot use what PostHog has not: `varSampStable`, `covarSampStable`, `quantileExactInclusive`.
 */
export const FUNCTIONS: ReadonlyMap<string, HogQlFunction> = new Map([
  ...named(0, 1, 'count'),
  ...named(1, 2, 'countIf'),
  ...named(1, 1, 'min', 'max', 'sum', 'avg', 'any', 'groupArray', 'groupUniqArray', 'varSamp', 'varPop'),
  ...named(
    2,
    2,
    'minIf',
    'maxIf',
    'sumIf',
    'avgIf',
    'anyIf',
    'groupArrayIf',
    'argMin',
    'argMax',
    'covarSamp',
  ),
  ...named(3, 3, 'argMinIf', 'argMaxIf'),
  ...named(1, ANY, 'uniq', 'uniqExact'),
  ...named(2, ANY, 'uniqIf', 'uniqExactIf'),
  ...named(
    1,
    1,
    'notEmpty',
    'empty',
    'length',
    'arrayJoin',
    'arrayFlatten',
    'floor',
    'ceil',
    'abs',
    'isFinite',
    'sqrt',
  ),
  ...named(1, 2, 'arraySum', 'arrayAvg', 'arrayMin', 'arrayMax'),
  ...named(1, ANY, 'arraySort'),
  ...named(2, ANY, 'arrayMap', 'arrayFilter'),
  ...named(
    2,
    2,
    'arrayElement',
    'has',
    'indexOf',
    'dotProduct',
    'least',
    'greatest',
    'intDiv',
    'startsWith',
    'match',
    'ifNull',
    'nullIf',
  ),
  ...named(2, 3, 'tupleElement', 'position', 'positionCaseInsensitive'),
  ...named(0, ANY, 'tuple'),
  ...named(3, 3, 'if', 'substring', 'dateDiff'),
  ...named(3, ANY, 'multiIf'),
  ...named(1, ANY, 'coalesce', 'JSONExtractString', 'JSONExtractRaw', 'JSONType', 'JSONHas'),
  ...named(2, ANY, 'JSONExtract'),
  ...named(1, 2, 'toString'),
  ...named(
    1,
    1,
    'lower',
    'upper',
    'toUnixTimestamp64Milli',
    'toIntervalSecond',
    'toIntervalDay',
    'isNull',
    'isNotNull',
  ),
  ['toFloat', { clickhouse: 'accurateCastOrNull', least: 1, most: 1, suffix: "'Float64'" }],
  ['toInt', { clickhouse: 'accurateCastOrNull', least: 1, most: 1, suffix: "'Int64'" }],
]);
