import type { EditedFile } from '#gate/any/edited-file.ts';
import { lineTexts, newLines } from '#gate/any/line-texts.ts';
import type { Finding } from '#gate/change.ts';

const MERGE = /^(?:<{7}|>{7}|\|{7})(?:\s|$)/;
const FENCE = /^\s*(?:`{3,}|~{3,})[\w+.#-]*\s*$/;
const DOCUMENT = /\.(?:md|mdx|mdc|markdown|rst|adoc|asciidoc|txt|livemd|ipynb)$/i;

function count(lines: readonly string[], pattern: RegExp): number {
  return lines.filter((line) => pattern.test(line)).length;
}

/** A fence of the answer: the first or last line of a source file, or one that makes a document's fences uneven. */
function isFenced(path: string, before: string, after: string): boolean {
  const [old, fresh] = [before, after].map((text) => lineTexts(text).filter((line) => line.trim() !== ''));
  const ends = (lines: readonly string[]) =>
    [lines.at(0) ?? '', lines.at(-1) ?? ''].map((line) => FENCE.test(line));
  const [first = false, last = false] = ends(fresh ?? []);
  const [knownFirst = false, knownLast = false] = ends(old ?? []);
  const isNew = (first && !knownFirst) || (last && !knownLast);
  if (!DOCUMENT.test(path)) return isNew;
  const uneven = count(fresh ?? [], FENCE) % 2 === 1 && count(old ?? [], FENCE) % 2 === 0;
  const wrapped = /^\s*(?:`{3,}|~{3,})(?:md|mdx|markdown)\s*$/.test(fresh?.at(0) ?? '');
  return isNew && (uneven || (wrapped && last && !knownFirst));
}

/** Finds what a model's answer or an unresolved merge left in a file: conflict markers, and the fence of the answer. */
export function checkAnswerMarks({ path, before, after }: EditedFile): readonly Finding[] {
  if (after === null) return [];
  const merged = newLines(before ?? '', after).some((line) => MERGE.test(line));
  return [
    ...(merged
      ? [
          {
            code: 'conflict-marker' as const,
            path,
            sentence: `${path} holds lines of an unresolved merge. Write the resolved text.`,
          },
        ]
      : []),
    ...(isFenced(path, before ?? '', after)
      ? [
          {
            code: 'fence' as const,
            path,
            sentence: `${path} holds the Markdown fence of an answer. Write the file's text alone.`,
          },
        ]
      : []),
  ];
}
