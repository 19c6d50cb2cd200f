/** One top-level `test(…);` of a file of unit tests, without the line break after it. */
export interface TestBlock {
  readonly text: string;
  readonly start: number;
}

const BLOCK = /^test\([\s\S]*?^\}\);$/gm;

/** The unit tests of a file, in order. */
export function testBlocks(source: string): readonly TestBlock[] {
  return [...source.matchAll(BLOCK)].map((match) => ({ text: match[0], start: match.index }));
}

/** Finds a value as written, but not inside a longer number or word. */
export function literalPattern(literal: string): RegExp {
  const escaped = RegExp.escape(literal);
  return new RegExp(/^\d/.test(literal) ? `(?<![\\w.])${escaped}(?![\\w.])` : escaped, 'g');
}

/** Tells whether a unit test asserts this value and makes its services without a flag. */
export function isPinned(block: string, literal: string): boolean {
  const asserted = block
    .split('\n')
    .some((line) => line.includes('assert') && literalPattern(literal).test(line));
  return asserted && /^ {2}const services = \w+\(\);$/m.test(block);
}
