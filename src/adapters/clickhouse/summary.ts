import { z } from 'zod';

/** What ClickHouse tells in the head of an answer of how much it read. */
const summary = z.object({ read_bytes: z.coerce.number().int().nonnegative() });

/** Bytes that a statement read, by the head of its answer; null if it does not tell. */
export function scannedBytes(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): number | null {
  const header = headers['x-clickhouse-summary'];
  if (typeof header !== 'string') return null;
  try {
    return summary.parse(JSON.parse(header)).read_bytes;
  } catch {
    return null;
  }
}
