import type { Condition } from '#domain/metric.ts';
import type { MetricPart } from '#domain/metric-sketch.ts';
import { numberOfConstant } from './rules.ts';

/** A property that events are asked for, with the columns that hold its text and its number. */
export interface AskedProperty {
  readonly property: string;
  readonly text: string;
  /** Whether a part needs the text itself: a column of numbers is then read as text, too. */
  readonly isTextNeeded: boolean;
  /** Null if no part needs the number. */
  readonly number: string | null;
  /** Names of the events of which it is asked. */
  readonly events: ReadonlySet<string>;
}

/** Every property that the parts sum, tell apart or have a rule on, once each, in the order of their first use. */
export function askedProperties(parts: readonly MetricPart[]): readonly AskedProperty[] {
  const uses = parts.flatMap(({ event, property, aggregate, where }) => [
    ...(property === null ? [] : [{ event, property, isNumber: aggregate === 'sum' }]),
    ...where.map((rule) => ({
      event,
      property: rule.property,
      isNumber: isByNumber(rule),
    })),
  ]);
  return [...Map.groupBy(uses, ({ property }) => property)].map(([property, same], index) => ({
    property,
    text: `text_${index}`,
    isTextNeeded: same.some(({ isNumber }) => !isNumber),
    number: same.some(({ isNumber }) => isNumber) ? `number_${index}` : null,
    events: new Set(same.map(({ event }) => event)),
  }));
}

/** Whether a column of numbers is enough for a rule. */
function isByNumber(rule: Condition): boolean {
  switch (rule.operator) {
    case 'gt':
    case 'lt':
    case 'is_set':
      return true;
    case 'exact':
    case 'is_not':
      return numberOfConstant(rule.value) !== null;
    case 'icontains':
      return false;
  }
}

/** The asked property of this name. */
export function askedOf(asked: readonly AskedProperty[], property: string): AskedProperty {
  const found = asked.find((one) => one.property === property);
  if (found === undefined) throw new Error('a property is used that was not asked for');
  return found;
}
