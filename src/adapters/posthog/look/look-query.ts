import { sketchMetrics } from '#domain/metric-sketch.ts';
import type { LookRequest } from '#ports/look-request.ts';
import { armFigures } from './arm-figures.ts';
import { exposedUnits } from './exposed-units.ts';
import { createQueryValues, type HogQl, type QueryValues } from './hogql.ts';
import { metricEvents } from './metric-events.ts';
import { bindMetrics } from './metric-parts.ts';
import { unitValues } from './unit-values.ts';

/**
 * How many looks go into one query at most. PostHog's parser takes about as long for each as for the first, and a query may run for
 * ten seconds on its cloud.
 */
export const LOOKS_PER_QUERY = 4;

/** The one query of a look: everything that the request asks for. `answer-rows.ts` says what comes back. */
export function lookQuery(request: LookRequest): HogQl {
  const values = createQueryValues();
  const query = lookText(request, 0, values);
  return { name: 'experiment look', query, values: values.all() };
}

/**
 * Several looks in one query; a row says which by its place in `requests`. Names of values begin with `x0_`, `x1_`, …; of one
 * request it is `lookQuery`.
 */
export function looksQuery(requests: readonly LookRequest[]): HogQl {
  const [only] = requests;
  if (only !== undefined && requests.length === 1) return lookQuery(only);
  const looks = requests.map((request, index) => {
    const values = createQueryValues(`x${index}_`);
    return { text: lookText(request, index, values), values: values.all() };
  });
  return {
    name: 'experiment looks',
    query: looks.map(({ text }) => text).join('\nUNION ALL\n'),
    values: Object.assign({}, ...looks.map(({ values }) => values)),
  };
}

function lookText(request: LookRequest, experiment: number, values: QueryValues): string {
  const { metrics, window, dimensions, daily, dailyMetric = null } = request;
  values.bind('daily', daily);
  if (dailyMetric !== null) values.bind('daily_metric', dailyMetric);
  bindMetrics(metrics, values);
  const sketches = sketchMetrics(metrics);
  const exposed = exposedUnits(request, values);
  const events = sketches.length === 0 ? null : metricEvents(sketches, window, values);
  const units = unitValues(
    exposed,
    events,
    sketches,
    { until: window.until, dimensions: dimensions.length },
    values,
  );
  const day = daily ? "substring(toString(unit_first_at, 'UTC'), 1, 10)" : null;
  return armFigures(units, sketches, { day, dailyMetric, dimensions: dimensions.length }, experiment, values);
}
