import { diffArrays } from 'diff';
import type { EditedFile } from '#gate/any/edited-file.ts';
import type { Finding } from '#gate/change.ts';

type LineEnd = '\n' | '\r\n' | '\r' | '';

interface Line {
  readonly text: string;
  readonly end: LineEnd;
}

const NAMES: Readonly<Record<LineEnd, string>> = { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR', '': 'nothing' };

function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)]
    .map(([, line = '', end = '']): Line => ({ text: line, end: end as LineEnd }))
    .filter(({ text: line, end }) => line !== '' || end !== '');
}

function endsOf(lines: readonly Line[]): ReadonlySet<LineEnd> {
  return new Set(lines.map(({ end }) => end).filter((end) => end !== ''));
}

function hasMark(text: string): boolean {
  return text.startsWith('\uFEFF');
}

/** How a line that stayed the same ends otherwise than before, in a file of mixed line ends; null if none does. */
function changedEnd(before: readonly Line[], after: readonly Line[]): string | null {
  const parts = diffArrays(
    before.map(({ text }) => text),
    after.map(({ text }) => text),
  );
  let [at, now] = [0, 0];
  for (const { added, removed, count } of parts) {
    if (!added && !removed) {
      for (let step = 0; step < count; step += 1) {
        const [old, fresh] = [before[at + step]?.end, after[now + step]?.end];
        if (old && fresh && old !== fresh) return `${NAMES[old]} became ${NAMES[fresh]}`;
      }
    }
    if (!added) at += count;
    if (!removed) now += count;
  }
  return null;
}

function problems(before: string | null, after: string): readonly string[] {
  const [old, fresh] = [linesOf(before ?? ''), linesOf(after)];
  const [endsBefore, endsAfter] = [endsOf(old), endsOf(fresh)];
  if (before === null || before === '')
    return endsAfter.size > 1 ? ['ends its lines in more than one way'] : [];
  const [only] = endsBefore;
  const stranger = endsBefore.size === 1 ? [...endsAfter].find((end) => end !== only) : undefined;
  const moved = endsBefore.size > 1 ? changedEnd(old, fresh) : null;
  const ended = /[\r\n]$/.test(before);
  return [
    ...(hasMark(before) === hasMark(after)
      ? []
      : [hasMark(before) ? 'loses its byte order mark' : 'gets a byte order mark']),
    ...(stranger === undefined || only === undefined
      ? []
      : [`ends lines with ${NAMES[stranger]} and had ${NAMES[only]}`]),
    ...(moved === null ? [] : [`changes line ends: ${moved}`]),
    ...(ended === /[\r\n]$/.test(after) || after === ''
      ? []
      : [ended ? 'loses its final newline' : 'gets a final newline']),
    ...(after.includes('\uFFFD') && !before.includes('\uFFFD')
      ? ['holds U+FFFD, which stands for lost text']
      : []),
  ];
}

/** Byte order mark, line ends and final newline stay as they were, in the whole file and in each line. */
export function checkEncoding({ path, before, after }: EditedFile): readonly Finding[] {
  if (after === null) return [];
  return problems(before, after).map((problem) => ({
    code: 'encoding',
    path,
    sentence: `${path} ${problem}. Keep the file's own encoding.`,
  }));
}
