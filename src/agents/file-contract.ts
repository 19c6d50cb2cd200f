import { diffArrays } from 'diff';

const MARK = '\uFEFF';
/** Changed lines up to which lines are compared one by one; beyond, all take the file's usual line end. */
const COMPARED = 4_000;

interface Line {
  readonly text: string;
  readonly end: string;
}

function linesOf(text: string): readonly Line[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => {
    const end = /\r?\n$/.exec(line)?.[0] ?? '';
    return { text: line.slice(0, line.length - end.length), end };
  });
}

function usualEnd(lines: readonly Line[]): string {
  const windows = lines.filter(({ end }) => end === '\r\n').length;
  return windows * 2 > lines.length ? '\r\n' : '\n';
}

/** A text as models see it: line feeds only, and no byte order mark. */
export function lineFed(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/**
 * The new text of a file with what belongs to the file rather than to the change: its byte order mark, its line ends and
 * whether it ends with a line break. Lines that stay keep their line ends byte for byte, in files with both kinds too.
 */
export function keepFileContract(before: string, after: string): string {
  const plain = lineFed(after);
  const mark = before.startsWith(MARK) ? MARK : '';
  if (before === '' || plain === '') return `${mark}${plain}`;
  const [old, fresh] = [linesOf(before.replace(MARK, '')), linesOf(plain)];
  const usual = usualEnd(old);
  const texts = (lines: readonly Line[]) => lines.map(({ text }) => text);
  const parts = diffArrays(texts(old), texts(fresh), { maxEditLength: COMPARED });
  const ends: string[] = [];
  let at = 0;
  for (const { added, removed, count } of parts ?? []) {
    if (!added) at += count;
    if (removed) continue;
    const kept = added ? [] : old.slice(at - count, at);
    for (let index = 0; index < count; index += 1) ends.push(kept[index]?.end || usual);
  }
  const closed = /\n$/.test(before);
  const body = fresh.map(({ text }, index) => {
    const isLast = index === fresh.length - 1;
    return isLast && !closed ? text : `${text}${ends[index] ?? usual}`;
  });
  return `${mark}${body.join('')}`;
}
