/** Source without block comments and whole-line or trailing line comments; good enough to count uses of a name. */
export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Tells whether a text holds a key as a whole word: `treatment` is not found in `treatment-1`. */
export function mentions(text: string, key: string): boolean {
  return new RegExp(`(?<![\\w-])${escaped(key)}(?![\\w-])`).test(text);
}

/** Tells whether code names a variant: as a string, or as the key of an object or of a case. */
export function namesVariant(source: string, variant: string): boolean {
  const key = escaped(variant);
  return new RegExp(`(['"\`])${key}\\1|(?<![\\w-.])${key}\\s*:(?!:)`).test(withoutComments(source));
}

function quoted(key: string): RegExp {
  return new RegExp(`(['"\`])${escaped(key)}\\1`, 'g');
}

/** The name of a constant that only holds the key; null if the code uses the key directly. */
function constantFor(source: string, key: string): string | null {
  const declared = new RegExp(
    `(?:^|\\s)(?:export\\s+)?(?:const|let|var|final|static)\\s[^=;\\n]*?(\\w+)\\s*(?::\\s*[\\w<>]+\\s*)?=\\s*(['"\`])${escaped(key)}\\2`,
  );
  return declared.exec(source)?.[1] ?? null;
}

/** One place in the code that uses the flag key, with the code around it. */
export interface FlagUse {
  readonly around: string;
}

const BEFORE = 300;
const AFTER = 700;

function usesOf(source: string, pattern: RegExp): readonly FlagUse[] {
  return [...source.matchAll(pattern)].map(({ index }) => ({
    around: source.slice(Math.max(0, index - BEFORE), index + AFTER),
  }));
}

/**
 * The places that read the flag: every use of the key as a string literal, or of the constant that holds it. Declarations,
 * imports and comments are no uses.
 */
export function flagUses(sources: readonly string[], key: string): readonly FlagUse[] {
  const plain = sources.map(withoutComments);
  const constant = plain.map((source) => constantFor(source, key)).find((name) => name !== null) ?? null;
  if (constant === null) return plain.flatMap((source) => usesOf(source, quoted(key)));
  const name = new RegExp(`(?<![\\w.$])${escaped(constant)}(?![\\w$])(?!\\s*(?::[^=\\n]*)?=[^=])`, 'g');
  const inPlace = plain.flatMap((source) => usesOf(source, quoted(key))).length - 1;
  const read = plain.flatMap((source) =>
    usesOf(source.replace(/^\s*(?:import|export)\s*\{[\s\S]*?\}[^\n]*$/gm, ''), name),
  );
  return inPlace > 0 ? [...read, ...plain.flatMap((source) => usesOf(source, quoted(key)))] : read;
}
