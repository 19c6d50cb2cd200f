import { type Column, same } from '#shared/sql-columns.ts';

/**
 * A value with `<value>_rank`, its place among the values of its group from 0 on, and `<value>_n`, how many there are; a NULL has no
 * place. `group` names the columns of the group; empty for all rows.
 */
export function rankedColumns(value: string, group: readonly string[]): readonly Column[] {
  const hasValue = `CASE WHEN ${value} IS NULL THEN 1 ELSE 0 END`;
  const over = group.length === 0 ? '' : `PARTITION BY ${group.join(', ')}`;
  return [
    same(value),
    {
      name: `${value}_rank`,
      text: `ROW_NUMBER() OVER (PARTITION BY ${[...group, hasValue].join(', ')} ORDER BY ${value}) - 1`,
    },
    { name: `${value}_n`, text: `COUNT(${value}) OVER (${over})` },
  ];
}

/** The place among ranked values at which a quantile lies, from 0 on, as R's type 7 has it. `share` is an expression of their number alone. */
export function quantilePlace(value: string, share: string): string {
  return `(${value}_n - 1) * (${share})`;
}

/** The value at a place between two ranks; NULL without a value. `place` names a column; `over` makes windows of the aggregates. */
export function valueAtPlace(value: string, place: string, over: string): string {
  const at = (rank: string) => `MAX(CASE WHEN ${value}_rank = ${rank} THEN ${value} END)${over}`;
  const low = at(`floor(${place})`);
  return `${low} + MAX(${place} - floor(${place}))${over} * (${at(`ceil(${place})`)} - ${low})`;
}
