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

/**
 * The quantile of ranked values as R's type 7 has it; NULL without a value. `share` is an expression of the number of values alone;
 * `over` makes windows of the aggregates.
 */
export function valueAtRank(value: string, share: string, over: string): string {
  const rank = `((${value}_n - 1) * (${share}))`;
  const at = (place: string) =>
    `MAX(CASE WHEN ${value} IS NOT NULL AND ${value}_rank = ${place} THEN ${value} END)${over}`;
  const low = at(`floor(${rank})`);
  const way = `MAX(${rank} - floor(${rank}))${over}`;
  return `${low} + ${way} * (${at(`ceil(${rank})`)} - ${low})`;
}
