import { withoutHidden } from './hidden-signs.ts';
import { withoutReferences } from './private-text/standing-in.ts';

/** Marks that the bot sets before its own verdicts, in words: words of people and models cannot look like one. */
const MARKS: readonly (readonly [marks: RegExp, words: string])[] = [
  [/[✅☑✔🟢🆗👍]\uFE0F?/gu, '(tick)'],
  [/[❌✖❎🔴🚫⛔🛑]\uFE0F?/gu, '(cross)'],
  [/[⚠🚨]\uFE0F?/gu, '(alert)'],
];

/** Letters and digits that are drawn as bold or slanted ones. */
const DRAWN = /[\u{1D400}-\u{1D7FF}]/gu;

/** The code of an emoji; a time of day is none. */
const EMOJI = /:([a-z0-9_+'-]*[a-z][a-z0-9_+'-]*|[+-]1|100|1234):/gi;

/** Signs that begin or end markup, and what looks like them and is none. */
const SIGNS: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': '’', '[': '(', ']': ')' };
/** A bracket, but for that of an index: `edits[0]`. */
const SIGN = /[*~`]|\[(?!\d+\])|(?<!\[\d+)\]/g;
/** A dot between letters, as in the name of a site or of a file. */
const DOT = /(?<=[\p{L}\p{N}_-])\.(?=\p{L}[\p{L}\p{N}-])/gu;
/** A path of files: what stands before its first slash is no name of a site. */
const PATH = /^[(“"'‘]?@?[\w-]+\/(?!\/)/;

/**
 * Words of people, models and vendors as one line of plain text that stands for nothing else, wherever it is shown: no line break; no
 * control, direction or hidden signs; no markup of Slack or Markdown; no code of an emoji; no address that would become a link; no mark of
 * a verdict; composed characters (NFC). Looks the same otherwise. Idempotent. It still has to be escaped for what it is put into.
 */
export function neutral(text: string): string {
  const line = withoutHidden(withoutReferences(text).normalize('NFC'))
    .replace(DRAWN, (sign) => sign.normalize('NFKC'))
    .replace(SIGN, (sign) => SIGNS[sign] ?? sign)
    // Between letters an underscore is part of a name.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ')
    .replace(EMOJI, '∶$1∶')
    .replace(/:(?=\/\/)/g, '∶')
    .replace(/\S+/g, (word) => (PATH.test(word) ? word : word.replace(DOT, '․')))
    .replace(/^[>\s]*>\s*/, '› ')
    .trim();
  return MARKS.reduce((words, [marks, name]) => words.replace(marks, name), line);
}
