/** A node of the tree that PostHog's parser gives. */
export interface Node {
  readonly node: string;
  readonly [field: string]: unknown;
}

/** The node in a field. Throws if there is none. */
export function child(node: Node, field: string): Node {
  const value = node[field];
  if (!isNode(value)) throw refused(field, node);
  return value;
}

/** The nodes in a field. Throws if it holds anything else. */
export function list(node: Node, field: string): readonly Node[] {
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

/** Whether a part of a statement is given. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** The error for what the printer does not know. */
export function refused(what: string, node: Node): Error {
  return new Error(`the printer does not know ${what}: ${JSON.stringify(node).slice(0, 200)}`);
}
