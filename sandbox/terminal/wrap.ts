import { type Line, type Span, span, textOfLine } from './line.ts';
import { graphemesOf, lineWidth, widthOf } from './width.ts';

/** Marks that hang in front of their paragraph. */
const HANGING = /^(\s*(?:[•>│]|\d+[.)]|\p{Extended_Pictographic}\uFE0F?|[✓✗])\s+)+/u;

/** Blanks to break at: not the no-break space, and not between a number and its per cent sign. */
const BLANKS = /([ \t]+(?![ \t%]))/u;
const BLANK = /^[ \t]+$/u;

/** A word as it stands: runs without blanks between them, and the blank before it. */
interface Word {
  readonly runs: readonly Span[];
  readonly blank: Span | null;
}

/**
 * Breaks a line into lines of at most `width` columns (at least 8), between words if that is possible. The lines
 * after the first are set in under the text of a list mark.
 */
export function wrapLine(content: Line, width: number): readonly Line[] {
  const room = Math.max(8, width);
  if (lineWidth(content) <= room) return [content];
  const mark = HANGING.exec(textOfLine(content))?.[0] ?? '';
  const indent = Math.min(widthOf(mark), Math.floor(room / 2));
  const lines: Span[][] = [[]];
  let used = 0;
  let isFresh = true;
  for (const { runs, blank } of wordsOf(content).flatMap((word) => pieces(word, room - indent))) {
    const gap = blank === null ? 0 : widthOf(blank.text);
    const length = runsWidth(runs);
    if (used + gap + length > room && !isFresh) {
      lines.push(indent === 0 ? [] : [span(' '.repeat(indent))]);
      used = indent;
      isFresh = true;
    }
    // A blank at which a line was broken is gone; one that the paragraph begins with stays.
    if (blank !== null && (!isFresh || lines.length === 1)) {
      lines.at(-1)?.push(blank);
      used += gap;
    }
    lines.at(-1)?.push(...runs);
    used += length;
    isFresh = false;
  }
  return lines;
}

function runsWidth(runs: readonly Span[]): number {
  return runs.reduce((sum, { text }) => sum + widthOf(text), 0);
}

function wordsOf(content: Line): readonly Word[] {
  const words: Word[] = [];
  let runs: Span[] = [];
  let blank: Span | null = null;
  const close = () => {
    if (runs.length > 0) words.push({ runs, blank });
    runs = [];
    blank = null;
  };
  for (const { text, styles } of content) {
    for (const part of text.split(BLANKS)) {
      if (part === '') continue;
      if (!BLANK.test(part)) {
        runs.push({ text: part, styles });
        continue;
      }
      close();
      blank = { text: part, styles };
    }
  }
  close();
  return words;
}

/** A word that is longer than a line, in parts that fit. */
function pieces(word: Word, room: number): readonly Word[] {
  if (runsWidth(word.runs) <= room) return [word];
  const parts: Span[][] = [[]];
  let used = 0;
  for (const { text, styles } of word.runs) {
    for (const grapheme of graphemesOf(text)) {
      const width = widthOf(grapheme);
      if (used + width > room) {
        parts.push([]);
        used = 0;
      }
      used += width;
      append(parts.at(-1) ?? [], grapheme, styles);
    }
  }
  return parts.map((runs, index) => ({ runs, blank: index === 0 ? word.blank : null }));
}

function append(runs: Span[], text: string, styles: Span['styles']): void {
  const last = runs.at(-1);
  if (last !== undefined && last.styles === styles)
    runs[runs.length - 1] = { text: last.text + text, styles };
  else runs.push({ text, styles });
}

/** Several lines, each wrapped. */
export function wrapLines(lines: readonly Line[], width: number): readonly Line[] {
  return lines.flatMap((one) => wrapLine(one, width));
}
