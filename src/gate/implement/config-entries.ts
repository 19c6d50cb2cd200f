import { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeFile } from '#gate/implement/code-base.ts';
import type { KeySymbol } from '#gate/implement/key-symbols.ts';
import { isGenericName } from '#gate/implement/key-symbols.ts';

const CONFIG = /\.(?:ya?ml|json[c5]?|toml|properties|ini|conf|neon|xml|plist)$/i;
const OPENS = /^\s*(?:-\s*)?["']?([\w.-]+)["']?\s*[:=]/;
const INLINE = /["']?([\w.-]+)["']?\s*[:=]\s*\{[^{}]*$/;

/** The names of the entries around a line, the nearest first. */
function namesAround(lines: readonly string[], at: number, column: number): readonly string[] {
  const line = lines[at] ?? '';
  const inline = INLINE.exec(line.slice(0, column))?.[1];
  const own = OPENS.exec(line);
  const found = [
    ...(inline === undefined ? [] : [inline]),
    ...(own?.[1] === undefined || own.index + own[0].length > column ? [] : [own[1]]),
  ];
  let depth = line.search(/\S/);
  for (let above = at - 1; above >= 0; above -= 1) {
    const text = lines[above] ?? '';
    const section = /^\s*\[+\s*(?:\w+\.)*["']?([\w.-]+)["']?\s*\]+\s*$/.exec(text)?.[1];
    if (section !== undefined) return [...found, section];
    const indent = text.search(/\S/);
    if (indent < 0 || indent >= depth) continue;
    depth = indent;
    const name = OPENS.exec(text)?.[1];
    if (name !== undefined) found.push(name);
  }
  return found;
}

/** The name under which a config file keeps the key, as a symbol that code refers to by a string; null if there is none. */
export function configSymbol(key: string, file: CodeFile): KeySymbol | null {
  if (!CONFIG.test(file.path) || file.source !== null) return null;
  const lines = file.text.split(/\r?\n/);
  const row = lines.findIndex((line) => line.includes(key) && !/^\s*(?:#|\/\/)/.test(line));
  if (row < 0) return null;
  const name = namesAround(lines, row, (lines[row] ?? '').indexOf(key)).find(
    (one) => !isGenericName(one) && one !== key,
  );
  if (name === undefined) return null;
  const start = lines.slice(0, row).join('\n').lastIndexOf(name);
  const from = Math.max(0, start);
  const end = Math.min(file.text.length, from + 300);
  const node = new SyntaxNode(file.text, null, {
    type: 'config_entry',
    named: true,
    field: null,
    start: from,
    end,
    row,
    broken: false,
  });
  return {
    name,
    owner: null,
    path: file.path,
    nameNode: node,
    node,
    scope: null,
    ownFileOnly: false,
    byString: true,
    asks: false,
  };
}
