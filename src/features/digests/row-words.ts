import type { KnownBlock } from '@slack/types';
import { section } from '#block-kit/layout.ts';
import { bold, bullets, link as linked } from '#block-kit/mrkdwn.ts';
import { isolated, oneLine } from '#block-kit/text.ts';
import type { DigestItem } from '#domain/digest/item.ts';
import { saidPlainly } from '#features/said.ts';
import type { LinkedRow, ShownRows } from './shown-rows.ts';

/** Characters of a title in a line. */
const TITLE = 70;

/** The title of an experiment, as the address of its thread. Mrkdwn. */
export function titleLink({ title, link }: LinkedRow<DigestItem>): string {
  const words = isolated(oneLine(saidPlainly(title), TITLE));
  return link === null ? bold(words) : linked(link, words);
}

/** The lines of a list, and how many it leaves out. */
export function rowLines<Row extends DigestItem>(
  { rows, count }: ShownRows<Row>,
  line: (row: LinkedRow<Row>) => string,
): readonly string[] {
  const more = count - rows.length;
  return [...rows.map(line), ...(more > 0 ? [`and ${more} more`] : [])];
}

/** "one experiment", "3 experiments". */
export function howMany(count: number, one: string, many: string): string {
  return count === 1 ? `one ${one}` : `${count === 0 ? 'no' : count} ${count === 0 ? one : many}`;
}

/** A part of a digest: its title and its lines; nothing without lines. */
export function part(title: string, lines: readonly string[]): readonly KnownBlock[] {
  return lines.length === 0 ? [] : [section(`${bold(title)}\n${bullets(lines)}`)];
}
