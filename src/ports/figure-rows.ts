import type { Metric } from '#domain/metric.ts';
import type { AppError } from '#shared/errors.ts';
import type { ArmFigures, BaselineFigures, DayFigures, LookFigures, SegmentFigures } from './look-figures.ts';
import type { BaselineRequest, LookRequest } from './look-request.ts';

/** How many figures each metric has in a row. */
const FIGURES_PER_METRIC = 7;

/**
 * A row of the answer to a look or a baseline.
 *
 * - `experiment`: place of the request in the question, from 0 on.
 * - `part`, `label`: which units. `'all'`, null: all. `'day'`: those first exposed on the UTC date `label` (`'2026-11-28'`); of a
 *   baseline, on day `label` (`'0'` is the oldest). `'dimension_0'`: those with the text `label` (null for none) of the request's
 *   first dimension at their first exposure.
 * - `arm`: number of the variant from 1 on (of a baseline always 1), 0 for units whose exposures named no declared variant, -1 for
 *   units that met several.
 * - `units`: how many.
 * - `figures`: seven per metric, in the order of the request: `n`, `mean`, `variance`, then of the denominator or the covariate
 *   `mean`, `variance` and `covariance` (null without; of a quantile, whose `mean` is the quantile, the values below and above it
 *   that its error is read off, and null), then unusable values (null if no number is asked for). Means are null if
 *   `n` is 0, variances and covariances below 2. Only rows of parts other than `'day'` with `arm` from 1 on say anything here.
 *
 * Rows come in any order; a row without units is left out.
 */
export type FigureRow = readonly [
  experiment: number,
  part: string,
  label: string | null,
  arm: number,
  units: number,
  figures: readonly (number | null)[],
];

/** Makes the fault of the vendor whose answer has what it cannot have. */
export type Unexpected = (what: string) => AppError;

type ByVariant<T> = Readonly<Record<string, T>>;

/** The figures of a baseline by the rows of its answer. */
export function baselineFiguresOf(
  request: BaselineRequest,
  read: readonly FigureRow[],
  unexpected: Unexpected,
): BaselineFigures {
  const all = read.filter(([, part]) => part === 'all');
  const days = new Map(
    read.filter(([, part]) => part === 'day').map(([, , label, , units]) => [label, units]),
  );
  const moments = momentsOf(request.metrics, ['all'], all, unexpected);
  return {
    units: unitsOf(all, 1),
    firstSeen: Array.from({ length: request.days }, (_, day) => days.get(String(day)) ?? 0),
    moments: Object.fromEntries(
      Object.entries(moments).map(([key, byVariant]) => [key, byVariant['all'] ?? NO_UNITS]),
    ),
    unusable: unusableOf(request.metrics, all, unexpected),
  };
}

/** The figures of a look by its rows. Variants without units are filled in. Throws `unexpected` for a row that was not asked for. */
export function lookFiguresOf(
  request: LookRequest,
  rows: readonly FigureRow[],
  unexpected: Unexpected,
): LookFigures {
  const { variants, metrics } = request;
  const all = rows.filter(([, part]) => part === 'all');
  if (rows.some(([, , , arm]) => arm > variants.length)) throw unexpected('a variant that was not asked for');
  return {
    units: unitsByVariant(variants, all),
    multiple: unitsOf(all, -1),
    withoutVariant: unitsOf(all, 0),
    moments: momentsOf(metrics, variants, all, unexpected),
    unusable: unusableOf(metrics, all, unexpected),
    daily: request.daily ? daysOf(request, rows, unexpected) : [],
    segments: request.dimensions.flatMap((dimension, index) =>
      segmentsOf(
        request,
        dimension,
        rows.filter(([, part]) => part === `dimension_${index}`),
        unexpected,
      ),
    ),
  };
}

function daysOf(
  request: LookRequest,
  rows: readonly FigureRow[],
  unexpected: Unexpected,
): readonly DayFigures[] {
  const { variants, metrics, dailyMetric } = request;
  const index = metrics.findIndex(({ key }) => key === dailyMetric);
  const metric = metrics[index];
  const days = rows.filter(([, part, , arm]) => part === 'day' && arm > 0);
  return [...Map.groupBy(days, ([, , label]) => label ?? '')]
    .map(([date, ofDate]) => ({
      date,
      units: unitsByVariant(variants, ofDate),
      ...(metric === undefined ? {} : { figures: armsOf(metric, index, variants, ofDate, unexpected) }),
    }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

function segmentsOf(
  { variants, metrics }: LookRequest,
  dimension: string,
  rows: readonly FigureRow[],
  unexpected: Unexpected,
): readonly SegmentFigures[] {
  const counted = rows.filter(([, , , arm]) => arm > 0);
  return [...Map.groupBy(counted, ([, , label]) => label)]
    .map(([value, ofValue]) => ({
      dimension,
      value,
      units: unitsByVariant(variants, ofValue),
      moments: momentsOf(metrics, variants, ofValue, unexpected),
    }))
    .toSorted((a, b) => order(a.value, b.value));
}

/** By code units; the segment without a value last. */
function order(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a === b ? 0 : a < b ? -1 : 1;
}

function unitsByVariant(variants: readonly string[], rows: readonly FigureRow[]): ByVariant<number> {
  return Object.fromEntries(variants.map((variant, index) => [variant, unitsOf(rows, index + 1)]));
}

function unitsOf(rows: readonly FigureRow[], arm: number): number {
  return rows.filter((row) => row[3] === arm).reduce((sum, [, , , , units]) => sum + units, 0);
}

function momentsOf(
  metrics: readonly Metric[],
  variants: readonly string[],
  rows: readonly FigureRow[],
  unexpected: Unexpected,
): Readonly<Record<string, ByVariant<ArmFigures>>> {
  return Object.fromEntries(
    metrics.map((metric, index) => [metric.key, armsOf(metric, index, variants, rows, unexpected)]),
  );
}

/** The figures of one metric, which stands at `index`, by variant. */
function armsOf(
  metric: Metric,
  index: number,
  variants: readonly string[],
  rows: readonly FigureRow[],
  unexpected: Unexpected,
): ByVariant<ArmFigures> {
  return Object.fromEntries(
    variants.map((variant, arm) => [
      variant,
      armFiguresOf(metric, figuresAt(rows, arm + 1, index, unexpected)),
    ]),
  );
}

function unusableOf(
  metrics: readonly Metric[],
  rows: readonly FigureRow[],
  unexpected: Unexpected,
): ByVariant<number> {
  const counted = rows.filter(([, , , arm]) => arm > 0);
  return Object.fromEntries(
    metrics.map(({ key }, index) => [
      key,
      counted.reduce((sum, [, , , arm]) => sum + (figuresAt(counted, arm, index, unexpected)[6] ?? 0), 0),
    ]),
  );
}

const NO_UNITS: ArmFigures = { n: 0, mean: null, variance: null };

/** The seven figures of a metric in an arm; none if no unit is in the arm. */
function figuresAt(
  rows: readonly FigureRow[],
  arm: number,
  metric: number,
  unexpected: Unexpected,
): readonly (number | null)[] {
  const row = rows.find((one) => one[3] === arm);
  if (row === undefined) return [];
  const figures = row[5].slice(metric * FIGURES_PER_METRIC, (metric + 1) * FIGURES_PER_METRIC);
  if (figures.length < FIGURES_PER_METRIC) throw unexpected('too few figures');
  return figures;
}

function armFiguresOf(metric: Metric, figures: readonly (number | null)[]): ArmFigures {
  const [n, mean = null, variance = null, secondMean = null, secondVariance = null, covariance = null] =
    figures;
  const second = { mean: secondMean, variance: secondVariance, covariance };
  if (metric.kind === 'quantile')
    return { n: n ?? 0, mean, variance, bounds: { lower: secondMean, upper: secondVariance } };
  return {
    n: n ?? 0,
    mean,
    variance,
    ...(metric.denominator === undefined ? {} : { denominator: second }),
    ...(metric.covariateDays === undefined || metric.denominator !== undefined ? {} : { covariate: second }),
  };
}
