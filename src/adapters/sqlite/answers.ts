import type { DatabaseSync } from 'node:sqlite';
import type { AnswerStore, KeptAnswer } from '#ports/answer-store.ts';
import { integer, text, textOrNull } from './columns.ts';
import { guarded } from './guarded.ts';
import { hasTable } from './has-table.ts';

/** Rows that are erased together. */
const AT_ONCE = 500;

/** Kept answers in table `answers`. A file of an older version, opened to be read alone, has no such table, and so none. */
export function createSqliteAnswers(database: DatabaseSync): AnswerStore {
  if (!hasTable(database, 'answers')) return NONE;
  const columns = 'id, token, request, at, work, answer';
  const begin = database.prepare(`
    INSERT INTO answers (${columns}) VALUES (:id, :token, :request, :at, :work, NULL)
    ON CONFLICT (id) DO UPDATE SET at = excluded.at
    WHERE answer IS NULL AND request = excluded.request AND at < :staleBefore`);
  const one = database.prepare(`SELECT ${columns} FROM answers WHERE id = ?`);
  const keep = database.prepare('UPDATE answers SET answer = ? WHERE id = ? AND at = ? AND answer IS NULL');
  const drop = database.prepare('DELETE FROM answers WHERE id = ? AND at = ? AND answer IS NULL');
  const page = database.prepare(`SELECT ${columns} FROM answers WHERE id > ? ORDER BY id LIMIT ?`);
  const restore = database.prepare(
    `INSERT INTO answers (${columns}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const sweep = database.prepare(
    'DELETE FROM answers WHERE id IN (SELECT id FROM answers WHERE at < ? LIMIT ?)',
  );
  const old = database.prepare('SELECT 1 FROM answers WHERE at < ? LIMIT 1');
  const forget = database.prepare('DELETE FROM answers WHERE token = ?');
  return {
    beginAnswer: async (request, staleBefore) => {
      for (;;) {
        const isOurs = await guarded(() => begin.run({ ...request, staleBefore }).changes === 1);
        const row = await guarded(() => one.get(request.id));
        // Erased between the two statements: it can be begun anew.
        if (row !== undefined) return { isOurs, kept: toAnswer(row) };
      }
    },
    keepAnswer: (id, at, answer) => guarded(() => keep.run(answer, id, at).changes === 1),
    dropAnswer: (id, at) => guarded(() => void drop.run(id, at)),
    answersAfter: (after, limit) => guarded(() => page.all(after ?? '', limit).map(toAnswer)),
    restoreAnswer: ({ id, token, request, at, work, answer }) =>
      guarded(() => void restore.run(id, token, request, at, work, answer)),
    sweepAnswers: async (before) => {
      let erased = 0;
      // A statement that may write takes the lock of the file, also if it finds nothing to write.
      while ((await guarded(() => old.get(before))) !== undefined)
        erased += await guarded(() => Number(sweep.run(before, AT_ONCE).changes));
      return erased;
    },
    forgetAnswers: (token) => guarded(() => void forget.run(token)),
  };
}

const NONE: AnswerStore = {
  beginAnswer: () => Promise.reject(new TypeError('the file has no table for kept answers')),
  keepAnswer: async () => false,
  dropAnswer: async () => {},
  answersAfter: async () => [],
  restoreAnswer: () => Promise.reject(new TypeError('the file has no table for kept answers')),
  sweepAnswers: async () => 0,
  forgetAnswers: async () => {},
};

function toAnswer(row: Readonly<Record<string, unknown>>): KeptAnswer {
  return {
    id: text(row, 'id'),
    token: text(row, 'token'),
    request: text(row, 'request'),
    at: integer(row, 'at'),
    work: text(row, 'work'),
    answer: textOrNull(row, 'answer'),
  };
}
