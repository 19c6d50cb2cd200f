import { ruleText } from './conditions.ts';
import { type Column, instant, type QueryValues, same, selectFrom } from './hogql.ts';
import { type MetricPart, type MetricSketch, partsOf } from './metric-parts.ts';
import { numberColumns, type ReadProperty, readProperties, textColumns } from './read-properties.ts';

/** The events of all metrics, and the columns of each part. */
export interface MetricEvents {
  /** One row per event: `event_unit`, `happened_at`, the texts and numbers of properties, `<part>_hit`. */
  readonly query: string;
  readonly columnsOf: (part: MetricPart) => PartColumns;
}

export interface PartColumns {
  /** Whether the event is one of the part's. */
  readonly hit: string;
  /** Text and number of the property; null if the part does not need it. */
  readonly text: string | null;
  readonly number: string | null;
}

/**
 * Scans the events of all metrics once, from the first moment at which one can count. Copies of an event (same uuid) are one row
 * if any part counts or sums.
 */
export function metricEvents(
  sketches: readonly MetricSketch[],
  window: { readonly from: number; readonly until: number },
  values: QueryValues,
): MetricEvents {
  const parts = partsOf(sketches);
  const names = eventNames(parts, values);
  const read = readProperties(parts);
  const texts = textColumns(read, names, values);
  const numbers = numberColumns(read);
  const pastSeconds = Math.max(0, ...sketches.map(({ covariateSeconds }) => covariateSeconds ?? 0));
  const from = values.bind('events_from', instant(window.from - pastSeconds * 1000));
  const until = values.bind('until', instant(window.until));
  const copies = parts.every(({ aggregate }) => aggregate === 'unique') ? '' : '\nLIMIT 1 BY uuid';
  const scan = `${selectFrom([UNIT, AT, NAME, ...texts], 'events')}
WHERE event IN (${[...names.values()].join(', ')})
AND timestamp >= toDateTime(${from}) AND timestamp < toDateTime(${until})${copies}`;
  const kept = [UNIT, AT, ...texts].map(({ name }) => same(name));
  const parsed = selectFrom([...kept, same(NAME.name), ...numbers], `(\n${scan}\n)`);
  const hits = parts.map((part) => hitColumn(part, names, read, values));
  return {
    query: selectFrom([...kept, ...numbers.map(({ name }) => same(name)), ...hits], `(\n${parsed}\n)`),
    columnsOf: (part) => columnsOf(part, read),
  };
}

const UNIT: Column = { name: 'event_unit', text: 'person_id' };
const AT: Column = { name: 'happened_at', text: 'timestamp' };
const NAME: Column = { name: 'event_name', text: 'event' };

/** Every event's name with its placeholder, once each. */
function eventNames(parts: readonly MetricPart[], values: QueryValues): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { prefix, event } of parts) {
    const placeholder = values.bind(`${prefix}_event`, event);
    if (!names.has(event)) names.set(event, placeholder);
  }
  return names;
}

function hitColumn(
  part: MetricPart,
  names: ReadonlyMap<string, string>,
  read: readonly ReadProperty[],
  values: QueryValues,
): Column {
  const rules = part.where.map((rule, index) =>
    ruleText(rule, `${part.prefix}_where_${index}`, values, {
      text: (property) => columnOf(read, property).text,
      number: (property) => columnOf(read, property).number ?? 'NULL',
    }),
  );
  return {
    name: `${part.prefix}_hit`,
    text: [`event_name = ${names.get(part.event) ?? "''"}`, ...rules].join(' AND '),
  };
}

function columnsOf(part: MetricPart, read: readonly ReadProperty[]): PartColumns {
  const hit = `${part.prefix}_hit`;
  if (part.property === null) return { hit, text: null, number: null };
  const { text, number } = columnOf(read, part.property);
  return { hit, text, number: part.aggregate === 'sum' ? number : null };
}

function columnOf(read: readonly ReadProperty[], property: string): ReadProperty {
  const found = read.find((one) => one.property === property);
  if (found === undefined) throw new Error('a property is used that was not read');
  return found;
}
