import type { DatabaseSync } from 'node:sqlite';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { integer, text } from './columns.ts';
import { guarded } from './errors.ts';

/** The projection for lists in table `summaries`. */
export function createSummaries(database: DatabaseSync): SummaryStore {
  const put = database.prepare(`
    INSERT INTO summaries (key, version, live, proposed_at, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET version = excluded.version, live = excluded.live,
      proposed_at = excluded.proposed_at, body = excluded.body
    WHERE excluded.version >= summaries.version`);
  const list = database.prepare(
    'SELECT body FROM summaries WHERE live >= ? ORDER BY proposed_at DESC, key LIMIT ?',
  );
  const versions = database.prepare('SELECT key, version FROM summaries ORDER BY key');
  const remove = database.prepare('DELETE FROM summaries WHERE key = ? AND version = ?');
  return {
    putSummary: (summary) =>
      guarded(() => {
        const { key, version, proposedAt } = summary;
        put.run(key, version, isOpen(summary) ? 1 : 0, proposedAt, canonicalJson(summary));
      }),
    summaries: ({ live, limit }) =>
      guarded(() => list.all(live === true ? 1 : 0, limit).map((row) => parseSummary(text(row, 'body')))),
    summaryVersions: () =>
      guarded(() =>
        versions.all().map((row) => ({ key: text(row, 'key'), version: integer(row, 'version') })),
      ),
    removeSummary: ({ key, version }) => guarded(() => void remove.run(key, version)),
  };
}

function isOpen(summary: ExperimentSummary): boolean {
  return summary.status !== 'completed' && summary.status !== 'cancelled';
}

/** Only this store writes the body, and the whole table can be rebuilt. */
function parseSummary(body: string): ExperimentSummary {
  return JSON.parse(body);
}
