import type { Metric } from '#domain/metric.ts';
import type {
  ArmFigures,
  BaselineFigures,
  DayFigures,
  LookFigures,
  SegmentFigures,
} from '#ports/look-figures.ts';
import type { BaselineRequest, LookRequest } from '#ports/look-request.ts';
import { postHogFault } from '../fault-kinds.ts';
import { type AnswerRow, FIGURES_PER_METRIC, readRows } from './answer-rows.ts';

type ByVariant<T> = Readonly<Record<string, T>>;

/** The answer to `lookQuery`. Variants without units are filled in. Throws `posthog.unexpected-answer` for rows of another shape. */
export function decodeLook(request: LookRequest, rows: readonly unknown[]): LookFigures {
  const [figures] = decodeLooks([request], rows);
  if (figures === undefined) throw unexpected('no figures');
  return figures;
}

/** The answers to `looksQuery`, in the order of the requests. Throws as `decodeLook`. */
export function decodeLooks(
  requests: readonly LookRequest[],
  rows: readonly unknown[],
): readonly LookFigures[] {
  const read = readRows(rows);
  if (read.some(([experiment]) => experiment >= requests.length))
    throw unexpected('an experiment that was not asked for');
  return requests.map((request, index) =>
    lookFigures(
      request,
      read.filter(([experiment]) => experiment === index),
    ),
  );
}

/** The answer to `baselineFiguresQuery`. Throws as `decodeLook`. */
export function decodeBaseline(request: BaselineRequest, rows: readonly unknown[]): BaselineFigures {
  const read = readRows(rows);
  const all = read.filter(([, part]) => part === 'all');
  const days = new Map(
    read.filter(([, part]) => part === 'day').map(([, , label, , units]) => [label, units]),
  );
  const moments = momentsOf(request.metrics, ['all'], all);
  return {
    units: unitsOf(all, 1),
    firstSeen: Array.from({ length: request.days }, (_, day) => days.get(String(day)) ?? 0),
    moments: Object.fromEntries(
      Object.entries(moments).map(([key, byVariant]) => [key, byVariant['all'] ?? NO_UNITS]),
    ),
    unusable: unusableOf(request.metrics, all),
  };
}

function lookFigures(request: LookRequest, rows: readonly AnswerRow[]): LookFigures {
  const { variants, metrics } = request;
  const all = rows.filter(([, part]) => part === 'all');
  if (rows.some(([, , , arm]) => arm > variants.length)) throw unexpected('a variant that was not asked for');
  return {
    units: unitsByVariant(variants, all),
    multiple: unitsOf(all, -1),
    withoutVariant: unitsOf(all, 0),
    moments: momentsOf(metrics, variants, all),
    unusable: unusableOf(metrics, all),
    daily: request.daily ? daysOf(request, rows) : [],
    segments: request.dimensions.flatMap((dimension, index) =>
      segmentsOf(
        request,
        dimension,
        rows.filter(([, part]) => part === `dimension_${index}`),
      ),
    ),
  };
}

function daysOf(request: LookRequest, rows: readonly AnswerRow[]): readonly DayFigures[] {
  const { variants, metrics, dailyMetric } = request;
  const index = metrics.findIndex(({ key }) => key === dailyMetric);
  const metric = metrics[index];
  const days = rows.filter(([, part, , arm]) => part === 'day' && arm > 0);
  return [...Map.groupBy(days, ([, , label]) => label ?? '')]
    .map(([date, ofDate]) => ({
      date,
      units: unitsByVariant(variants, ofDate),
      ...(metric === undefined ? {} : { figures: armsOf(metric, index, variants, ofDate) }),
    }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

function segmentsOf(
  { variants, metrics }: LookRequest,
  dimension: string,
  rows: readonly AnswerRow[],
): readonly SegmentFigures[] {
  const counted = rows.filter(([, , , arm]) => arm > 0);
  return [...Map.groupBy(counted, ([, , label]) => label)]
    .map(([value, ofValue]) => ({
      dimension,
      value,
      units: unitsByVariant(variants, ofValue),
      moments: momentsOf(metrics, variants, ofValue),
    }))
    .toSorted((a, b) => order(a.value, b.value));
}

/** By code units; the segment without a value last. */
function order(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a === b ? 0 : a < b ? -1 : 1;
}

function unitsByVariant(variants: readonly string[], rows: readonly AnswerRow[]): ByVariant<number> {
  return Object.fromEntries(variants.map((variant, index) => [variant, unitsOf(rows, index + 1)]));
}

function unitsOf(rows: readonly AnswerRow[], arm: number): number {
  return rows.filter((row) => row[3] === arm).reduce((sum, [, , , , units]) => sum + units, 0);
}

function momentsOf(
  metrics: readonly Metric[],
  variants: readonly string[],
  rows: readonly AnswerRow[],
): Readonly<Record<string, ByVariant<ArmFigures>>> {
  return Object.fromEntries(
    metrics.map((metric, index) => [metric.key, armsOf(metric, index, variants, rows)]),
  );
}

/** The figures of one metric, which stands at `index`, by variant. */
function armsOf(
  metric: Metric,
  index: number,
  variants: readonly string[],
  rows: readonly AnswerRow[],
): ByVariant<ArmFigures> {
  return Object.fromEntries(
    variants.map((variant, arm) => [variant, armFiguresOf(metric, figuresAt(rows, arm + 1, index))]),
  );
}

function unusableOf(metrics: readonly Metric[], rows: readonly AnswerRow[]): ByVariant<number> {
  const counted = rows.filter(([, , , arm]) => arm > 0);
  return Object.fromEntries(
    metrics.map(({ key }, index) => [
      key,
      counted.reduce((sum, [, , , arm]) => sum + (figuresAt(counted, arm, index)[6] ?? 0), 0),
    ]),
  );
}

const NO_UNITS: ArmFigures = { n: 0, mean: null, variance: null };

/** The seven figures of a metric in an arm; none if no unit is in the arm. */
function figuresAt(rows: readonly AnswerRow[], arm: number, metric: number): readonly (number | null)[] {
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

function unexpected(what: string) {
  return postHogFault('unexpected-answer', `PostHog's answer to a look has ${what}`);
}
