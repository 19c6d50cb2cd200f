import { identifier, type Project, printExpression } from './print-expression.ts';
import { child, isThere, list, type Node, refused } from './tree.ts';

/**
 * Prints a HogQL query as ClickHouse SQL as PostHog does: values in place of placeholders, the team's events alone, times in the
 * zone of the project, persons after merges, comparisons that are never NULL. Throws at anything it does not know.
 */
export function printClickHouse(node: Node, project: Project): string {
  return node.node === 'SelectSetQuery' ? printSet(node, project) : printSelect(node, project);
}

function printSet(node: Node, project: Project): string {
  const rest = list(node, 'subsequent_select_queries').map((one) => {
    if (one['set_operator'] !== 'UNION ALL') throw refused('a set operation', one);
    return printClickHouse(child(one, 'select_query'), project);
  });
  return [printClickHouse(child(node, 'initial_select_query'), project), ...rest].join('\nUNION ALL\n');
}

const UNKNOWN_PARTS = ['ctes', 'prewhere', 'qualify', 'window_exprs', 'offset'];

function printSelect(node: Node, project: Project): string {
  if (node.node !== 'SelectQuery') throw refused('a statement', node);
  for (const part of UNKNOWN_PARTS) if (isThere(node[part])) throw refused(part, node);
  const from = child(node, 'select_from');
  const isEvents = from.node === 'JoinExpr' && isEventsTable(from);
  const print = (one: Node) => printExpression(one, { ...project, inJoin: false });
  const where = [
    ...(isEvents ? [`equals(events.team_id, ${project.teamId})`] : []),
    ...(isThere(node['where']) ? [print(child(node, 'where'))] : []),
  ];
  return [
    `SELECT ${node['distinct'] === true ? 'DISTINCT ' : ''}${list(node, 'select').map(print).join(', ')}`,
    `FROM ${printJoin(from, project)}`,
    ...printArrayJoin(node, print),
    ...(where.length === 0 ? [] : [`WHERE ${where.length === 1 ? where[0] : `and(${where.join(', ')})`}`]),
    ...(isThere(node['group_by']) ? [`GROUP BY ${list(node, 'group_by').map(print).join(', ')}`] : []),
    ...(isThere(node['having']) ? [`HAVING ${print(child(node, 'having'))}`] : []),
    ...printOrderBy(node, print),
    ...printLimitBy(node, print),
    ...(isThere(node['limit']) ? [`LIMIT ${print(child(node, 'limit'))}`] : []),
  ].join('\n');
}

function printArrayJoin(node: Node, print: (one: Node) => string): readonly string[] {
  if (!isThere(node['array_join_op'])) return [];
  if (node['array_join_op'] !== 'ARRAY JOIN') throw refused('an array join', node);
  return [`ARRAY JOIN ${list(node, 'array_join_list').map(print).join(', ')}`];
}

function printOrderBy(node: Node, print: (one: Node) => string): readonly string[] {
  if (!isThere(node['order_by'])) return [];
  const parts = list(node, 'order_by').map((one) => `${print(child(one, 'expr'))} ${String(one['order'])}`);
  return [`ORDER BY ${parts.join(', ')}`];
}

function printLimitBy(node: Node, print: (one: Node) => string): readonly string[] {
  if (!isThere(node['limit_by'])) return [];
  const by = child(node, 'limit_by');
  return [`LIMIT ${print(child(by, 'n'))} BY ${list(by, 'exprs').map(print).join(', ')}`];
}

function isEventsTable(join: Node): boolean {
  const table = child(join, 'table');
  if (table.node !== 'Field') return false;
  const chain = table['chain'];
  if (Array.isArray(chain) && chain.length === 1 && chain[0] === 'events') return true;
  throw refused('a table', table);
}

/** Persons as PostHog joins them: an event has the person of its time, and merges since then override it. */
const OVERRIDES = `LEFT OUTER JOIN (
SELECT argMax(person_distinct_id_overrides.person_id, person_distinct_id_overrides.version) AS person_id, person_distinct_id_overrides.distinct_id AS distinct_id
FROM person_distinct_id_overrides
WHERE equals(person_distinct_id_overrides.team_id, {team})
GROUP BY person_distinct_id_overrides.distinct_id
HAVING ifNull(equals(argMax(person_distinct_id_overrides.is_deleted, person_distinct_id_overrides.version), 0), 0)
) AS events__override ON equals(events.distinct_id, events__override.distinct_id)`;

function printJoin(join: Node, project: Project): string {
  if (isThere(join['sample']) || join['table_final'] === true) throw refused('a sample', join);
  const isEvents = isEventsTable(join);
  const table = isEvents
    ? `events ${OVERRIDES.replace('{team}', String(project.teamId))}`
    : `(\n${printClickHouse(child(join, 'table'), project)}\n)`;
  const alias = isThere(join['alias']) ? ` AS ${identifier(String(join['alias']))}` : '';
  if (isEvents && alias !== '') throw refused('another name for events', join);
  const type = isThere(join['join_type']) ? `${join['join_type']} ` : '';
  const constraint = isThere(join['constraint']) ? child(join, 'constraint') : null;
  if (constraint !== null && constraint['constraint_type'] !== 'ON')
    throw refused('a constraint', constraint);
  const on =
    constraint === null
      ? ''
      : ` ON ${printExpression(child(constraint, 'expr'), { ...project, inJoin: true })}`;
  const next = isThere(join['next_join']) ? `\n${printJoin(child(join, 'next_join'), project)}` : '';
  return `${type}${table}${alias}${on}${next}`;
}
