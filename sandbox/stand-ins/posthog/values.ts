import type { z } from 'zod';

type Value = string | number | boolean;

/** The values of a query, read by their names. */
export interface Values {
  has(name: string): boolean;
  /** The value, checked. Throws a `ZodError` if it is of another shape or missing. */
  read<T>(name: string, schema: z.ZodType<T>): T;
  /** The values whose names begin so, without the beginning. */
  part(prefix: string): Values;
  /** The parts `<prefix>0_`, `<prefix>1_`, … as long as there are any. */
  groups(prefix: string): readonly Values[];
}

/** Values by name. */
export function readValues(values: Readonly<Record<string, Value>>): Values {
  const part = (prefix: string) =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    );
  return {
    has: (name) => values[name] !== undefined,
    read: (name, schema) => schema.parse(values[name]),
    part: (prefix) => readValues(part(prefix)),
    groups: (prefix) => {
      const groups: Values[] = [];
      for (let index = 0; ; index += 1) {
        const group = part(`${prefix}${index}_`);
        if (Object.keys(group).length === 0) return groups;
        groups.push(readValues(group));
      }
    },
  };
}
