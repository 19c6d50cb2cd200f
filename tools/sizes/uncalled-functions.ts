import type { SourceFile } from './source-file.ts';

/** Exported functions of a folder that the product does not call, and what is wrong with the list of waiting ones. */
export interface Uncalled {
  /** `through`: the waiting function that calls it, itself if it is one. */
  readonly waiting: readonly { readonly name: string; readonly row: string; readonly through: string }[];
  readonly problems: readonly string[];
}

/** B4 before B14. */
const BY_ROW = new Intl.Collator('en', { numeric: true });

interface Node {
  readonly id: string;
  readonly name: string;
  readonly isFunction: boolean;
  readonly uses: readonly string[];
}

/**
 * Follows names, not files: a function of `folder` is called if its name is in the text of a declaration that is called.
 * `product` are the files reachable from the start; `rows` names the row that will call a function which waits. Wrong is: a
 * function that neither the product nor a waiting function calls, and an entry of `rows` that is called already or gone.
 */
export function uncalledFunctions(
  folder: string,
  files: readonly SourceFile[],
  product: ReadonlySet<string>,
  rows: Readonly<Record<string, string>>,
): Uncalled {
  const own = files.filter(({ path }) => path.startsWith(`${folder}/`));
  const nodes = new Map(own.flatMap(nodesOf).map((node) => [node.id, node]));
  const functions = [...nodes.values()].filter((node) => node.isFunction);
  const entries = files
    .filter(({ path }) => product.has(path) && !path.startsWith(`${folder}/`))
    .flatMap(({ imports }) =>
      imports.flatMap((one) => one.names.map(({ exported }) => `${one.path} ${exported}`)),
    );
  const called = reach(entries, nodes);
  const through = new Map<string, string>();
  for (const { id, name } of functions.filter(
    (node) => Object.hasOwn(rows, node.name) && !called.has(node.id),
  )) {
    for (const reached of reach([id], nodes))
      if (!through.has(reached) || reached === id) through.set(reached, name);
  }
  const uncalled = functions.filter(({ id }) => !called.has(id));
  return {
    waiting: uncalled
      .flatMap(({ id, name }) => {
        const by = through.get(id);
        return by === undefined ? [] : [{ name, row: rows[by] ?? '', through: by }];
      })
      .sort((one, other) => BY_ROW.compare(one.row, other.row) || BY_ROW.compare(one.name, other.name)),
    problems: [
      ...uncalled
        .filter(({ id }) => !through.has(id))
        .map(({ id }) => `${id} has no caller and waits for no row`),
      ...Object.keys(rows).flatMap((name) => staleness(name, functions, called)),
    ],
  };
}

function staleness(name: string, functions: readonly Node[], called: ReadonlySet<string>): readonly string[] {
  const found = functions.filter((node) => node.name === name);
  if (found.length === 0) return [`${name} is listed as waiting and does not exist`];
  return found.every(({ id }) => called.has(id)) ? [`${name} is listed as waiting and has a caller`] : [];
}

/** Every declaration and re-export of a file, with the names it uses resolved to the files that declare them. */
function nodesOf({ path, imports, declarations }: SourceFile): readonly Node[] {
  const known = new Map(declarations.map(({ name }) => [name, `${path} ${name}`]));
  for (const one of imports.filter(({ isReExport }) => !isReExport)) {
    for (const { exported, local } of one.names) known.set(local, `${one.path} ${exported}`);
  }
  const reExported = imports
    .filter(({ isReExport }) => isReExport)
    .flatMap((one) => one.names.map(({ exported, local }) => ({ local, uses: [`${one.path} ${exported}`] })));
  return [
    ...reExported.map(({ local, uses }) => ({
      id: `${path} ${local}`,
      name: local,
      isFunction: false,
      uses,
    })),
    ...declarations.map(({ name, kind, isExported, text }) => ({
      id: `${path} ${name}`,
      name,
      isFunction: isExported && kind === 'function',
      uses: [...new Set(text.match(/\w+/g))].flatMap((word) =>
        word === name ? [] : (known.get(word) ?? []),
      ),
    })),
  ];
}

function reach(entries: readonly string[], nodes: ReadonlyMap<string, Node>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...entries];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes.get(id);
    if (node === undefined || reached.has(id)) continue;
    reached.add(id);
    open.push(...node.uses);
  }
  return reached;
}
