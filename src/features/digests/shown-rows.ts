import type { DigestItem } from '#domain/digest/item.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** Rows of one list that a digest shows: more are not read within half a minute. */
const MOST = 4;

/** A row with the address of its thread; null if the chat does not tell it. */
export type LinkedRow<Row extends DigestItem> = Row & { readonly link: string | null };

/** The first rows of a list, and how many there are. */
export interface ShownRows<Row extends DigestItem = DigestItem> {
  readonly count: number;
  readonly rows: readonly LinkedRow<Row>[];
}

/** The first rows, each with the address of its thread. */
export async function shownRows<Row extends DigestItem>(
  { chat }: { readonly chat: Pick<CoPilot['chat'], 'linkTo'> },
  all: readonly Row[],
): Promise<ShownRows<Row>> {
  const rows: LinkedRow<Row>[] = [];
  for (const row of all.slice(0, MOST)) {
    const link = row.threadTs === null ? null : await chat.linkTo(row.channel, row.threadTs);
    rows.push({ ...row, link });
  }
  return { count: all.length, rows };
}
