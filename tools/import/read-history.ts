import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import { ok, type Result, refused } from '#shared/result.ts';
import { readCsv } from './read-csv.ts';

/** A record as the file has it, with its line, from 1. */
export interface RawRecord {
  readonly line: number;
  readonly value: unknown;
  /** Why it is no record at all; left out if it may be one. */
  readonly problem?: string;
}

/** What is wrong on a line, and what to do. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

/** The columns of a CSV file, in any order, and the field that each holds. Without the first six there is no history. */
export const COLUMNS: Readonly<Record<string, string>> = {
  ...{ key: 'key', title: 'title', idea: 'idea', surface: 'surface', goal_metric: 'goalMetric' },
  ...{ outcome: 'outcome', ended_at: 'endedAt', hypothesis: 'hypothesis', learning: 'learning' },
  ...{ effect: 'effect', low: 'low', high: 'high' },
};
const NEEDED = ['key', 'title', 'idea', 'surface', 'goal_metric', 'outcome', 'ended_at'];

/** Reads a file of past experiments by the end of its name. Refuses a file that cannot be split into records. */
export function readHistory(name: string, text: string): Result<readonly RawRecord[], LineProblem> {
  if (name.toLowerCase().endsWith('.json')) return readJson(text);
  if (name.toLowerCase().endsWith('.csv')) return readTable(text);
  return refused({ line: 1, message: 'The name of the file must end in .json or .csv.' });
}

function readJson(text: string): Result<readonly RawRecord[], LineProblem> {
  const lines = new LineCounter();
  const source = text.replace(/^\uFEFF/, '');
  // JSON is YAML, too, and a parser of YAML knows the lines.
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const lineOf = (node: unknown) => (isNode(node) ? lines.linePos(node.range?.[0] ?? 0).line : 1);
  const [twice] = document.errors;
  try {
    JSON.parse(source);
  } catch (thrown) {
    const line = twice === undefined ? 1 : lines.linePos(twice.pos[0]).line;
    return refused({
      line,
      message: `This is no JSON: ${thrown instanceof Error ? thrown.message : thrown}.`,
    });
  }
  if (twice !== undefined)
    return refused({
      line: lines.linePos(twice.pos[0]).line,
      message: 'A name stands twice in this object.',
    });
  const root = document.contents;
  const list = isMap(root) ? root.get('experiments', true) : root;
  if (!isSeq(list))
    return refused({
      line: 1,
      message: 'The file must hold a list of experiments, or an object with such a list under "experiments".',
    });
  return ok(
    list.items.map((item) => ({ line: lineOf(item), value: isNode(item) ? item.toJS(document) : item })),
  );
}

function readTable(text: string): Result<readonly RawRecord[], LineProblem> {
  const read = readCsv(text);
  if (read.kind === 'refused') return read;
  const [head, ...records] = read.value;
  if (head === undefined) return refused({ line: 1, message: 'The file is empty.' });
  const names = head.fields.map((field) => field.trim().toLowerCase());
  const problem = headProblem(names);
  if (problem !== null) return refused({ line: head.line, message: problem });
  return ok(
    records.map(({ line, fields }) => {
      if (fields.length === names.length) return { line, value: recordOf(names, fields) };
      const problem = `The line has ${fields.length} fields, but the first line names ${names.length} columns.`;
      return { line, value: null, problem };
    }),
  );
}

function headProblem(names: readonly string[]): string | null {
  if (names.length === 1 && /[;\t]/.test(names[0] ?? ''))
    return 'The columns are not separated by commas. Save the file as CSV with commas.';
  const unknown = names.find((name) => !Object.hasOwn(COLUMNS, name));
  if (unknown !== undefined)
    return `There is no column "${unknown}". The columns are ${Object.keys(COLUMNS).join(', ')}.`;
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `The column "${twice}" stands twice.`;
  const missing = NEEDED.filter((name) => !names.includes(name));
  return missing.length === 0 ? null : `The first line lacks ${missing.join(', ')}.`;
}

/** A record in the shape of the JSON file; empty fields are left out. */
function recordOf(names: readonly string[], fields: readonly string[]): unknown {
  const given = names.flatMap((name, at) => {
    const field = fields[at]?.trim() ?? '';
    return field === '' ? [] : [[COLUMNS[name] ?? name, field] as const];
  });
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
