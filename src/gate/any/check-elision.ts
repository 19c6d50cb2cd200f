import { diffLines } from 'diff';
import type { EditedFile } from '#gate/any/edited-file.ts';
import type { Finding } from '#gate/change.ts';

/** The text of a comment that stands in a line of its own, in any language; null if the line holds anything else. */
function commentText(line: string): string | null {
  const text = line.trim().replace(/^\{\s*(\/\*.*\*\/)\s*\}$/, '$1');
  const opened = /^(?:\/\/+!?|#+(?!\[)|\/\*+|\*(?!\/)|<!--|\{#|--|;+|"""|%)\s*(.*)$/.exec(text);
  return opened === null ? null : (opened[1] ?? '').replace(/\s*(?:\*\/|-->|#\}|""")\s*$/, '').trim();
}

const DOTS = /^(?:\.{3}|…)|(?:\.{3}|…)\)?$|^\[(?:\.{3}|…)\]/;
const STANDS_FOR =
  /\b(?:exist(?:ing|s)|rest|remain(?:s|ing|der)?|unchanged|same|as (?:before|is|above)|previous(?:ly)?|other|omitted|elided|truncated|keep|kept|stays?|unmodified|original|more|code|methods?|functions?|imports?|tests?|lines|implementation|body)\b/i;
/** Sentences that say by themselves that code was left out. */
const SAYS_SO =
  /^\W*(?:(?:the )?(?:rest|remainder) of (?:the |this )?(?:\w+ )?(?:code|file|class|module|function|method|component|implementation|tests?|imports?)\b|(?:all )?(?:the )?(?:existing|other|remaining|previous|original|unchanged) (?:code|methods?|functions?|imports?|tests?|lines|fields|members|implementation)(?: (?:here|unchanged|below|above|omitted|elided|stays?|remains?|goes here|as before|is unchanged|are unchanged|stay the same|stays the same|remain(?:s)? the same|remains? unchanged).*)?\W*$|(?:code|lines|content|body|implementation)s? (?:omitted|elided|unchanged|truncated|stays?(?: the same)?)\b|(?:no changes?|unchanged)(?: (?:here|below|above|from here))?\W*$|(?:omitted|elided|truncated) for brevity|same as (?:before|above)\W*$|snip\W*$)/i;

function standsForCode(comment: string): boolean {
  return (DOTS.test(comment) && (STANDS_FOR.test(comment) || !/\w/.test(comment))) || SAYS_SO.test(comment);
}

/** Whether this run of new lines holds a comment for code; in place of removed lines a bare `...` is one too. */
function elided(lines: readonly string[], replaced: boolean): boolean {
  return lines.some((line) => {
    const comment = commentText(line);
    if (comment === null || !standsForCode(comment)) return false;
    return replaced || (DOTS.test(comment) && /\w/.test(comment));
  });
}

/** Finds a comment that stands for code that was there. Spread syntax and `...` as a body are none. */
export function checkElision({ path, before, after }: EditedFile): readonly Finding[] {
  if (after === null) return [];
  const parts = diffLines(before ?? '', after, { maxEditLength: 4000 }) ?? [
    { added: true, removed: false, value: after, count: 1 },
  ];
  const left = parts.some(({ added, value }, index) => {
    if (!added) return false;
    const replaced =
      before === null || parts[index - 1]?.removed === true || parts[index + 1]?.removed === true;
    return elided(value.split(/\r?\n/), replaced);
  });
  if (!left) return [];
  return [
    {
      code: 'elision',
      path,
      sentence: `A comment in ${path} stands for code that was there. Write the code itself.`,
    },
  ];
}
