import { FUNCTIONS } from './functions.ts';

/** A node of the tree that PostHog's parser gives. */
export interface Node {
  readonly node: string;
  readonly [field: string]: unknown;
}

/** What PostHog knows when it prints a query. */
export interface Project {
  readonly teamId: number;
  /** IANA zone of the project. */
  readonly timezone: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** ClickHouse text that takes the place of `{filters}`; null if the query does not ask for it. */
  readonly filters: string | null;
}

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

const UNKNOWN_PARTS = ['ctes', 'prewhere', 'qualify', 'window_exprs', 'offset', 'order_by'];

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
    ...printLimitBy(node, print),
    ...(isThere(node['limit']) ? [`LIMIT ${print(child(node, 'limit'))}`] : []),
  ].join('\n');
}

function printArrayJoin(node: Node, print: (one: Node) => string): readonly string[] {
  if (!isThere(node['array_join_op'])) return [];
  if (node['array_join_op'] !== 'ARRAY JOIN') throw refused('an array join', node);
  return [`ARRAY JOIN ${list(node, 'array_join_list').map(print).join(', ')}`];
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

interface Context extends Project {
  /** PostHog leaves comparisons in a join as they are. */
  readonly inJoin: boolean;
}

function printExpression(node: Node, context: Context): string {
  const print = (one: Node) => printExpression(one, context);
  switch (node.node) {
    case 'Alias':
      return `${print(child(node, 'expr'))} AS ${identifier(String(node['alias']))}`;
    case 'And':
      return `and(${list(node, 'exprs').map(print).join(', ')})`;
    case 'Or':
      return `or(${list(node, 'exprs').map(print).join(', ')})`;
    case 'Not':
      return `not(${print(child(node, 'expr'))})`;
    case 'Constant':
      return constant(node['value']);
    case 'Placeholder':
      return placeholder(node, context);
    case 'Field':
      return field(node, context);
    case 'Tuple':
      return `tuple(${list(node, 'exprs').map(print).join(', ')})`;
    case 'Array':
      return `[${list(node, 'exprs').map(print).join(', ')}]`;
    case 'ArithmeticOperation':
      return `${arithmetic(String(node['op']))}(${print(child(node, 'left'))}, ${print(child(node, 'right'))})`;
    case 'Lambda':
      return `(${(node['args'] as readonly string[]).map(identifier).join(', ')}) -> ${print(child(node, 'expr'))}`;
    case 'CompareOperation':
      return comparison(node, context);
    case 'Call':
      return call(node, context);
    case 'ArrayAccess':
      return element(node, context);
    case 'SelectQuery':
      return `(${printSelect(node, context)})`;
    default:
      throw refused('an expression', node);
  }
}

function call(node: Node, context: Context): string {
  const name = String(node['name']);
  for (const part of ['params', 'filter_expr', 'order_by'])
    if (isThere(node[part])) throw refused(part, node);
  if (node['distinct'] === true) throw refused('distinct', node);
  const args = list(node, 'args');
  if (name === 'toDateTime') return dateTime(args, context);
  const known = FUNCTIONS.get(name);
  if (known === undefined) throw new Error(`PostHog has no function ${name}`);
  if (args.length < known.least || args.length > known.most)
    throw new Error(`${name} takes ${known.least} to ${known.most} arguments, not ${args.length}`);
  const printed = args.map((one) => printExpression(one, context));
  return `${known.clickhouse}(${[...printed, ...(known.suffix === undefined ? [] : [known.suffix])].join(', ')})`;
}

/** Of a constant text PostHog makes an instant in the zone of the project, to the microsecond. */
function dateTime(args: readonly Node[], context: Context): string {
  const [text] = args;
  if (text === undefined || args.length !== 1 || text.node !== 'Placeholder')
    throw new Error('toDateTime is known of one value alone');
  return `parseDateTime64BestEffort(${printExpression(text, context)}, 6, ${quote(context.timezone)})`;
}

const COMPARISONS: Readonly<Record<string, readonly [string, 'none' | 'both' | 'one']>> = {
  '==': ['equals', 'both'],
  '!=': ['notEquals', 'one'],
  '<': ['less', 'none'],
  '<=': ['lessOrEquals', 'none'],
  '>': ['greater', 'none'],
  '>=': ['greaterOrEquals', 'none'],
  like: ['like', 'both'],
  'not like': ['notLike', 'one'],
  ilike: ['ilike', 'both'],
  'not ilike': ['notILike', 'one'],
};

/** A comparison that is 0 or 1 whatever is NULL: `=` is true of two NULLs, `!=` and `NOT IN` of one. */
function comparison(node: Node, context: Context): string {
  const op = String(node['op']);
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  const [l, r] = [printExpression(left, context), printExpression(right, context)];
  const isNullable = mayBeNull(left, context) || mayBeNull(right, context);
  if (isNull(right)) return op === '==' ? `isNull(${l})` : `isNotNull(${l})`;
  if (op === 'in') return `in(${l}, ${r})`;
  if (op === 'not in') return isNullable ? `ifNull(notIn(${l}, ${r}), 1)` : `notIn(${l}, ${r})`;
  const known = COMPARISONS[op];
  if (known === undefined) throw refused('a comparison', node);
  const [name, ifNull] = known;
  const text = `${name}(${l}, ${r})`;
  if (context.inJoin || !isNullable || [l, r].some(isTimestamp)) return text;
  if (ifNull === 'none') return `ifNull(${text}, 0)`;
  if (mayBeNull(left, context) && mayBeNull(right, context))
    return ifNull === 'both'
      ? `ifNull(${text}, and(isNull(${l}), isNull(${r})))`
      : `ifNull(${text}, or(isNotNull(${l}), isNotNull(${r})))`;
  return `ifNull(${text}, ${ifNull === 'one' ? 1 : 0})`;
}

/** PostHog keeps comparisons of a timestamp bare, so that its index is used. */
function isTimestamp(printed: string): boolean {
  return printed.includes('toTimeZone(') && printed.includes('.timestamp');
}

/** What PostHog does not know it takes for nullable. */
function mayBeNull(node: Node, context: Context): boolean {
  if (node.node === 'Constant') return node['value'] === null;
  if (node.node === 'Placeholder') return false;
  if (node.node === 'Tuple' || node.node === 'Array') return false;
  return !(node.node === 'Field' && ['events.event', 'events.uuid'].includes(field(node, context)));
}

function isNull(node: Node): boolean {
  return node.node === 'Constant' && node['value'] === null;
}

const EVENT_FIELDS: Readonly<Record<string, string>> = {
  event: 'events.event',
  uuid: 'events.uuid',
  distinct_id: 'events.distinct_id',
  properties: 'events.properties',
  person_id: 'if(not(empty(events__override.distinct_id)), events__override.person_id, events.person_id)',
};

function field(node: Node, context: Context): string {
  const chain = node['chain'];
  if (!Array.isArray(chain)) throw refused('a field', node);
  const [first, second, ...rest] = chain.map(String);
  if (first === undefined || rest.length > 0) throw refused('a field', node);
  if (first === 'properties' && second !== undefined) return propertyText(second);
  if (second !== undefined) return `${identifier(first)}.${identifier(second)}`;
  if (first === 'timestamp') return `toTimeZone(events.timestamp, ${quote(context.timezone)})`;
  if (first === 'true' || first === 'false') return first;
  return EVENT_FIELDS[first] ?? identifier(first);
}

/** `properties[{name}]` is the property of that name; of anything else it is an element. */
function element(node: Node, context: Context): string {
  const [array, index] = [child(node, 'array'), child(node, 'property')];
  const [chain, name] = [array['chain'], index.node === 'Placeholder' ? valueOf(index, context) : null];
  if (Array.isArray(chain) && chain.join('.') === 'properties' && typeof name === 'string')
    return propertyText(name);
  return `arrayElement(${printExpression(array, context)}, ${printExpression(index, context)})`;
}

/** As PostHog reads a property: escapes are kept, quotes at the ends go, an empty text and null are NULL. */
function propertyText(name: string): string {
  return `replaceRegexpAll(nullIf(nullIf(JSONExtractRaw(events.properties, ${quote(name)}), ''), 'null'), '^"|"$', '')`;
}

function placeholder(node: Node, context: Context): string {
  return placeholderName(node) === 'filters' && context.filters !== null
    ? context.filters
    : constant(valueOf(node, context));
}

function placeholderName(node: Node): string {
  const chain = child(node, 'expr')['chain'];
  return Array.isArray(chain) ? chain.join('.') : '';
}

function valueOf(node: Node, { values }: Context): unknown {
  const name = placeholderName(node);
  if (!(name in values)) throw new Error(`no value for {${name}}`);
  return values[name];
}

function constant(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  throw new Error(`a constant of an unknown kind: ${JSON.stringify(value)}`);
}

function arithmetic(op: string): string {
  const name = { '+': 'plus', '-': 'minus', '*': 'multiply', '/': 'divide', '%': 'modulo' }[op];
  if (name === undefined) throw new Error(`an unknown operation ${op}`);
  return name;
}

function identifier(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`a name that is none: ${name}`);
  return name;
}

/** A string literal of ClickHouse. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`;
}

function child(node: Node, field: string): Node {
  const value = node[field];
  if (!isNode(value)) throw refused(field, node);
  return value;
}

function list(node: Node, field: string): readonly Node[] {
  const value = node[field];
  if (!Array.isArray(value)) throw refused(field, node);
  return value.map((one) => {
    if (!isNode(one)) throw refused(field, node);
    return one;
  });
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function refused(what: string, node: Node): Error {
  return new Error(`the printer does not know ${what}: ${JSON.stringify(node).slice(0, 200)}`);
}
