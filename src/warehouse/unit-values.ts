import { type MetricPart, type MetricSketch, partsOf } from '#domain/metric-sketch.ts';
import { unitNames } from '#domain/unit-names.ts';
import { type Column, type ColumnShelf, createColumnShelf, same, selectFrom } from '#shared/sql-columns.ts';
import { joinedText } from './joined-events.ts';
import type { FactColumns } from './metric-events.ts';
import { isUpTo } from './rules.ts';
import type { Writing } from './statement.ts';

/**
 * The largest number that a metric sums, below 0 too: the squares of far larger ones are no finite numbers, for which some databases
 * refuse the whole statement.
 */
const LARGEST_SUMMED = 1e140;

/**
 * Adds `totals`: one row per unit with `unit_arm`, `unit_first_at`, `unit_dimension_<i>`, and what the events of every metric add up
 * to. A unit without an event stays and has 0.
 */
export function addUnitTotals(
  sketches: readonly MetricSketch[],
  columnsOf: (part: MetricPart) => FactColumns,
  request: { readonly until: number; readonly dimensions: number },
  { dialect, values, levels }: Writing,
): void {
  const kept = keptColumns(request.dimensions);
  const flags = createColumnShelf('in');
  const matures = createColumnShelf('mature');
  const until = values.bind(request.until * 1_000, 'integer');
  const isUsable = (number: string) => isUpTo(number, LARGEST_SUMMED, { values });
  const totals = sketches.flatMap((sketch) =>
    totalColumns(sketch, usesOf(sketch, columnsOf, flags), isUsable),
  );
  const counts = sketches.flatMap((sketch): readonly Column[] => {
    const { counts: name } = unitNames(sketch);
    if (name === null) return [];
    const text = `CASE WHEN first_at + ${sketch.matureSeconds}000000 <= ${until} THEN 1 ELSE 0 END`;
    return [{ name, text: `MAX(${matures.add(text, () => text)})` }];
  });
  const parts = partsOf(sketches).map(columnsOf);
  const amounts = [...new Set(parts.flatMap(({ text, number, bad }) => [text, number, bad]))].filter(
    (name) => name !== null,
  );
  const columns = [...['unit', ...kept, ...amounts].map(same), ...matures.columns(), ...flags.columns()];
  const ofEvents = ['happened_at', ...new Set(parts.map(({ hit }) => hit)), ...amounts];
  const joined =
    sketches.length === 0
      ? selectFrom(columns, 'look__units')
      : joinedText(dialect.join, { ofUnits: kept, ofEvents, columns }, levels);
  levels.add('look__joined', joined);
  const perUnit = [
    ...kept.map((name) => ({ name: `unit_${name}`, text: `MAX(${name})` })),
    ...totals,
    ...counts,
  ];
  levels.add('look__totals', `${selectFrom(perUnit, 'look__joined')}\nGROUP BY unit`);
}

function keptColumns(dimensions: number): readonly string[] {
  return ['arm', 'first_at', ...Array.from({ length: dimensions }, (_, index) => `dimension_${index}`)];
}

/** A part of a metric with the column that says which events count for it. */
interface Use {
  readonly columns: FactColumns;
  readonly flag: string;
}

/** The measure itself, then what goes with it: denominator in the same window, or covariate in the time before. */
function usesOf(
  { main, denominator, beginSeconds, windowSeconds, covariateSeconds }: MetricSketch,
  columnsOf: (part: MetricPart) => FactColumns,
  flags: ColumnShelf,
): readonly Use[] {
  // Numbers of the plan, not of people, so that they may stand in the text.
  const after = (seconds: number) =>
    seconds === 0 ? 'first_at' : `first_at ${seconds < 0 ? '-' : '+'} ${Math.abs(seconds)}000000`;
  const use = (part: MetricPart, from: number, to: number): Use => {
    const columns = columnsOf(part);
    const text = `CASE WHEN ${columns.hit} = 1 AND happened_at >= ${after(from)} AND happened_at < ${after(to)} THEN 1 ELSE 0 END`;
    return { columns, flag: flags.add(text, () => text) };
  };
  return [
    use(main, beginSeconds, windowSeconds),
    ...(denominator === null ? [] : [use(denominator, beginSeconds, windowSeconds)]),
    ...(covariateSeconds === null ? [] : [use(main, -covariateSeconds, 0)]),
  ];
}

function totalColumns(
  sketch: MetricSketch,
  uses: readonly Use[],
  isUsable: (number: string) => string,
): readonly Column[] {
  const names = unitNames(sketch);
  const unusable = uses.flatMap(({ columns: { number, bad }, flag }) =>
    bad === null || number === null
      ? []
      : [
          `SUM(CASE WHEN ${flag} = 1 THEN CASE WHEN ${number} IS NULL OR ${isUsable(number)} THEN ${bad} ELSE 1 END ELSE 0 END)`,
        ],
  );
  return [
    ...uses.map((use, index) => ({
      name: index === 0 ? names.total : names.secondTotal,
      text: totalText(sketch, use, isUsable),
    })),
    ...(names.unusable === null ? [] : [{ name: names.unusable, text: unusable.join(' + ') }]),
  ];
}

function totalText(
  { quantile }: MetricSketch,
  { columns: { text, number }, flag }: Use,
  isUsable: (number: string) => string,
): string {
  if (number !== null)
    return `${quantile === null ? 'SUM' : 'AVG'}(CASE WHEN ${flag} = 1 AND ${isUsable(number)} THEN ${number} END)`;
  return text === null ? `SUM(${flag})` : `COUNT(DISTINCT CASE WHEN ${flag} = 1 THEN ${text} END)`;
}
