import type { Filter } from 'mongodb';
import type { Status } from '#domain/status.ts';
import type { SummaryCount, SummaryFilter, SummaryPage, SummaryStore } from '#ports/summary-store.ts';
import type { SummaryDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';
import { readListed } from './listed-fields.ts';

/** Pages and counts of collection `summaries`. */
export function createMongoSummaryPages({
  summaries,
  limit: time,
  guarded,
}: MongoGround): Pick<SummaryStore, 'summaryPage' | 'summaryCounts'> {
  return {
    summaryPage: (asked, { limit, after = null, skip = 0 }) =>
      guarded(async (): Promise<SummaryPage> => {
        const sort = { proposedAt: -1, _id: 1 } as const;
        const behind: readonly Filter<SummaryDocument>[] =
          after === null
            ? []
            : [
                {
                  $or: [
                    { proposedAt: { $lt: after.proposedAt } },
                    { proposedAt: after.proposedAt, _id: { $gt: after.key } },
                  ],
                },
              ];
        const found = await summaries
          .find({ $and: [filterOf(asked), ...behind] }, { ...time, sort, skip, limit: limit + 1 })
          .toArray();
        const last = found.slice(0, limit).at(-1);
        const hasMore = found.length > limit && last !== undefined;
        return {
          lines: found.slice(0, limit).map(({ body }) => readListed(body)),
          next: hasMore ? { proposedAt: last.proposedAt, key: last._id } : null,
        };
      }),
    summaryCounts: (asked) =>
      guarded(async () => {
        const grouped = { _id: { channel: '$channel', status: '$status' }, count: { $sum: 1 } };
        const found = await summaries
          .aggregate<{ _id: { channel: string; status: Status }; count: number }>(
            [{ $match: { $and: [filterOf(asked), { listed: { $gt: 0 } }] } }, { $group: grouped }],
            time,
          )
          .toArray();
        return found.map(({ _id, count }): SummaryCount => ({ ..._id, count }));
      }),
  };
}

function filterOf({ statuses, channels, person, surface, waitsFor }: SummaryFilter): Filter<SummaryDocument> {
  return {
    ...(statuses === undefined ? {} : { status: { $in: [...statuses] } }),
    ...(channels === undefined ? {} : { channel: { $in: [...channels] } }),
    ...(person === undefined ? {} : { people: person }),
    ...(surface === undefined ? {} : { surface }),
    ...(waitsFor === undefined ? {} : { waits: waitsOf(waitsFor) }),
  };
}

function waitsOf(waitsFor: NonNullable<SummaryFilter['waitsFor']>) {
  return waitsFor === 'anything' ? { $type: 'string' as const } : { $in: [...waitsFor, 'unknown'] };
}
