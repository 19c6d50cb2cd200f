import type { LineProblem, RawRecord } from '#shared/records/raw-record.ts';
import { readJsonList } from '#shared/records/read-json-list.ts';
import { readTable } from '#shared/records/read-table.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** The columns of a CSV file, in any order, and the field that each holds. Without the first six there is no history. */
export const COLUMNS: Readonly<Record<string, string>> = {
  ...{ key: 'key', title: 'title', idea: 'idea', surface: 'surface', goal_metric: 'goalMetric' },
  ...{ outcome: 'outcome', ended_at: 'endedAt', hypothesis: 'hypothesis', learning: 'learning' },
  ...{ effect: 'effect', low: 'low', high: 'high' },
};
const NEEDED = ['key', 'title', 'idea', 'surface', 'goal_metric', 'outcome', 'ended_at'];

/** Reads a file of past experiments by the end of its name. Refuses a file that cannot be split into records. */
export function readHistory(name: string, text: string): Result<readonly RawRecord[], LineProblem> {
  if (name.toLowerCase().endsWith('.json')) return readJsonList(text, 'experiments');
  if (name.toLowerCase().endsWith('.csv')) return readHistoryTable(text);
  return refused({ line: 1, message: 'The name of the file must end in .json or .csv.' });
}

/** The columns of the table, in the shape of the JSON file. */
function readHistoryTable(text: string): Result<readonly RawRecord[], LineProblem> {
  const read = readTable(text, { known: Object.keys(COLUMNS), needed: NEEDED });
  if (read.kind === 'refused') return read;
  return ok(
    read.value.map((record) =>
      record.problem === undefined ? { ...record, value: recordOf(record.value) } : record,
    ),
  );
}

/** A record in the shape of the JSON file. */
function recordOf(fields: Readonly<Record<string, string>>): unknown {
  const given = Object.entries(fields).map(([name, field]) => [COLUMNS[name] ?? name, field] as const);
  const { effect, low, high, ...record } = Object.fromEntries(given);
  if (effect === undefined && low === undefined && high === undefined) return record;
  return { ...record, effect: { relative: numberOf(effect), low: numberOf(low), high: numberOf(high) } };
}

/** `0.042` and `4.2 %` are the same. */
function numberOf(field: string | undefined): unknown {
  const [, digits, sign] = /^([+-]?\d+(?:\.\d+)?)\s*(%?)$/.exec(field?.replace('−', '-') ?? '') ?? [];
  if (digits === undefined) return field;
  return sign === '%' ? Number((Number(digits) / 100).toPrecision(12)) : Number(digits);
}
