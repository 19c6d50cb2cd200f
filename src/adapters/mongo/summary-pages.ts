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
    summaryPage: (asked, part) =>
      guarded(async (): Promise<SummaryPage> => {
        const { order = 'newest', limit, after = null, before = null, skip = 0 } = part;
        const field = FIELDS[order];
        const isBack = before !== null;
        const found = await summaries
          .find(
            { $and: [filterOf(asked), isBack ? inFrontOf(field, before) : behind(field, after)] },
            {
              ...time,
              sort: isBack ? { [field]: 1, _id: -1 } : { [field]: -1, _id: 1 },
              ...{ skip: isBack ? 0 : skip, limit: limit + 1 },
            },
          )
          .toArray();
        const hasMore = found.length > limit;
        const read = found.slice(0, limit);
        const shown = isBack ? read.toReversed() : read;
        const placeOf = (document: SummaryDocument | undefined) =>
          document === undefined ? null : { by: document[field] ?? 0, key: document._id };
        return {
          lines: shown.map(({ body }) => readListed(body)),
          next: isBack || hasMore ? placeOf(shown.at(-1)) : null,
          previous: (isBack ? hasMore : after !== null) ? placeOf(shown[0]) : null,
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

function inFrontOf(field: Field, { by, key }: SummaryPlace): Filter<SummaryDocument> {
  return { $or: [{ [field]: { $gt: by } }, { [field]: by, _id: { $lt: key } }] };
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
