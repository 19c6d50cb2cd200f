import { definitionsOf } from '#code/definitions.ts';
import { literalsOf } from '#code/literals.ts';
import { type ParsedSource, parseFile } from '#code/parse.ts';
import { keyWord } from '#shared/whole-word.ts';

/** Fields of an entry: the entry above has the name. */
const FIELD = /^(?:key|flag|name|id|slug|code|flag_?key|feature|experiment|value|raw_?value)$/i;
const CONFIG = /\.(?:ya?ml|json|toml|properties|ini)$/i;

/**
 * Names that stand for a flag key in a file: constants, entries of enums and of registries, keys of configuration. Only
 * names of two words and more, because a search for them must not find half of the repository.
 */
export async function flagNames(path: string, text: string, flagKey: string): Promise<readonly string[]> {
  const names = CONFIG.test(path)
    ? registryNames(text, flagKey)
    : namesInCode(await parseFile(path, text), flagKey);
  return [...new Set(names)].filter(isTelling);
}

function isTelling(name: string): boolean {
  return /^[\w-]{5,}$/.test(name) && /[a-z0-9][A-Z]|[^_-][_-][^_-]/.test(name);
}

function namesInCode(source: ParsedSource | null, flagKey: string): readonly string[] {
  if (source === null) return [];
  const keys = literalsOf(source).filter(({ value }) => value === flagKey);
  const definitions = definitionsOf(source).filter(({ kind }) => kind === 'value' || kind === 'entry');
  return keys.flatMap(({ node }) => {
    const around = definitions
      .filter((definition) => definition.node.covers(node) && !definition.nameNode.covers(node))
      .filter((definition) => !isWithinFunction(definition.node.parent))
      .toSorted((a, b) => a.node.end - a.node.start - (b.node.end - b.node.start));
    const [first, second] = around;
    if (first === undefined) return [];
    return [FIELD.test(first.name) ? (second ?? first).name : first.name];
  });
}

type Node = ParsedSource['root'];

function isWithinFunction(node: Node | null): boolean {
  for (let at = node; at !== null; at = at.parent) {
    if (/function|method|lambda|closure|arrow|func_literal|block_body/.test(at.type)) return true;
  }
  return false;
}

/** The key of the nearest line above that is indented less, and the key of the line itself. */
function registryNames(text: string, flagKey: string): readonly string[] {
  const lines = text.split('\n');
  const key = keyWord(flagKey);
  return lines.flatMap((line, at) => {
    if (!key.test(line)) return [];
    const own = keyOfLine(line);
    if (own !== null && own !== flagKey && !FIELD.test(own)) return [own];
    const above = lines
      .slice(0, at)
      .toReversed()
      .find((other) => other.trim() !== '' && indent(other) < indent(line));
    const name = above === undefined ? null : keyOfLine(above);
    return name === null ? [] : [name];
  });
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

function keyOfLine(line: string): string | null {
  return /^\s*(?:-\s+)?\[?["']?([\w.-]+)["']?\]?\s*[:=]?/.exec(line)?.[1] ?? null;
}
