import type { DatabaseSync } from 'node:sqlite';
import type { KeptRun, RunStore } from '#ports/run-store.ts';
import { integer, text } from './columns.ts';
import { guarded } from './guarded.ts';
import { hasTable } from './has-table.ts';

/** Rows that are looked at together. */
const AT_ONCE = 500;

/** Kept runs in table `runs`. A file of an older version, opened to be read alone, has no such table, and so none of them. */
export function createSqliteRuns(database: DatabaseSync): RunStore {
  if (!hasTable(database, 'runs')) return NONE;
  const put = database.prepare(`
    INSERT INTO runs (id, experiment, at, bytes, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
      experiment = excluded.experiment, at = excluded.at, bytes = excluded.bytes, body = excluded.body`);
  const one = database.prepare('SELECT id, experiment, at, body FROM runs WHERE id = ?');
  const own = database.prepare(
    'SELECT id, experiment, at, body FROM runs WHERE experiment = ? ORDER BY at, id',
  );
  const lines = database.prepare('SELECT id, experiment FROM runs WHERE id > ? ORDER BY id LIMIT ?');
  const forget = database.prepare('DELETE FROM runs WHERE experiment = ?');
  const old = database.prepare('SELECT id FROM runs WHERE at < ? LIMIT ?');
  const sum = database.prepare('SELECT coalesce(sum(bytes), 0) AS total FROM runs');
  const oldest = database.prepare('SELECT id, bytes FROM runs ORDER BY at, id DESC LIMIT ?');
  const remove = database.prepare('DELETE FROM runs WHERE id = ?');
  return {
    putRun: ({ id, experiment, at, body }) =>
      guarded(() => void put.run(id, experiment, at, body.byteLength, body)),
    run: (id) =>
      guarded(() => {
        const row = one.get(id);
        return row === undefined ? null : toRun(row);
      }),
    runsOf: (experiment) => guarded(() => own.all(experiment).map(toRun)),
    runLinesAfter: (after, limit) =>
      guarded(() =>
        lines
          .all(after ?? '', limit)
          .map((row) => ({ id: text(row, 'id'), experiment: text(row, 'experiment') })),
      ),
    forgetRuns: (experiment) => guarded(() => Number(forget.run(experiment).changes)),
    trimRuns: async ({ before, bytes }) => {
      let erased = 0;
      const erase = async (ids: readonly string[]) => {
        // One statement for each, so that no commit waits for long.
        for (const id of ids) await guarded(() => void remove.run(id));
        erased += ids.length;
        return ids.length > 0;
      };
      const ageing = () => guarded(() => old.all(before, AT_ONCE).map((row) => text(row, 'id')));
      const tooMany = () =>
        guarded(() => firstBeyond(integer(sum.get(), 'total') - bytes, oldest.all(AT_ONCE)));
      while (await erase(await ageing()));
      while (await erase(await tooMany()));
      return erased;
    },
  };
}

/** The first of these rows whose bodies together have at least so many bytes. */
function firstBeyond(bytes: number, rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const ids: string[] = [];
  let left = bytes;
  for (const row of rows) {
    if (left <= 0) break;
    ids.push(text(row, 'id'));
    left -= integer(row, 'bytes');
  }
  return ids;
}

const NONE: RunStore = {
  putRun: () => Promise.reject(new TypeError('the file has no table for kept runs')),
  run: async () => null,
  runsOf: async () => [],
  runLinesAfter: async () => [],
  forgetRuns: async () => 0,
  trimRuns: async () => 0,
};

function toRun(row: Readonly<Record<string, unknown>>): KeptRun {
  const { body } = row;
  // The schema lets nothing else in.
  if (!(body instanceof Uint8Array)) throw new TypeError('column body holds no bytes');
  return { id: text(row, 'id'), experiment: text(row, 'experiment'), at: integer(row, 'at'), body };
}
