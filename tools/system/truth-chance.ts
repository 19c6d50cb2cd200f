/** Draws of the truth. Its own generator, so that no fault of the product's can hide itself here. */
export interface TruthChance {
  /** In [0, 1). */
  uniform(): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** Events of a Poisson process with this mean, ≥ 0. */
  poisson(mean: number): number;
}

/** Small Fast Counting generator (Doty-Humphrey), 32 bits; the normals by Marsaglia's polar method. The same words, the same draws. */
export function createTruthChance(...words: readonly (string | number)[]): TruthChance {
  const bits = smallFastCounting(words.join('\n'));
  const uniform = () => bits() / 4_294_967_296;
  let spare: number | null = null;
  const normal = () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const [first, second] = [2 * uniform() - 1, 2 * uniform() - 1];
      const square = first * first + second * second;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = second * factor;
      return first * factor;
    }
  };
  return { uniform, normal, poisson: (mean) => poissonOf(mean, uniform) };
}

/** By counting exponential gaps: exact for every mean, in time that grows with it. */
function poissonOf(mean: number, uniform: () => number): number {
  let events = 0;
  let passed = 0;
  for (;;) {
    passed += -Math.log(1 - uniform());
    if (passed >= mean) return events;
    events += 1;
  }
}

function smallFastCounting(text: string): () => number {
  let [a, b, c] = [wordOf(text, 0x9e_37_79_b9), wordOf(text, 0x85_eb_ca_6b), wordOf(text, 0xc2_b2_ae_35)];
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 16; round += 1) next();
  return next;
}

/** A multiply-and-rotate hash of a text, 32 bits. */
function wordOf(text: string, start: number): number {
  let hash = start | 0;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x5b_d1_e9_95);
    hash ^= hash >>> 15;
  }
  return hash;
}
