import { z } from 'zod';

type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Limits of strings, with the words that stand for them in the description: not every server knows them, and a large `maxLength` breaks the
 * grammars that llama.cpp makes of a schema. Limits of arrays stay: without them a small model writes entries without end.
 */
const LIMIT_WORDS: Readonly<Record<string, (limit: unknown) => string>> = {
  minLength: (limit) => `at least ${String(limit)} characters`,
  maxLength: (limit) => `at most ${String(limit)} characters`,
};

/** Characters up to which a limit of a string stays in the schema, too: without one a small model writes an empty string, or one without end. */
const BOUNDED = 1_000;

const DROPPED = new Set(['$schema', 'default', 'pattern', 'format', ...Object.keys(LIMIT_WORDS)]);

function isRecord(value: unknown): value is JsonSchema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isBound(key: string, value: unknown): boolean {
  return Object.hasOwn(LIMIT_WORDS, key) && typeof value === 'number' && value <= BOUNDED;
}

/** The names under `properties` belong to the answer, even if they read like a limit. */
function portableEach(properties: unknown): unknown {
  if (!isRecord(properties)) return properties;
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, portable(value)]));
}

function portable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(portable);
  if (!isRecord(node)) return node;
  const limits = Object.entries(LIMIT_WORDS).flatMap(([key, words]) =>
    key in node ? [words(node[key])] : [],
  );
  const kept = Object.entries(node).filter(([key, value]) => !DROPPED.has(key) || isBound(key, value));
  const result = Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'properties' ? portableEach(value) : portable(value)]),
  );
  const description = [node['description'], limits.join(', ')].filter(
    (part) => typeof part === 'string' && part !== '',
  );
  return description.length === 0 ? result : { ...result, description: description.join('; ') };
}

/**
 * JSON Schema of an answer in the subset that strict structured output takes: every property is required, no other
 * is allowed, limits of arrays and short strings are kept, and those of strings stand in words, too (zod checks all on the answer). Throws TypeError if the schema is not an object or
 * has optional properties: use `nullable` instead.
 */
export function strictSchema(schema: z.ZodType): JsonSchema {
  const full = portable(z.toJSONSchema(schema));
  if (!isRecord(full) || full['type'] !== 'object') throw new TypeError('an answer must be an object');
  assertStrict(full);
  return full;
}

function assertStrict(node: unknown): void {
  if (Array.isArray(node)) {
    for (const item of node) assertStrict(item);
    return;
  }
  if (!isRecord(node)) return;
  const { properties, required } = node;
  if (isRecord(properties)) {
    const names = new Set(Array.isArray(required) ? required : []);
    const missing = Object.keys(properties).filter((name) => !names.has(name));
    if (missing.length > 0) throw new TypeError(`optional properties are not strict: ${missing.join(', ')}`);
  }
  for (const value of Object.values(node)) assertStrict(value);
}
