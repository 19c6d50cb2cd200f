import { diffLines } from 'diff';

/** An exact search and replace block of an answer. */
export interface EditBlock {
  readonly path: string;
  readonly search: string;
  readonly replace: string;
}

/** Lines of the old text, from and to (exclusive). */
interface Range {
  readonly from: number;
  readonly to: number;
}

interface Hunk extends Range {
  readonly lines: readonly string[];
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function hunksOf(before: string, after: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  for (const { added, removed, value, count } of diffLines(before, after)) {
    if (!added) at += count;
    if (!added && !removed) continue;
    const hunk = added
      ? { from: at, to: at, lines: linesOf(value) }
      : { from: at - count, to: at, lines: [] as string[] };
    const last = hunks.at(-1);
    if (last === undefined || last.to < hunk.from) hunks.push(hunk);
    else hunks.splice(-1, 1, { from: last.from, to: hunk.to, lines: [...last.lines, ...hunk.lines] });
  }
  return hunks;
}

function standsOnce(text: string, search: string): boolean {
  const first = text.indexOf(search);
  return first >= 0 && text.indexOf(search, first + 1) < 0;
}

/** Takes in lines around a hunk until what it replaces is not empty and stands once in the text. */
function widened({ from, to }: Range, old: readonly string[], text: string): Range {
  let [start, end] = [from, to];
  while (start === end || !standsOnce(text, old.slice(start, end).join(''))) {
    if (start > 0) start -= 1;
    else if (end < old.length) end += 1;
    else break;
  }
  return { from: start, to: end };
}

/** Ranges that grew into each other, or touch, are one: a line put in between belongs to one block only. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last === undefined || range.from > last.to) result.push(range);
    else result.splice(-1, 1, { from: Math.min(last.from, range.from), to: Math.max(last.to, range.to) });
  }
  return result;
}

function replacement(range: Range, hunks: readonly Hunk[], old: readonly string[]): string {
  const inside = hunks.filter(({ from, to }) => from >= range.from && to <= range.to);
  const lines = old.slice(range.from, range.to);
  for (const { from, to, lines: fresh } of inside.toReversed())
    lines.splice(from - range.from, to - from, ...fresh);
  return lines.join('');
}

/** The blocks that make one text of a file out of another, as short as they can be to stand once. */
export function editBlocks(path: string, before: string, after: string): readonly EditBlock[] {
  if (before === after) return [];
  const old = linesOf(before);
  const hunks = hunksOf(before, after);
  // A range that grows back over two earlier ones takes in both.
  let ranges = hunks.map((hunk) => widened(hunk, old, before)).sort((a, b) => a.from - b.from);
  for (let count = -1; count !== ranges.length; ) {
    count = ranges.length;
    ranges = [...joined(ranges)];
  }
  return ranges.map((range) => ({
    path,
    search: old.slice(range.from, range.to).join(''),
    replace: replacement(range, hunks, old),
  }));
}
