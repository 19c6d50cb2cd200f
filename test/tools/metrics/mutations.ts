/** A change of a query's meaning, and the fixture whose figures it must change. */
export interface Mutation {
  readonly name: string;
  readonly fixture: string;
  readonly from: string;
  readonly to: string;
}

const mutation = (name: string, fixture: string, from: string, to: string): Mutation => ({
  name,
  fixture,
  from,
  to,
});

/** Each stands for a mistake that a query once had or may get. */
export const MUTATIONS: readonly Mutation[] = [
  mutation(
    'a window that begins where it should end',
    'earliest-exposure-begins',
    'happened_at < time_0',
    'happened_at > time_0',
  ),
  mutation('the last exposure for the first', 'earliest-exposure-begins', 'minIf(met_at', 'maxIf(met_at'),
  mutation('a hundredth of the variance', 'earliest-exposure-begins', '/ (m0_n - 1)', '/ (m0_n - 1) / 100'),
  mutation('the variance of a population', 'earliest-exposure-begins', '/ (m0_n - 1)', '/ m0_n'),
  mutation('events before the exposure', 'earliest-exposure-begins', 'happened_at >= first_at AND ', ''),
  mutation(
    'an exposure whose variant is unknown',
    'no-variant-in-the-response',
    'minIf(met_at, met_arm > 0)',
    'min(met_at)',
  ),
  mutation('all events but those asked for', 'earliest-exposure-begins', 'event IN (', 'event NOT IN ('),
  mutation('units without an event', 'fixed-cap', 'RIGHT JOIN', 'INNER JOIN'),
  mutation('units with an event alone, on the other side', 'fixed-cap', 'RIGHT JOIN', 'LEFT JOIN'),
  mutation('copies of an event', 'copies-are-one-event', 'LIMIT 1 BY uuid', ''),
  mutation('one event for two', 'copies-are-one-event', '>= {m2_at_least}', '>= 1'),
  mutation(
    'calendar days',
    'window-across-summer-time',
    'toIntervalSecond({m0_end_seconds})',
    'toIntervalDay(7)',
  ),
  mutation(
    'a window that holds its end',
    'window-across-summer-time',
    'happened_at < time_0',
    'happened_at <= time_0',
  ),
  mutation(
    'retention from the first moment on',
    'retention-has-a-lower-bound',
    'happened_at >= time_0 AND',
    'happened_at >= first_at AND',
  ),
  mutation(
    'units too young to count',
    'retention-has-a-lower-bound',
    '<= toDateTime({until})',
    '>= toDateTime({from})',
  ),
  mutation(
    'maturity that holds no unit on its edge',
    'retention-has-a-lower-bound',
    '<= toDateTime({until})',
    '< toDateTime({until})',
  ),
  mutation('a cap from below', 'fixed-cap', 'least(', 'greatest('),
  mutation('no cap', 'cap-at-a-pooled-quantile', 'THEN m0_cap ELSE', 'THEN one_m0_value ELSE'),
  mutation('a cap that units of several variants move', 'cap-at-a-pooled-quantile', ' AND unit_arm > 0', ''),
  mutation('a quantile of all values, 0 too', 'cap-at-a-pooled-quantile', 'm0_value != 0 AND', ''),
  mutation(
    'the exposure in the covariate',
    'covariate-of-the-days-before',
    'happened_at < first_at',
    'happened_at <= first_at',
  ),
  mutation(
    'a covariance with itself',
    'covariate-of-the-days-before',
    'dotProduct(m0_centred_ys, m0_centred_xs)',
    'dotProduct(m0_centred_ys, m0_centred_ys)',
  ),
  mutation(
    'a past that ends where the experiment begins',
    'covariate-of-the-days-before',
    '{events_from}',
    '{from}',
  ),
  mutation('Infinity for a number', 'values-that-are-no-number', ' AND isFinite(toFloat(text_0))', ''),
  mutation(
    'unusable values that are not told',
    'values-that-are-no-number',
    'text_0 IS NOT NULL AND number_0 IS NULL',
    'text_0 IS NULL',
  ),
  mutation(
    'the other end of a quantile',
    'quantile-of-averages',
    '* {m0_quantile} AS',
    '* (1 - {m0_quantile} / 5) AS',
  ),
  mutation('a sum for an average', 'quantile-of-averages', 'avgIf(', 'sumIf('),
  mutation(
    'units without a value, as 0',
    'quantile-of-averages',
    'THEN m0_total / 1 END',
    'THEN m0_total / 1 ELSE 0 END',
  ),
  mutation('bounds as wide as the spread', 'quantile-of-averages', ' / greatest(m0_n, 1)', ''),
  mutation('no way between two values', 'quantile-of-averages', 'm0_rank_lower - floor(m0_rank_lower)', '0'),
  mutation('test accounts', 'test-accounts-are-left-out', 'HAVING max(is_test) = 0', ''),
  mutation(
    'test accounts that every exposure must mark',
    'test-accounts-are-left-out',
    'HAVING max(is_test) = 0',
    'HAVING min(is_test) = 0',
  ),
  mutation(
    'units of several variants',
    'merged-persons-are-one-unit',
    'CASE WHEN lowest_arm < highest_arm THEN -1 ELSE',
    'CASE WHEN lowest_arm < highest_arm THEN 1 ELSE',
  ),
  mutation('persons before their merge', 'merged-persons-are-one-unit', 'person_id', 'distinct_id'),
  mutation('the last value of a dimension', 'split-by-a-dimension', 'argMinIf', 'argMaxIf'),
  mutation(
    'the first value that is there',
    'split-by-a-dimension',
    "argMinIf(tuple(met_dimension_0), tuple(met_at, coalesce(met_dimension_0, '')), met_arm > 0)",
    'tuple(argMinIf(met_dimension_0, met_at, met_arm > 0))',
  ),
  mutation(
    'days of the project',
    'units-by-utc-day',
    "toString(unit_first_at, 'UTC')",
    'toString(unit_first_at)',
  ),
  mutation(
    'texts as often as they come',
    'different-texts',
    'uniqExactIf(text_0, in_0)',
    'countIf(text_0 IS NOT NULL AND in_0)',
  ),
  mutation(
    'a rule that a missing property fails',
    'rules-on-properties',
    'text_0 IS NULL OR ',
    'text_0 IS NOT NULL AND ',
  ),
  mutation('squares that are not of differences', 'large-values-close-together', 'v - m0_mean', 'v'),
  mutation(
    'new units of another day',
    'baseline-of-a-page',
    '{from_milliseconds}, 86400000',
    '{from_milliseconds}, 43200000',
  ),
];
