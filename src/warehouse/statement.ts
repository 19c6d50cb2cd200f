import type { SqlParameter, SqlStatement } from '#ports/sql-engine.ts';
import type { SqlDialect } from './dialect.ts';

/** Collects the values of one statement. */
export interface StatementValues {
  /** Keeps a value; gives what stands for it in text that `finish` takes. */
  readonly bind: (value: string | number, type?: SqlParameter['type']) => string;
  /** The statement, with a placeholder of the dialect for each value. */
  readonly finish: (name: string, text: string) => SqlStatement;
}

export function createStatementValues(dialect: SqlDialect): StatementValues {
  const kept: SqlParameter[] = [];
  return {
    bind(value, type = 'text') {
      const found = kept.findIndex((one) => one.type === type && Object.is(one.value, value));
      const place = found === -1 ? kept.push({ type, value }) - 1 : found;
      // No name and no literal of a statement holds these brackets.
      return `⟦${place}⟧`;
    },
    finish(name, text) {
      const used: SqlParameter[] = [];
      const places = new Map<number, number>();
      const written = text.replaceAll(/⟦([0-9]+)⟧/g, (_, digits: string) => {
        const parameter = kept[Number(digits)];
        if (parameter === undefined) throw new Error('a value that was not kept');
        const known = dialect.namesParameters ? places.get(Number(digits)) : undefined;
        const index = known ?? used.push(parameter) - 1;
        places.set(Number(digits), index);
        return dialect.placeholder(index, parameter.type);
      });
      const ending = dialect.ending === '' ? '' : `\n${dialect.ending}`;
      return { name, text: `${written}${ending}`, parameters: used };
    },
  };
}

/** Named levels of one statement, each read by the next. Names begin with `look__`, so that they hide no table of the warehouse. */
export interface Levels {
  /** `isCounted`: SQLite reads the level twice, to count its rows before; it would keep them all if it were not told to read it anew. */
  readonly add: (name: string, text: string, isCounted?: boolean) => string;
  /** `WITH … ` all levels, then the last SELECT. */
  readonly with: (last: string) => string;
}

function createLevels(): Levels {
  const levels: string[] = [];
  return {
    add(name, text, isCounted = false) {
      levels.push(`${name} AS ${isCounted ? 'NOT MATERIALIZED ' : ''}(\n${text}\n)`);
      return name;
    },
    with: (last) => `WITH ${levels.join(',\n')}\n${last}`,
  };
}

/** What every part of a statement is written with. */
export interface Writing {
  readonly dialect: SqlDialect;
  readonly values: StatementValues;
  readonly levels: Levels;
}

export function beginWriting(dialect: SqlDialect): Writing {
  return { dialect, values: createStatementValues(dialect), levels: createLevels() };
}
