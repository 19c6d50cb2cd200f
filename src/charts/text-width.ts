/** Widths of characters in hundredths of the font size, rounded up to 5, as DejaVu Sans Condensed has them. */
const REGULAR: Readonly<Record<number, string>> = {
  25: "ijl'",
  30: ' ,.IJ',
  35: '-/:;\\f|',
  40: '!()[]rt',
  45: '"*_`–',
  50: '?csz',
  55: 'FLPTYkvxy',
  60: '$0123456789EKSabdeghnopqu{}',
  65: 'ABCRVXZ',
  70: 'DGHNU',
  75: '&OQw',
  80: '#+<=>M^~−≥≤',
  90: '%@Wm…',
};
const BOLD: Readonly<Record<number, string>> = {
  30: "'",
  35: ' ,./IJ\\ijl|',
  40: '-:;f',
  45: '!()[]_`rt–',
  50: '"*',
  55: '?csz',
  60: 'Lkvxy',
  65: '$0123456789EFSTabdeghnopqu{}',
  70: 'ABCKPRVXYZ',
  75: 'DGU',
  80: '#&+<=>HNOQ^~−≥≤',
  85: 'w',
  90: '@M…',
  95: '%m',
  100: 'W',
};
/** Letters that the tables lack: the widest of them are Cyrillic and, without a glyph, a box. */
const OTHER = 75;
/** Chinese, Japanese and Korean letters, emoji. */
const FULL = 105;

const widthsOf = (table: Readonly<Record<number, string>>) =>
  new Map(
    Object.entries(table).flatMap(([width, letters]) => [...letters].map((one) => [one, Number(width)])),
  );
const WIDTHS = { regular: widthsOf(REGULAR), bold: widthsOf(BOLD) };

/** A weight of the font. */
export type Weight = keyof typeof WIDTHS;

/** The width of a text at a font size, in the same unit: at least as much as it takes when it is drawn. */
export function textWidth(text: string, size: number, weight: Weight = 'regular'): number {
  let hundredths = 0;
  for (const letter of text) {
    const other = (letter.codePointAt(0) ?? 0) >= 0x2e80 ? FULL : OTHER;
    hundredths += WIDTHS[weight].get(letter) ?? other;
  }
  return (hundredths * size) / 100;
}

/**
 * A text in lines that are not wider than `width`, `most` of them; what does not fit ends in an ellipsis. A word that is
 * wider than a line is broken.
 */
export function wrapText(
  text: string,
  fit: { readonly width: number; readonly size: number; readonly weight?: Weight; readonly most: number },
): readonly string[] {
  const fits = (line: string) => textWidth(line, fit.size, fit.weight) <= fit.width;
  const lines: string[] = [];
  let rest = text.replaceAll(/\s+/gu, ' ').trim();
  while (rest !== '' && lines.length < fit.most) {
    const isLast = lines.length === fit.most - 1;
    const line = fits(rest) ? rest : isLast ? cut(rest, fits) : firstLine(rest, fits);
    lines.push(line);
    rest = isLast ? '' : rest.slice(line.length).trim();
  }
  return lines;
}

function firstLine(text: string, fits: (line: string) => boolean): string {
  const longest = longestThat(text, fits);
  const space = text.slice(0, longest + 1).lastIndexOf(' ');
  return text.slice(0, space > 0 ? space : longest);
}

function cut(text: string, fits: (line: string) => boolean): string {
  return `${text
    .slice(
      0,
      longestThat(text, (line) => fits(`${line}…`)),
    )
    .trimEnd()}…`;
}

/** Length of the longest beginning of whole letters that fits; one letter at least, so that there is an end. */
function longestThat(text: string, fits: (line: string) => boolean): number {
  let length = 0;
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (length > 0 && !fits(text.slice(0, length + segment.length))) break;
    length += segment.length;
  }
  return length;
}
