import type { AnswerRow } from '#adapters/posthog/look/answer-rows.ts';
import type { Metric } from '#domain/metric.ts';
import type { ArmFigures, BaselineFigures, DayFigures, LookFigures } from '#ports/look-figures.ts';
import type { BaselineRequest, LookRequest } from '#ports/look-request.ts';

/** Rows of an answer, in the order of the query's columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly results: readonly (readonly unknown[])[];
}

const COLUMNS = ['experiment', 'part', 'label', 'arm', 'units', 'figures'];

type Moments = Readonly<Record<string, Readonly<Record<string, ArmFigures>>>>;

/** The answer to several looks, as `answer-rows.ts` of the product lays it out: no row for no unit. */
export function looksTable(requests: readonly LookRequest[], looks: readonly LookFigures[]): Table {
  const results = looks.flatMap((figures, experiment) => {
    const request = requests[experiment];
    return request === undefined ? [] : lookRows(request, figures, experiment);
  });
  return { columns: COLUMNS, results: results.filter(hasUnits) };
}

/** The answer to a baseline: one arm, and the days by their number. */
export function baselineTable({ metrics }: BaselineRequest, figures: BaselineFigures): Table {
  const moments = Object.fromEntries(metrics.map(({ key }) => [key, { all: armAt(figures.moments, key) }]));
  const all: AnswerRow = [
    0,
    'all',
    null,
    1,
    figures.units,
    figuresOf(metrics, moments, 'all', figures.unusable),
  ];
  const days = figures.firstSeen.map(
    (units, day): AnswerRow => [0, 'day', String(day), 1, units, nothing(metrics)],
  );
  return { columns: COLUMNS, results: [all, ...days].filter(hasUnits) };
}

function armAt(moments: BaselineFigures['moments'], key: string): ArmFigures {
  return moments[key] ?? { n: 0, mean: null, variance: null };
}

function lookRows(request: LookRequest, figures: LookFigures, experiment: number): readonly AnswerRow[] {
  const { variants, metrics, dimensions } = request;
  const { units, multiple, withoutVariant, moments, unusable, daily, segments } = figures;
  const all = variants.map(
    (variant, index): AnswerRow => [
      ...([experiment, 'all', null, index + 1, units[variant] ?? 0] as const),
      figuresOf(metrics, moments, variant, index === 0 ? unusable : {}),
    ],
  );
  const byDay = daily.flatMap((day) =>
    variants.map(
      (variant, index): AnswerRow => [
        experiment,
        'day',
        day.date,
        index + 1,
        day.units[variant] ?? 0,
        figuresOfDay(request, day, variant),
      ],
    ),
  );
  const bySegment = segments.flatMap((segment) =>
    variants.map(
      (variant, index): AnswerRow => [
        ...([experiment, `dimension_${dimensions.indexOf(segment.dimension)}`, segment.value] as const),
        ...([index + 1, segment.units[variant] ?? 0] as const),
        figuresOf(metrics, segment.moments, variant, {}),
      ],
    ),
  );
  return [
    ...all,
    [experiment, 'all', null, 0, withoutVariant, nothing(metrics)],
    [experiment, 'all', null, -1, multiple, nothing(metrics)],
    ...byDay,
    ...bySegment,
  ];
}

/** Seven figures for the daily metric, none for the others. */
function figuresOfDay(
  { metrics, dailyMetric }: LookRequest,
  { figures }: DayFigures,
  variant: string,
): AnswerRow[5] {
  const daily = metrics.filter(({ key }) => key === dailyMetric);
  const moments = Object.fromEntries(daily.map(({ key }) => [key, figures ?? {}]));
  return metrics.flatMap((metric) =>
    daily.includes(metric) ? figuresOf([metric], moments, variant, {}) : nothing([metric]),
  );
}

/** Seven figures for each metric. */
function figuresOf(
  metrics: readonly Metric[],
  moments: Moments,
  variant: string,
  unusable: Readonly<Record<string, number>>,
): AnswerRow[5] {
  return metrics.flatMap(({ key }) => {
    const arm = moments[key]?.[variant] ?? { n: 0, mean: null, variance: null };
    if (arm.bounds !== undefined) {
      const { lower, upper } = arm.bounds;
      return [arm.n, arm.mean, null, lower, upper, null, unusable[key] ?? null];
    }
    const second = arm.denominator ?? arm.covariate ?? { mean: null, variance: null, covariance: null };
    return [
      ...[arm.n, arm.mean, arm.variance],
      ...[second.mean, second.variance, second.covariance],
      unusable[key] ?? null,
    ];
  });
}

function nothing(metrics: readonly Metric[]): AnswerRow[5] {
  return metrics.flatMap(() => [0, null, null, null, null, null, null]);
}

function hasUnits([, , , , units]: AnswerRow): boolean {
  return units > 0;
}
