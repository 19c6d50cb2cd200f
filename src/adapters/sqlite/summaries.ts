import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { isOngoing } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { integer, text } from './columns.ts';
import { guarded } from './guarded.ts';
import { parseSummary } from './parse-summary.ts';
import { createSqliteSummaryPages } from './summary-pages.ts';

/** Lines that are read at once: the event loop is held meanwhile, for some milliseconds. */
const PAGE = 500;

/** The projection for lists in table `summaries`. */
export function createSqliteSummaries(database: DatabaseSync): SummaryStore {
  const put = database.prepare(`
    INSERT INTO summaries (key, version, live, proposed_at, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET version = excluded.version, live = excluded.live,
      proposed_at = excluded.proposed_at, body = excluded.body
    WHERE excluded.version >= summaries.version`);
  const list = database.prepare(
    `SELECT key, proposed_at, body FROM summaries
     WHERE live >= :live AND proposed_at <= :before AND (proposed_at < :before OR key > :key)
     ORDER BY proposed_at DESC, key LIMIT :limit`,
  );
  const versions = database.prepare('SELECT key, version FROM summaries ORDER BY key');
  const remove = database.prepare('DELETE FROM summaries WHERE key = ? AND version = ?');
  return {
    ...createSqliteSummaryPages(database),
    putSummary: (summary) =>
      guarded(() => {
        const { key, version, proposedAt } = summary;
        put.run(key, version, isOngoing(summary.status) ? 1 : 0, proposedAt, canonicalJson(summary));
      }),
    summaries: async ({ unfinished, limit }) => {
      const lines: ExperimentSummary[] = [];
      // Neither the time nor the key of a line ever changes, so no line is read twice or passed over between two pages.
      let after = { before: Number.MAX_SAFE_INTEGER, key: '' };
      while (lines.length < limit) {
        if (lines.length > 0) await setImmediate();
        const page = Math.min(PAGE, limit - lines.length);
        const rows = await guarded(() =>
          list.all({ ...after, live: unfinished === true ? 1 : 0, limit: page }),
        );
        for (const row of rows) lines.push(parseSummary(text(row, 'body')));
        const last = rows.at(-1);
        if (last === undefined || rows.length < page) break;
        after = { before: integer(last, 'proposed_at'), key: text(last, 'key') };
      }
      return lines;
    },
    summaryVersions: () =>
      guarded(() =>
        versions.all().map((row) => ({ key: text(row, 'key'), version: integer(row, 'version') })),
      ),
    removeSummary: ({ key, version }) => guarded(() => void remove.run(key, version)),
  };
}
