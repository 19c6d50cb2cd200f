import { type Column, instant, type QueryValues, same, selectFrom } from './hogql.ts';
import type { MetricEvents, PartColumns } from './metric-events.ts';
import type { MetricPart, MetricSketch } from './metric-parts.ts';
import { unitNames } from './unit-names.ts';

/**
 * One row per unit: `unit_arm`, `unit_first_at`, `unit_dimension_<i>`, and the value columns of every metric. A unit without an
 * event stays, by the right join, and has 0; the events are streamed, only the units are held.
 */
export function unitValues(
  units: string,
  events: MetricEvents | null,
  sketches: readonly MetricSketch[],
  window: { readonly until: number; readonly dimensions: number },
  values: QueryValues,
): string {
  if (events === null) return unitsAlone(units, window.dimensions);
  const kept = Array.from({ length: window.dimensions }, (_, index) => `dimension_${index}`);
  const bounds = boundsOf(sketches, values.bind('until', instant(window.until)), values);
  const bounded = selectFrom(
    [...['unit', 'arm', 'first_at', ...kept].map(same), ...bounds.columns],
    `(\n${units}\n)`,
  );
  const columns = [
    { name: 'unit_arm', text: 'any(arm)' },
    { name: 'unit_first_at', text: 'any(first_at)' },
    ...kept.map((name) => ({ name: `unit_${name}`, text: `any(${name})` })),
    ...[...bounds.of].flatMap(([sketch, of]) => metricColumns(sketch, events, of)),
  ];
  return `${selectFrom(columns, `(\n${events.query}\n) AS happened\nRIGHT JOIN (\n${bounded}\n) AS exposed ON happened.event_unit = exposed.unit`)}
GROUP BY exposed.unit`;
}

/** Where the time bounds of a metric are found among a unit's columns. */
interface Bounds {
  readonly begin: string;
  readonly end: string;
  readonly past: string;
  readonly mature: string;
}

/** Bounds in seconds, never in days: PostHog adds days as calendar days of the project's zone. Metrics with equal bounds share a column. */
function boundsOf(
  sketches: readonly MetricSketch[],
  until: string,
  values: QueryValues,
): { readonly columns: readonly Column[]; readonly of: ReadonlyMap<MetricSketch, Bounds> } {
  const columns = new Map<string, Column>();
  const share = (name: string, seconds: number, sign: '+' | '-', after = ''): string => {
    const text = `first_at ${sign} toIntervalSecond(${values.bind(`${name}_seconds`, seconds)})${after}`;
    const key = `${sign} ${seconds}${after}`;
    if (!columns.has(key)) columns.set(key, { name, text });
    return columns.get(key)?.name ?? name;
  };
  const of = sketches.map((sketch): [MetricSketch, Bounds] => {
    const { prefix, beginSeconds, windowSeconds, covariateSeconds, matureSeconds } = sketch;
    const begin = beginSeconds === 0 ? 'first_at' : share(`${prefix}_begin`, beginSeconds, '+');
    const end = share(`${prefix}_end`, windowSeconds, '+');
    const past = covariateSeconds === null ? 'first_at' : share(`${prefix}_past`, covariateSeconds, '-');
    const isOld = ` <= toDateTime(${until})`;
    const mature = matureSeconds === 0 ? 'true' : share(`${prefix}_mature`, matureSeconds, '+', isOld);
    return [sketch, { begin, end, past, mature }];
  });
  return { columns: [...columns.values()], of: new Map(of) };
}

function metricColumns(sketch: MetricSketch, events: MetricEvents, bounds: Bounds): readonly Column[] {
  const { main, denominator, covariateSeconds } = sketch;
  const names = unitNames(sketch);
  const within = `happened_at >= ${bounds.begin} AND happened_at < ${bounds.end}`;
  const before = `happened_at >= ${bounds.past} AND happened_at < first_at`;
  const uses = [
    { part: main, when: within },
    ...(denominator === null ? [] : [{ part: denominator, when: within }]),
    ...(covariateSeconds === null ? [] : [{ part: main, when: before }]),
  ].map(({ part, when }) => ({ part, when, columns: events.columnsOf(part) }));
  const unusable = uses.flatMap(({ columns, when }) => unusableText(columns, when));
  return [
    ...uses.map(({ part, when, columns }, index) => ({
      name: index === 0 ? names.total : names.secondTotal,
      text: aggregateText(part, columns, when),
    })),
    ...(names.unusable === null ? [] : [{ name: names.unusable, text: unusable.join(' + ') }]),
    ...(names.counts === null ? [] : [{ name: names.counts, text: `any(${bounds.mature})` }]),
  ];
}

function aggregateText({ aggregate }: MetricPart, { hit, text, number }: PartColumns, when: string): string {
  if (aggregate === 'sum' && number !== null) return `sumIf(${number}, ${hit} AND ${when})`;
  if (aggregate === 'unique' && text !== null) return `uniqExactIf(${text}, ${hit} AND ${when})`;
  return `countIf(${hit} AND ${when})`;
}

function unusableText({ hit, text, number }: PartColumns, when: string): readonly string[] {
  return number === null ? [] : [`countIf(${hit} AND ${text} IS NOT NULL AND ${number} IS NULL AND ${when})`];
}

/** Without metrics no event is read. */
function unitsAlone(units: string, dimensions: number): string {
  const kept = Array.from({ length: dimensions }, (_, index) => `dimension_${index}`);
  return selectFrom(
    ['arm', 'first_at', ...kept].map((name) => ({ name: `unit_${name}`, text: name })),
    `(\n${units}\n)`,
  );
}
