import type { FlagSymbol } from '#gate/clean-up/flag-symbols.ts';
import { keyWord } from '#shared/whole-word.ts';

const CONFIG = /\.(?:ya?ml|json|jsonc|json5|toml|properties|ini|conf|env|plist|xml)$/i;
const FIELD = /^(?:key|flag|name|id|slug|code|flag_?key|feature|experiment|value)$/i;
const PAIR = /^(\s*)(?:-\s+)?["']?([\w.-]+)["']?\s*[:=]/;
const SECTION = /^\s*\[+([\w.-]+)\]+\s*$/;

/** The name of the entry whose line, or a line under it, holds the key; null if there is none. */
function entryAt(lines: readonly string[], at: number, key: string): string | null {
  const own = PAIR.exec(lines[at] ?? '');
  const isValue = own !== null && own[2] !== key;
  if (own !== null && own[2] !== undefined && isValue && !FIELD.test(own[2])) return own[2];
  const depth = own?.[1]?.length ?? /^\s*/.exec(lines[at] ?? '')?.[0].length ?? 0;
  for (let above = at - 1; above >= 0; above -= 1) {
    const section = SECTION.exec(lines[above] ?? '');
    if (section !== null) return section[1]?.split('.').at(-1) ?? null;
    const pair = PAIR.exec(lines[above] ?? '');
    if (pair?.[1] !== undefined && pair[2] !== undefined && pair[1].length < depth) return pair[2];
  }
  return null;
}

/** The names under which a configuration file lists the flag. */
export function configNames(path: string, text: string, key: string): readonly FlagSymbol[] {
  if (!CONFIG.test(path)) return [];
  const lines = text.split(/\r?\n/);
  const whole = keyWord(key);
  return lines.flatMap((line, at): readonly FlagSymbol[] => {
    if (!whole.test(line)) return [];
    const name = entryAt(lines, at, key);
    return name === null ? [] : [{ name, path, node: null, nameNode: null }];
  });
}
