import { type NumberToken, numbersIn } from '#agents/number-tokens.ts';

/** Rounding may move a figure by at most this share of it; beyond that it is another figure. */
const LARGEST_ROUNDING = 0.1;

/** The magnitude of a known figure in the unit that the text uses; empty if the units cannot be compared. */
function magnitudesFor(said: NumberToken, known: NumberToken): readonly number[] {
  if (said.unit === 'multiple' || known.unit === 'multiple')
    return said.unit === known.unit ? [known.value] : [];
  if (said.unit === known.unit) return [known.value];
  // A whole number is a count or a level and never a share: only 0.042 may be read as 4.2 %.
  if (said.unit === 'percent') return known.step < 1 ? [known.value * 100] : [];
  return [known.value, known.value / 100];
}

function says(said: NumberToken, known: NumberToken): boolean {
  if (said.sign !== 0 && known.value !== 0 && said.sign !== (known.sign === 0 ? 1 : known.sign)) return false;
  return magnitudesFor(said, known).some((magnitude) => {
    const error = Math.abs(said.value - magnitude);
    const slack = 1e-9 * Math.max(1, magnitude);
    if (error <= slack) return true;
    return said.value !== 0 && error <= said.step / 2 + slack && error <= LARGEST_ROUNDING * magnitude;
  });
}

/**
 * The numbers of a text that stand in none of the allowed texts, as they are written; empty if all do. A number may be
 * repeated rounded (4.23 % as 4.2 %), without its sign, or as the same share in the other form (0.042 as 4.2 %). Number words
 * count as numbers; `twice` or `p95` must stand in an allowed text themselves.
 */
export function strayNumbers(text: string, allowed: readonly string[]): readonly string[] {
  const known = allowed.map(numbersIn);
  const figures = known.flatMap((numbers) => numbers.figures);
  const words = new Set(known.flatMap((numbers) => numbers.words));
  const said = numbersIn(text);
  const strayFigures = said.figures.filter((token) => !figures.some((figure) => says(token, figure)));
  return [
    ...new Set([
      ...strayFigures.map((token) => token.text),
      ...said.words.filter((word) => !words.has(word)),
    ]),
  ];
}
