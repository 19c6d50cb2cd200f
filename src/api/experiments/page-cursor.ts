import { z } from 'zod';
import type { SummaryOrder, SummaryPlace } from '#ports/summary-store.ts';

const Written = z.tuple([z.enum(['newest', 'priority', 'outcome']), z.number(), z.string().max(100)]);

/** A place in a list as the API writes it: programs send it back and read nothing out of it. */
export function writeCursor(order: SummaryOrder, { by, key }: SummaryPlace): string {
  return Buffer.from(JSON.stringify([order, by, key])).toString('base64url');
}

/** The place that a cursor names; null if it is none of a list in this order. */
export function readCursor(order: SummaryOrder, cursor: string): SummaryPlace | null {
  try {
    const read = Written.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (!read.success || read.data[0] !== order) return null;
    const [, by, key] = read.data;
    return { by, key };
  } catch {
    return null;
  }
}
