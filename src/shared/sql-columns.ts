/** An expression with the name under which the next level of the query reads it. */
export interface Column {
  readonly name: string;
  readonly text: string;
}

/** `SELECT … FROM …`, one column a line. */
export function selectFrom(columns: readonly Column[], source: string): string {
  const lines = columns.map(({ name, text }) => (name === text ? name : `${text} AS ${name}`));
  return `SELECT\n${lines.join(',\n')}\nFROM ${source}`;
}

/** A column that the level below has already. */
export function same(name: string): Column {
  return { name, text: name };
}

/** Columns of one level, each kept once under a name of its own. */
export interface ColumnShelf {
  /** Name of the column for `key`; `text` makes it if it is new. */
  readonly add: (key: string, text: () => string) => string;
  readonly columns: () => readonly Column[];
}

/** An empty shelf; its columns are `<prefix>_0`, `<prefix>_1`, … Equal columns are worth sharing: a query is read, planned and run by what it says. */
export function createColumnShelf(prefix: string): ColumnShelf {
  const kept = new Map<string, Column>();
  return {
    add(key, text) {
      const found = kept.get(key) ?? { name: `${prefix}_${kept.size}`, text: text() };
      kept.set(key, found);
      return found.name;
    },
    columns: () => [...kept.values()],
  };
}
