import { FUNCTIONS } from './functions.ts';
import { child, isThere, list, type Node, refused } from './tree.ts';

/** What PostHog knows when it prints a query. */
export interface Project {
  readonly teamId: number;
  /** IANA zone of the project. */
  readonly timezone: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** ClickHouse text that takes the place of `{filters}`; null if the query does not ask for it. */
  readonly filters: string | null;
}

/** A project, and the place of an expression in the query. */
export interface Context extends Project {
  /** PostHog leaves comparisons in a join as they are. */
  readonly inJoin: boolean;
}

/** Prints an expression. Throws at anything it does not know. */
export function printExpression(node: Node, context: Context): string {
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
  const [chain, name] = [array['chain'], index.node === 'Placeholder' ? givenValue(index, context) : null];
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
    : constant(givenValue(node, context));
}

function placeholderName(node: Node): string {
  const chain = child(node, 'expr')['chain'];
  return Array.isArray(chain) ? chain.join('.') : '';
}

function givenValue(node: Node, { values }: Context): unknown {
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

/** A name as it is. Throws if it is none that needs no quotes. */
export function identifier(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`a name that is none: ${name}`);
  return name;
}

/** A string literal of ClickHouse. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`;
}
