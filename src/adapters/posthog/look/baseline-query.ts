import { sketchMetrics } from '#domain/metric-sketch.ts';
import type { BaselineRequest, SurfaceRule } from '#ports/look-request.ts';
import { DAY } from '#shared/clock.ts';
import { selectFrom } from '#shared/sql-columns.ts';
import { armFigures } from './arm-figures.ts';
import { isPlain, numberOf, ruleText, textOf } from './conditions.ts';
import { platformFilter, testColumn, withoutTests } from './exposed-units.ts';
import { createQueryValues, type HogQl, instant, type QueryValues } from './hogql.ts';
import { metricEvents } from './metric-events.ts';
import { bindMetrics } from './metric-parts.ts';
import { unitValues } from './unit-values.ts';

/**
 * What the units of a surface did: the query of a look with one arm, in which a unit's first event on the surface stands for its
 * first exposure.
 */
export function baselineFiguresQuery(request: BaselineRequest): HogQl {
  const values = createQueryValues();
  const { metrics, days, until } = request;
  const from = until - days * DAY;
  values.bind('days', days);
  bindMetrics(metrics, values);
  const sketches = sketchMetrics(metrics);
  const surfaced = surfacedUnits(request, from, values);
  const events = sketches.length === 0 ? null : metricEvents(sketches, { from, until }, values);
  const units = unitValues(surfaced, events, sketches, { until, dimensions: 0 }, values);
  const day = `toString(intDiv(toUnixTimestamp64Milli(unit_first_at) - ${values.bind('from_milliseconds', from)}, ${DAY}))`;
  const query = armFigures(units, sketches, { day, dailyMetric: null, dimensions: 0 }, 0, values);
  return { name: 'experiment baseline', query, values: values.all() };
}

function surfacedUnits(
  { surface, until, testAccounts }: BaselineRequest,
  from: number,
  values: QueryValues,
): string {
  const rules = surface.map((rule, index) => surfaceText(rule, `surface_${index}`, values));
  const met = `${selectFrom(
    [
      { name: 'met_unit', text: 'person_id' },
      { name: 'met_at', text: 'timestamp' },
      ...testColumn(testAccounts, values),
    ],
    'events',
  )}
WHERE (${rules.length === 0 ? 'false' : rules.join(' OR ')})
AND timestamp >= toDateTime(${values.bind('from', instant(from))})
AND timestamp < toDateTime(${values.bind('until', instant(until))})${platformFilter(testAccounts)}`;
  return `${selectFrom(
    [
      { name: 'unit', text: 'met_unit' },
      { name: 'arm', text: '1' },
      { name: 'first_at', text: 'min(met_at)' },
    ],
    `(\n${met}\n)`,
  )}
GROUP BY met_unit${withoutTests(testAccounts)}`;
}

function surfaceText(rule: SurfaceRule, name: string, values: QueryValues): string {
  values.bind(`${name}_match`, rule.match);
  switch (rule.match) {
    case 'named': {
      const value = values.bind(`${name}_value`, rule.value);
      const read = (property: string) =>
        isPlain(rule.value) ? `properties.${property}` : textOf(`'${property}'`);
      return `event = ${value} OR ${read('$pathname')} = ${value} OR ${read('$screen_name')} = ${value}`;
    }
    case 'equals':
    case 'starts-with':
    case 'regex': {
      const value = values.bind(`${name}_value`, rule.value);
      const text = textOf(values.bind(`${name}_property`, rule.property));
      if (rule.match === 'equals') return `${text} = ${value}`;
      return rule.match === 'regex' ? `match(${text}, ${value})` : `startsWith(${text}, ${value})`;
    }
    case 'event': {
      const conditions = rule.where.map((condition, index) =>
        ruleText(condition, `${name}_where_${index}`, values, {
          text: (property) => textOf(values.bind(`${name}_where_${index}_property`, property)),
          number: (property) => numberOf(textOf(values.bind(`${name}_where_${index}_property`, property))),
        }),
      );
      return `(${[`event = ${values.bind(`${name}_event`, rule.event)}`, ...conditions].join(' AND ')})`;
    }
  }
}
