import { setTimeout as sleep } from 'node:timers/promises';
import { type RowKey, rowKeyName } from '#shared/row-hashes.ts';

/** Rows that go into one insert at most. */
const MOST_ROWS = 50_000;
/** Between two inserts, in milliseconds: each makes a part of the table, and the server merges a few in a second. */
const PAUSE = 200;

/** A row as it is inserted. */
export interface KeyedRow {
  readonly key: RowKey;
}

interface Waiting<Row> {
  readonly rows: readonly Row[];
  readonly resolve: (isNew: readonly boolean[]) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Makes one insert of all that comes while another one is under way, and answers each call for its own rows. `insert` gets rows of
 * different keys, and answers the names of those that are new.
 */
export function createGathering<Row extends KeyedRow>(
  insert: (rows: readonly Row[]) => Promise<ReadonlySet<string>>,
): (rows: readonly Row[]) => Promise<readonly boolean[]> {
  const waiting: Waiting<Row>[] = [];
  let isBusy = false;
  const work = async () => {
    isBusy = true;
    while (waiting.length > 0) {
      const some = takeSome();
      await insertFor(some, insert);
      if (waiting.length > 0) await sleep(PAUSE);
    }
    isBusy = false;
  };
  const takeSome = () => {
    const some: Waiting<Row>[] = [];
    for (let rows = 0; waiting[0] !== undefined && rows < MOST_ROWS; rows += some.at(-1)?.rows.length ?? 0)
      some.push(...waiting.splice(0, 1));
    return some;
  };
  return (rows) =>
    new Promise((resolve, reject) => {
      waiting.push({ rows, resolve, reject });
      if (!isBusy) void work();
    });
}

async function insertFor<Row extends KeyedRow>(
  calls: readonly Waiting<Row>[],
  insert: (rows: readonly Row[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  const first = new Map<string, Row>();
  for (const { rows } of calls)
    for (const row of rows) if (!first.has(rowKeyName(row.key))) first.set(rowKeyName(row.key), row);
  try {
    const isNew = await insert([...first.values()]);
    for (const { rows, resolve } of calls)
      resolve(rows.map((row) => first.get(rowKeyName(row.key)) === row && isNew.has(rowKeyName(row.key))));
  } catch (thrown) {
    for (const { reject } of calls) reject(thrown);
  }
}
