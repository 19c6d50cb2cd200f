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

/** Milliseconds as an instant that HogQL reads in UTC, whatever the zone of the project is. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
