import type { Filter } from 'mongodb';
import type { Status } from '#domain/status.ts';
import type {
  SummaryCount,
  SummaryFilter,
  SummaryOrder,
  SummaryPage,
  SummaryPlace,
  SummaryStore,
} from '#ports/summary-store.ts';
import type { SummaryDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';
import { readListed } from './listed-fields.ts';

type Field = 'proposedAt' | 'priority' | 'outcomeAt';

/** What each order goes by. */
const FIELDS: Readonly<Record<SummaryOrder, Field>> = {
  newest: 'proposedAt',
  priority: 'priority',
  outcome: 'outcomeAt',
};

/** Pages and counts of collection `summaries`. */
export function createMongoSummaryPages({
  summaries,
  limit: time,
  guarded,
}: MongoGround): Pick<SummaryStore, 'summaryPage' | 'summaryCounts'> {
  return {
    summaryPage: (asked, { order = 'newest', limit, after = null, skip = 0 }) =>
      guarded(async (): Promise<SummaryPage> => {
        const field = FIELDS[order];
        const found = await summaries
          .find(
            { $and: [filterOf(asked), behind(field, after)] },
            { ...time, sort: { [field]: -1, _id: 1 }, skip, limit: limit + 1 },
          )
          .toArray();
        const last = found.slice(0, limit).at(-1);
        const hasMore = found.length > limit && last !== undefined;
        return {
          lines: found.slice(0, limit).map(({ body }) => readListed(body)),
          next: hasMore ? { by: last[field] ?? 0, key: last._id } : null,
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

function behind(field: Field, after: SummaryPlace | null): Filter<SummaryDocument> {
  if (after === null) return {};
  const { by, key } = after;
  return { $or: [{ [field]: { $lt: by } }, { [field]: by, _id: { $gt: key } }] };
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
