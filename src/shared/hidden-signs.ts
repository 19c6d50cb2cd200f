/** Scripts whose letters take other shapes beside a joiner, and pictures that joiners make into one. */
const JOINED =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*)[\u200C\u200D](?=\p{L})|(?<=\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D(?=\p{Extended_Pictographic})/gu;
/** A line around words of another direction that ends with them: harmless, and the bot sets it itself. */
const ISOLATED = /\u2068([^\u2066-\u2069]*)\u2069/g;
/** Signs that take room and show nothing. */
const BLANK = /[\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]/g;
/** Format and control signs, halves of pairs, private and unknown signs. Line breaks are among them. */
const HIDDEN = /[\p{C}]/gu;
const SELECTOR = /(?<!\p{Extended_Pictographic}|[0-9#*])\uFE0F|[\uFE00-\uFE0E\u{E0100}-\u{E01EF}]/gu;
/** More marks on one letter than any script has reach into the lines around. */
const HEAPED = /(\p{M}{4})\p{M}+/gu;

const KEPT = ['\uE000', '\uE001', '\uE002', '\uE003'] as const;

/**
 * A text as one line of signs that show: line breaks and runs of blanks become one blank; signs of direction, joiners without a use,
 * tags and fillers are gone. A blank that holds a number and its unit together stays, and so does a balanced isolate.
 */
export function withoutHidden(text: string): string {
  const [open, close, joiner, nonJoiner] = KEPT;
  const marked = text
    .replace(/[\uE000-\uF8FF]/g, '')
    .replace(ISOLATED, `${open}$1${close}`)
    .replace(JOINED, (sign) => (sign === '\u200D' ? joiner : nonJoiner));
  return marked
    .replace(/[^\S\uFEFF]|\u0085/g, (sign) => (sign === '\u00A0' || sign === '\u202F' ? sign : ' '))
    .replace(BLANK, ' ')
    .replace(HIDDEN, (sign) => (KEPT.some((kept) => kept === sign) ? sign : ''))
    .replace(SELECTOR, '')
    .replace(HEAPED, '$1')
    .replace(/\s{2,}/g, ' ')
    .replaceAll(open, '\u2068')
    .replaceAll(close, '\u2069')
    .replaceAll(joiner, '\u200D')
    .replaceAll(nonJoiner, '\u200C');
}

/** What `withoutHidden` takes away or changes, blanks that look like another one, and a back quote, which would end code. */
const UNCLEAR =
  /[\p{C}\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0`]|[^\S ]|(?<= ) |(?<!\p{Extended_Pictographic}|[0-9#*])\uFE0F|[\uFE00-\uFE0E\u{E0100}-\u{E01EF}]|(?<=\p{M}{4})\p{M}|(?<=^|[\s"])\p{M}/gu;
const GRAPHEMES = new Intl.Segmenter('en');

/**
 * JSON in which each sign that does not show, or that looks like another one, is written as `\u200b`. It reads back as the same value, and `withoutHidden` changes
 * nothing of it. Joiners that shape letters or pictures stay.
 */
export function withHiddenWritten(json: string): string {
  const joiners = new Set([...json.matchAll(JOINED)].map(({ index }) => index));
  const shown = json.replace(UNCLEAR, (sign, at: number) => (joiners.has(at) ? sign : writtenOut(sign)));
  return shown.normalize('NFC') === shown
    ? shown
    : [...GRAPHEMES.segment(shown)].map(({ segment }) => withPartsWritten(segment)).join('');
}

/** A letter whose parts make another letter: all but its first part are written out. Marks in another order than usual make none. */
function withPartsWritten(grapheme: string): string {
  const composed = grapheme.normalize('NFC');
  if (sorted(composed) === sorted(grapheme)) return grapheme;
  const [first = '', ...rest] = grapheme;
  return (first.normalize('NFC') === first ? first : writtenOut(first)) + rest.map(writtenOut).join('');
}

function sorted(text: string): string {
  return [...text].sort().join('');
}

function writtenOut(sign: string): string {
  return Array.from(
    { length: sign.length },
    (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
