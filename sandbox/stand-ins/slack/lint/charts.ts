import { isDeepStrictEqual } from 'node:util';
import { type Fields, fieldsIn, fieldsOf, listOf } from '#sandbox/stand-ins/slack/fields.ts';
import { byType, identifier, list, number, shape, string } from './checks.ts';
import { limits } from './limits.ts';
import { type Check, inside, type Place, type Problem, problem } from './problem.ts';

const name = string({ max: limits.chart.name });
const axisLabel = string({ max: limits.chart.axisLabel });

const point = shape({ name: 'chart_point', required: { label: name, value: number({}, false) } });
const positivePoint = shape({
  name: 'chart_segment',
  required: { label: name, value: number({}, false) },
  also: (fields, place) =>
    Number(fields['value']) > 0
      ? []
      : problem(inside(place, 'value'), 'not-positive', 'must be greater than 0'),
});

const pie: Check = shape({
  required: { segments: list(positivePoint, { max: limits.chart.segments }) },
  also: (fields, place) => unique(fieldsIn(fields['segments']), 'label', inside(place, 'segments')),
});

const axes = shape({
  name: 'axis_config',
  required: { categories: list(name, { max: limits.chart.categories }) },
  optional: { x_label: axisLabel, y_label: axisLabel },
});

const series = shape({
  name: 'chart_series',
  required: { name, data: list(point, { max: limits.chart.categories }) },
});

const cartesian: Check = shape({
  required: { series: list(series, { max: limits.chart.series }), axis_config: axes },
  also: (fields, place) => [
    ...unique(fieldsIn(fields['series']), 'name', inside(place, 'series')),
    ...sameCategories(fields, place),
  ],
});

/** A native chart: pie, bar, line or area, within the limits that four public libraries agree on. */
export const dataVisualization: Check = shape({
  required: {
    title: string({ max: limits.chart.title }),
    chart: byType({ pie, bar: cartesian, line: cartesian, area: cartesian }, 'unsupported-chart'),
  },
  optional: { block_id: identifier },
});

function unique(items: readonly Fields[], key: string, place: Place): readonly Problem[] {
  const names = items.map((item) => item[key]);
  const at = names.findIndex((one, index) => names.indexOf(one) !== index);
  return at < 0
    ? []
    : problem(inside(place, at), `duplicate-${key}`, `${key} ${String(names[at])} is used twice`);
}

function sameCategories(fields: Fields, place: Place): readonly Problem[] {
  const categories = listOf(fieldsOf(fields['axis_config'])['categories']).map(String);
  if (new Set(categories).size < categories.length) {
    return problem(inside(place, 'axis_config'), 'duplicate-category', 'categories must be unique');
  }
  const wanted = categories.toSorted();
  const at = fieldsIn(fields['series']).findIndex(
    (one) =>
      !isDeepStrictEqual(
        fieldsIn(one['data'])
          .map((entry) => String(entry['label']))
          .toSorted(),
        wanted,
      ),
  );
  if (at < 0) return [];
  return problem(
    inside(inside(place, 'series'), at),
    'categories-differ',
    'must cover every category exactly once',
  );
}
