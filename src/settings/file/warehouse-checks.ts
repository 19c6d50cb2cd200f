import { z } from 'zod';
import type { PlacedProblem } from './schema-problems.ts';

const held = z.looseObject({
  properties: z.unknown().optional(),
  columns: z.record(z.string(), z.unknown()).optional(),
});
const exposures = held.extend({ experiment: z.string(), variant: z.string() });
const fact = z.looseObject({ event: z.unknown().optional(), everyRowIs: z.unknown().optional() });
const section = z.looseObject({ exposures: z.unknown(), facts: z.unknown() });

/** What the schema of the warehouse does not say: a table tells the name of its events in one way, and holds what it is asked for. */
export function warehouseProblems(value: unknown): readonly PlacedProblem[] {
  const read = section.safeParse(value);
  if (!read.success) return [];
  const facts = z.array(z.unknown()).safeParse(read.data.facts);
  return [
    ...exposureProblems(read.data.exposures),
    ...(facts.success ? facts.data : []).flatMap((one, index) => factProblems(one, index)),
  ];
}

function exposureProblems(value: unknown): readonly PlacedProblem[] {
  const read = exposures.safeParse(value);
  if (!read.success || read.data.properties !== undefined) return [];
  const { columns = {} } = read.data;
  return (['experiment', 'variant'] as const)
    .filter((part) => !Object.hasOwn(columns, read.data[part]))
    .map((part) => ({
      path: ['warehouse', 'exposures', part],
      message: `The table has no place for "${read.data[part]}". Give it a column under \`columns\`, or name a JSON column as \`properties\`.`,
    }));
}

function factProblems(value: unknown, index: number): readonly PlacedProblem[] {
  const read = fact.safeParse(value);
  if (!read.success) return [];
  const { event, everyRowIs } = read.data;
  if ((event === undefined) !== (everyRowIs === undefined)) return [];
  const message =
    'Say in one way which event a row is: `event` names the column that tells it, `everyRowIs` the event that all rows are.';
  return [{ path: ['warehouse', 'facts', index], message }];
}
