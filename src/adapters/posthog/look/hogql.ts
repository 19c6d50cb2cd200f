/** A query as PostHog takes it. Whatever comes from outside is in `values`, which fill the `{…}` of the text, and never in the text. */
export interface HogQl {
  /** Says in PostHog's own query log what the query is for. */
  readonly name: string;
  readonly query: string;
  readonly values: Readonly<Record<string, QueryValue>>;
}

export type QueryValue = string | number | boolean;

/** Collects the values of one query. */
export interface QueryValues {
  /** Keeps a value and gives its placeholder for the text. */
  readonly bind: (name: string, value: QueryValue) => string;
  readonly all: () => Readonly<Record<string, QueryValue>>;
}

/** An empty collection. Every name begins with `prefix`, so that several looks share one query. */
export function createQueryValues(prefix = ''): QueryValues {
  const values = new Map<string, QueryValue>();
  return {
    bind(name, value) {
      values.set(`${prefix}${name}`, value);
      return `{${prefix}${name}}`;
    },
    all: () => Object.fromEntries(values),
  };
}

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

/** An empty shelf; its columns are `<prefix>_0`, `<prefix>_1`, … PostHog's parser takes long, so that equal columns are worth sharing. */
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

/** Milliseconds as an instant that HogQL reads in UTC, whatever the zone of the project is. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
