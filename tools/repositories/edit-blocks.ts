import type { FileEdit } from '#ports/code-host.ts';

/** What an author does to one file: replaces pieces of it, writes it anew, or deletes it. */
export type AuthoredEdit =
  | { readonly path: string; readonly blocks: readonly EditBlock[] }
  | { readonly path: string; readonly content: string }
  | { readonly path: string; readonly deleted: true };

/** `search` stands in the file exactly once. */
export interface EditBlock {
  readonly search: string;
  readonly replace: string;
}

const HEAD = /^=== (edit|new|delete) (\S+)$/;

/**
 * Reads a file of edits: `=== edit <path>` with blocks (`--- search`, `--- replace`, `--- end`), `=== new <path>` with the
 * content, `=== delete <path>`. Each part is whole lines, or begins within a line. Throws if a line has no place.
 */
export function readEdits(text: string): readonly AuthoredEdit[] {
  const edits: AuthoredEdit[] = [];
  const lines = text.split(/(?<=\n)/);
  for (let at = 0; at < lines.length; ) {
    const head = HEAD.exec((lines[at] ?? '').trimEnd());
    if (head === null) throw new Error(`line ${at + 1} begins no edit: ${lines[at]}`);
    const next = lines.findIndex((line, index) => index > at && HEAD.test(line.trimEnd()));
    const end = next === -1 ? lines.length : next;
    edits.push(editOf(head[1] ?? '', head[2] ?? '', lines.slice(at + 1, end)));
    at = end;
  }
  return edits;
}

function editOf(kind: string, path: string, lines: readonly string[]): AuthoredEdit {
  if (kind === 'delete') return { path, deleted: true };
  if (kind === 'new') return { path, content: lines.join('') };
  return { path, blocks: blocksOf(path, lines) };
}

function blocksOf(path: string, lines: readonly string[]): readonly EditBlock[] {
  const blocks: EditBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    const middle = lines.indexOf('--- replace\n', at);
    const end = lines.indexOf('--- end\n', middle);
    if (lines[at] !== '--- search\n' || middle === -1 || end === -1) throw new Error(`${path}: broken block`);
    blocks.push({
      search: lines.slice(at + 1, middle).join(''),
      replace: lines.slice(middle + 1, end).join(''),
    });
    at = end + 1;
  }
  return blocks;
}

/** The edits as whole-file changes of these files. Throws if a file or a block does not fit. */
export function applyEdits(
  files: Readonly<Record<string, string>>,
  edits: readonly AuthoredEdit[],
): readonly FileEdit[] {
  return edits.map((edit) => {
    const before = files[edit.path];
    if ('content' in edit) {
      if (before !== undefined) throw new Error(`${edit.path}: is there already`);
      return { path: edit.path, content: edit.content };
    }
    if (before === undefined) throw new Error(`${edit.path}: is not there`);
    if ('deleted' in edit) return { path: edit.path, content: null };
    return {
      path: edit.path,
      content: edit.blocks.reduce((text, block) => replaceOnce(edit.path, text, block), before),
    };
  });
}

function replaceOnce(path: string, text: string, { search, replace }: EditBlock): string {
  const [head, tail, ...more] = text.split(search);
  if (head === undefined || tail === undefined || more.length > 0)
    throw new Error(`${path}: the block does not stand there once:\n${search}`);
  return head + replace + tail;
}

/** The files after whole-file changes, in the order of their paths. */
export function filesAfter(
  files: Readonly<Record<string, string>>,
  edits: readonly FileEdit[],
): Readonly<Record<string, string>> {
  const contents = new Map(Object.entries(files));
  for (const { path, content } of edits) {
    if (content === null) contents.delete(path);
    else contents.set(path, content);
  }
  return Object.fromEntries([...contents].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
