import type { ModelFiles } from '#agents/model-files.ts';
import { type PlaceAnswer, textLines, told } from '#agents/place/answer.ts';
import { filesWith, moreFiles } from '#agents/place/search-text.ts';
import { definitionsOf } from '#code/definitions.ts';
import { bareName, identifiersOf } from '#code/identifiers.ts';
import { parseFile } from '#code/parse.ts';
import { nameWord } from '#shared/whole-word.ts';

const MOST_FILES = 40;
const MOST_USES = 8;
const LONGEST_LINE = 240;
/** Characters; a longer file is searched as text. */
const LONGEST_PARSED = 400_000;

interface Places {
  readonly definitions: readonly number[];
  readonly uses: readonly number[];
}

function wordLines(text: string, name: string): readonly number[] {
  const word = nameWord(name);
  return textLines(text).flatMap((line, index) => (word.test(line) ? [index] : []));
}

/** The rows at which the name is defined and used. In a file without a parser every line with the word is a use. */
async function placesIn(path: string, text: string, name: string): Promise<Places> {
  const source = text.length > LONGEST_PARSED ? null : await parseFile(path, text);
  if (source === null) return { definitions: [], uses: wordLines(text, name) };
  const defined = definitionsOf(source).filter((definition) => definition.name === name);
  const definitions = new Set(defined.map(({ nameNode }) => nameNode.row));
  const uses = identifiersOf(source).filter((node) => bareName(node.text) === name);
  return {
    definitions: [...definitions],
    uses: [...new Set(uses.map(({ row }) => row))].filter((row) => !definitions.has(row)),
  };
}

/** The definitions and uses of a name, by the parser of each file's language: `definition`, path, line and text. */
export async function findSymbol(
  files: ModelFiles,
  name: string,
  folder: string | null,
): Promise<PlaceAnswer> {
  const found = await filesWith(files, name, folder);
  const definitions: string[] = [];
  const uses: string[] = [];
  for (const path of found.slice(0, MOST_FILES)) {
    const text = (await files.read(path)) ?? '';
    const lines = textLines(text);
    const places = await placesIn(path, text, name);
    const shown = (row: number) => `${path}:${row + 1}: ${(lines[row] ?? '').trim().slice(0, LONGEST_LINE)}`;
    definitions.push(...places.definitions.map((row) => `definition ${shown(row)}`));
    uses.push(...places.uses.slice(0, MOST_USES).map((row) => `use ${shown(row)}`));
    const rest = places.uses.length - MOST_USES;
    if (rest > 0) uses.push(`use ${path}: ${rest} more`);
  }
  if (definitions.length + uses.length === 0) return told(`No code names ${name}.`);
  return told([...definitions, ...uses].join('\n'), moreFiles(found, MOST_FILES));
}
