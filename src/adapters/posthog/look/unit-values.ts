import type { MetricPart, MetricSketch } from '#domain/metric-sketch.ts';
import { unitNames } from '#domain/unit-names.ts';
import { type Column, type ColumnShelf, createColumnShelf, same, selectFrom } from '#shared/sql-columns.ts';
import { instant, type QueryValues } from './hogql.ts';
import type { MetricEvents, PartColumns } from './metric-events.ts';

/**
 * One row per unit: `unit_arm`, `unit_first_at`, `unit_dimension_<i>`, and what the events of every metric add up to. A unit
 * without an event stays, by the right join, and has 0; the events are streamed, only the units are held.
 */
export function unitValues(
  units: string,
  events: MetricEvents | null,
  sketches: readonly MetricSketch[],
  request: { readonly until: number; readonly dimensions: number },
  values: QueryValues,
): string {
  const kept = [
    'arm',
    'first_at',
    ...Array.from({ length: request.dimensions }, (_, index) => `dimension_${index}`),
  ];
  if (events === null)
    return selectFrom(
      kept.map((name) => ({ name: `unit_${name}`, text: name })),
      `(\n${units}\n)`,
    );
  const times = createColumnShelf('time');
  const counts = createColumnShelf('mature');
  const flags = createColumnShelf('in');
  const until = values.bind('until', instant(request.until));
  const totals = sketches.flatMap((sketch) => {
    const uses = usesOf(sketch, events, boundsOf(sketch, times, values), flags);
    return totalColumns(sketch, uses, maturity(sketch, counts, until, values));
  });
  const bounded = selectFrom(
    [...['unit', ...kept].map(same), ...times.columns(), ...counts.columns()],
    `(\n${units}\n)`,
  );
  const amounts = new Set(
    sketches.flatMap(({ main, denominator }) =>
      [main, ...(denominator === null ? [] : [denominator])].flatMap((part) => {
        const { text, number, bad } = events.columnsOf(part);
        return [text, number, bad].filter((name) => name !== null);
      }),
    ),
  );
  const joined = selectFrom(
    [
      ...['unit', ...kept, ...counts.columns().map(({ name }) => name), ...amounts].map(same),
      ...flags.columns(),
    ],
    `(\n${events.query}\n) AS happened\nRIGHT JOIN (\n${bounded}\n) AS exposed ON happened.event_unit = exposed.unit`,
  );
  const perUnit = [...kept.map((name) => ({ name: `unit_${name}`, text: `any(${name})` })), ...totals];
  return `${selectFrom(perUnit, `(\n${joined}\n)`)}\nGROUP BY unit`;
}

/** The columns of a unit that hold the time bounds of a metric. */
interface Bounds {
  readonly begin: string;
  readonly end: string;
  readonly past: string;
}

/** Bounds in seconds, never in days: PostHog adds days as calendar days of the project's zone. */
function boundsOf(sketch: MetricSketch, times: ColumnShelf, values: QueryValues): Bounds {
  const { prefix, beginSeconds, windowSeconds, covariateSeconds } = sketch;
  const at = (name: string, seconds: number): string => {
    const placeholder = values.bind(`${prefix}_${name}_seconds`, seconds);
    return seconds === 0
      ? 'first_at'
      : times.add(String(seconds), () => `first_at + toIntervalSecond(${placeholder})`);
  };
  return {
    begin: at('begin', beginSeconds),
    end: at('end', windowSeconds),
    past: covariateSeconds === null ? 'first_at' : at('past', -covariateSeconds),
  };
}

/** Column that says whether a unit is old enough to count; null if every unit counts. */
function maturity(
  { prefix, matureSeconds }: MetricSketch,
  counts: ColumnShelf,
  until: string,
  values: QueryValues,
): string | null {
  if (matureSeconds === 0) return null;
  const placeholder = values.bind(`${prefix}_mature_seconds`, matureSeconds);
  return counts.add(
    String(matureSeconds),
    () => `first_at + toIntervalSecond(${placeholder}) <= toDateTime(${until})`,
  );
}

/** A part of a metric with the column that says which events count for it. */
interface Use {
  readonly part: MetricPart;
  readonly columns: PartColumns;
  readonly flag: string;
}

/** The measure itself, then what goes with it: denominator in the same window, or covariate in the time before. */
function usesOf(
  { main, denominator, covariateSeconds }: MetricSketch,
  events: MetricEvents,
  { begin, end, past }: Bounds,
  flags: ColumnShelf,
): readonly Use[] {
  const use = (part: MetricPart, from: string, to: string): Use => {
    const columns = events.columnsOf(part);
    const text = `${columns.hit} AND happened_at >= ${from} AND happened_at < ${to}`;
    return { part, columns, flag: flags.add(text, () => text) };
  };
  return [
    use(main, begin, end),
    ...(denominator === null ? [] : [use(denominator, begin, end)]),
    ...(covariateSeconds === null ? [] : [use(main, past, 'first_at')]),
  ];
}

function totalColumns(sketch: MetricSketch, uses: readonly Use[], mature: string | null): readonly Column[] {
  const names = unitNames(sketch);
  const unusable = uses.flatMap(({ columns: { bad }, flag }) =>
    bad === null ? [] : [`countIf(${bad} AND ${flag})`],
  );
  return [
    ...uses.map((use, index) => ({
      name: index === 0 ? names.total : names.secondTotal,
      text: totalText(sketch, use),
    })),
    ...(names.unusable === null ? [] : [{ name: names.unusable, text: unusable.join(' + ') }]),
    ...(names.counts === null ? [] : [{ name: names.counts, text: `any(${mature})` }]),
  ];
}

function totalText({ quantile }: MetricSketch, { columns: { text, number }, flag }: Use): string {
  if (quantile !== null && number !== null) return `avgIf(${number}, ${flag})`;
  if (number !== null) return `sumIf(${number}, ${flag})`;
  return text === null ? `countIf(${flag})` : `uniqExactIf(${text}, ${flag})`;
}
