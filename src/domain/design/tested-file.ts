/** Kinds of files that an experiment may vary, by the ending of their names: texts and data that code reads, never code. */
const KINDS = {
  text: ['md', 'markdown', 'txt', 'prompt'],
  json: ['json'],
  yaml: ['yaml', 'yml'],
} as const;

/** How a file is read: as words, or as data of a format. */
export type FileKind = keyof typeof KINDS;

const ENDINGS = Object.values(KINDS).flat();
/** A path of folders and a name with such an ending, with no part of a longer word or an address around it. */
const NAMED = new RegExp(
  String.raw`(?<![\p{L}\p{N}_@:/.-])(?:\./)?((?:[\p{L}\p{N}_.-]+/)*[\p{L}\p{N}_.-]*[\p{L}\p{N}_-]\.(?:${ENDINGS.join('|')}))(?![\p{L}\p{N}_/-]|\.[\p{L}\p{N}])`,
  'giu',
);

/** The kind of a file by its name; null if no experiment may vary it. */
export function fileKind(path: string): FileKind | null {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const kinds = Object.entries(KINDS) as readonly (readonly [FileKind, readonly string[]])[];
  return kinds.find(([, endings]) => endings.includes(ending))?.[0] ?? null;
}

/** The one file that a text names by a path with an ending of such a kind; null if it names none, or several. */
export function namedFile(text: string): string | null {
  const paths = new Set([...text.matchAll(NAMED)].map(([, path = '']) => path));
  const [first = null] = paths;
  return paths.size === 1 ? first : null;
}

/**
 * The path of a variant of a file: the variant's key stands before the ending, so `prompts/support.md` has
 * `prompts/support.treatment.md` beside it. `src/evaluation/trial-file.ts` computes the same, because it stands alone.
 */
export function variantPath(path: string, variant: string): string {
  const at = path.lastIndexOf('.');
  return `${path.slice(0, at)}.${variant}${path.slice(at)}`;
}
