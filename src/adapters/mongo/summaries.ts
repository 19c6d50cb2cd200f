import { isOngoing } from '#domain/status.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { SummaryDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';
import { listedFields, readListed } from './listed-fields.ts';
import { putNewest } from './put-newest.ts';
import { createMongoSummaryPages } from './summary-pages.ts';

/** The projection for lists in collection `summaries`. */
export function createMongoSummaries(ground: MongoGround): SummaryStore {
  const { summaries, limit, guarded } = ground;
  return {
    ...createMongoSummaryPages(ground),
    putSummary: (summary) =>
      guarded(() => {
        const { key, version, proposedAt } = summary;
        const filter = { _id: key, version: { $lte: version } };
        const live = isOngoing(summary.status);
        const body = canonicalJson(summary);
        const fields = { $set: { version, live, proposedAt, body, ...listedFields(summary) } };
        return putNewest((upsert) => summaries.updateOne(filter, fields, { ...limit, upsert }));
      }),
    summaries: ({ unfinished, limit: count }) =>
      guarded(async () => {
        if (count < 1) return [];
        const sort = { proposedAt: -1, _id: 1 } as const;
        const filter = unfinished === true ? { live: true } : {};
        const found = await summaries.find(filter, { ...limit, sort, limit: count }).toArray();
        return found.map(({ body }) => readListed(body));
      }),
    summaryVersions: () =>
      guarded(async () => {
        const options = { ...limit, projection: { version: 1 }, sort: { _id: 1 } } as const;
        const found = await summaries.find<Pick<SummaryDocument, '_id' | 'version'>>({}, options).toArray();
        return found.map(({ _id, version }) => ({ key: _id, version }));
      }),
    removeSummary: ({ key, version }) =>
      guarded(async () => void (await summaries.deleteOne({ _id: key, version }, limit))),
  };
}
