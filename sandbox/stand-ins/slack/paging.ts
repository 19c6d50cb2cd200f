import { type Answer, bad } from './answer.ts';
import { type Fields, numberOf, textOf } from './fields.ts';

/** One page of a list, and the cursor to the next; an empty cursor is the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  readonly nextCursor: string;
}

const most = 999;

/** The page that `limit` (1 to 999, 100 if not given) and `cursor` ask for. */
export function pageOf<Item>(items: readonly Item[], args: Fields): Page<Item> | Answer {
  const limit = numberOf(args['limit']) ?? 100;
  if (limit < 1 || limit > most) return bad('invalid_limit');
  const cursor = textOf(args['cursor']);
  const start = cursor === undefined ? 0 : startOf(cursor);
  if (start === undefined || start > items.length) return bad('invalid_cursor');
  const end = start + limit;
  const hasMore = end < items.length;
  return { items: items.slice(start, end), hasMore, nextCursor: hasMore ? cursorTo(end) : '' };
}

function cursorTo(start: number): string {
  return Buffer.from(`offset:${start}`).toString('base64');
}

function startOf(cursor: string): number | undefined {
  const digits = /^offset:(\d+)$/u.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  return digits === undefined ? undefined : Number(digits);
}
