import type { MetricPart } from '#domain/metric-sketch.ts';
import type { Column } from '#shared/sql-columns.ts';
import { numberOf, textOf } from './conditions.ts';
import type { QueryValues } from './hogql.ts';

/** A property that events are asked for, with the columns that hold its text and its number. */
export interface ReadProperty {
  readonly property: string;
  readonly text: string;
  /** Null if no part needs the number. */
  readonly number: string | null;
  /** Names of the events of which it is asked. */
  readonly events: ReadonlySet<string>;
}

/** Every property that the parts sum, tell apart or have a rule on, once each, in the order of their first use. */
export function readProperties(parts: readonly MetricPart[]): readonly ReadProperty[] {
  const uses = parts.flatMap((part) => [
    ...(part.property === null
      ? []
      : [{ part, property: part.property, isNumber: part.aggregate === 'sum' }]),
    ...part.where.map(({ property, operator }) => ({
      part,
      property,
      isNumber: operator === 'gt' || operator === 'lt',
    })),
  ]);
  return [...Map.groupBy(uses, ({ property }) => property)].map(([property, same], index) => ({
    property,
    text: `text_${index}`,
    number: same.some(({ isNumber }) => isNumber) ? `number_${index}` : null,
    events: new Set(same.map(({ part }) => part.event)),
  }));
}

/**
 * The texts, of the rows that are asked for it: reading JSON is what a scan spends its time on. `names` holds the placeholders of
 * all events of the scan.
 */
export function textColumns(
  read: readonly ReadProperty[],
  names: ReadonlyMap<string, string>,
  values: QueryValues,
): readonly Column[] {
  return read.map(({ property, text, events }, index) => {
    const value = textOf(values.bind(`property_${index}`, property));
    const asked = [...names].filter(([event]) => events.has(event)).map(([, placeholder]) => placeholder);
    return {
      name: text,
      text:
        asked.length === names.size ? value : `CASE WHEN event IN (${asked.join(', ')}) THEN ${value} END`,
    };
  });
}

/** The numbers of the texts; NULL of a text that is none. */
export function numberColumns(read: readonly ReadProperty[]): readonly Column[] {
  return read.flatMap(({ text, number }) =>
    number === null ? [] : [{ name: number, text: numberOf(text) }],
  );
}
