/** A number as it stands in a text. `value` is in full units, with the scale word applied. */
export interface NumberToken {
  readonly text: string;
  readonly value: number;
  /** The last digit shown is worth this much, in full units. */
  readonly step: number;
  readonly sign: -1 | 0 | 1;
  readonly unit: 'percent' | 'multiple' | 'plain';
}

/** All that a text says in numbers: figures, and words that carry a number in them, such as `p95` or `twice`. */
export interface NumbersInText {
  readonly figures: readonly NumberToken[];
  readonly words: readonly string[];
}

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS = 'third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

/** Words that claim a ratio or a count without a digit; a reader would take them for a computed figure. */
const RATIO_WORDS =
  /\b(?:twice|thrice|double[ds]?|doubling|triple[ds]?|tripling|quadruple[ds]?|hal(?:f|ves|ved)|halving|quarters?|dozens?|hundreds?|(?:thousand|million|billion)s)\b/g;

// "one" stays a word: it is a pronoun far more often than a figure. "second" is a unit of time.
function wordToDigits(text: string): string {
  const tens = TENS.join('|');
  const units = UNITS.slice(1, 10).join('|');
  return text
    .replace(new RegExp(`\\b(${tens})[- ](${units})\\b`, 'g'), (_, ten: string, unit: string) =>
      String((TENS.indexOf(ten) + 2) * 10 + UNITS.indexOf(unit)),
    )
    .replace(new RegExp(`\\b(${tens})\\b`, 'g'), (ten) => String((TENS.indexOf(ten) + 2) * 10))
    .replace(new RegExp(`\\b(${UNITS.filter((word) => word !== 'one').join('|')})\\b`, 'g'), (word) =>
      String(UNITS.indexOf(word)),
    )
    .replace(new RegExp(`\\b(${ORDINALS.join('|')})s?\\b`, 'g'), (word) =>
      String(ORDINALS.indexOf(word.replace(/s$/, '')) + 3),
    );
}

/** Lower case, compatibility forms resolved, group separators gone, minus signs and number words made plain. */
function normalise(text: string): string {
  const plain = text
    .replace(/(?<=\d)[\u00a0\u202f\u2009\u2007'’](?=\d{3}(?!\d))/g, '')
    .normalize('NFKC')
    .replace(/\u2212/g, '-')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .toLowerCase();
  return wordToDigits(plain);
}

const FIGURE =
  /(?<sign>(?<![\p{L}\p{N}_)\]%])[-+])?(?<![\p{L}_])(?<digits>\d+(?:\.\d+)?|\.\d+)(?:e(?<exponent>[-+]?\d{1,3}))?(?:(?<scale>k|m|bn)\b| ?(?<scaleWord>thousand|million|billion)\b)?(?: ?(?<percent>%|percent\b|per cent\b|percentage points?\b|pp\b)| ?(?<multiple>x\b|×|times\b|-?fold\b))?/gu;

const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
};

function toToken(match: RegExpExecArray): NumberToken {
  const { sign, digits = '', exponent, scale, scaleWord, percent, multiple } = match.groups ?? {};
  const factor = (SCALES[scale ?? scaleWord ?? ''] ?? 1) * 10 ** Number(exponent ?? 0);
  const decimals = digits.split('.')[1]?.length ?? 0;
  return {
    text: match[0].trim(),
    value: Number(digits) * factor,
    step: factor * 10 ** -decimals,
    sign: sign === '-' ? -1 : sign === '+' ? 1 : 0,
    unit: percent !== undefined ? 'percent' : multiple !== undefined ? 'multiple' : 'plain',
  };
}

/** Reads the numbers of a text. Digits of other scripts and fraction signs count as words, so they are never overlooked. */
export function numbersIn(text: string): NumbersInText {
  const plain = normalise(text);
  const figures = [...plain.matchAll(FIGURE)].map(toToken);
  const named = plain.match(/[\p{L}_][\p{L}\p{N}_]*\d[\p{L}\p{N}_]*/gu) ?? [];
  const foreign = plain.match(/[^\P{N}0-9]+/gu) ?? [];
  return { figures, words: [...named, ...foreign, ...(plain.match(RATIO_WORDS) ?? [])] };
}
