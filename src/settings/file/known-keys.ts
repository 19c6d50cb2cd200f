import { settingsJsonSchema } from './file-schema.ts';
import type { Path } from './settings-problem.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The keys that the file may have at a path, from its JSON schema; the value says which kind of entry stands there. */
export function knownKeys(value: unknown, path: Path, root: Schema = schemaOfFile()): readonly string[] {
  let schemas: readonly Schema[] = [root];
  let inner = value;
  for (const part of path) {
    schemas = schemas.flatMap((schema) => optionsOf(schema, inner)).flatMap((schema) => below(schema, part));
    inner = isGroup(inner) ? inner[part] : undefined;
  }
  const found = schemas.flatMap((schema) => optionsOf(schema, inner));
  return [...new Set(found.flatMap((schema) => Object.keys(groupIn(schema, 'properties'))))];
}

let made: Schema | undefined;

/** Made once, when it is needed first: making it takes milliseconds. */
function schemaOfFile(): Schema {
  made ??= settingsJsonSchema();
  return made;
}

function below(schema: Schema, part: string | number): readonly Schema[] {
  if (typeof part === 'number') return [groupIn(schema, 'items')];
  const property = groupIn(schema, 'properties')[part];
  return [isGroup(property) ? property : groupIn(schema, 'additionalProperties')];
}

/** The alternatives of a schema that fit the constants in the value, such as its `kind`; all if none does. */
function optionsOf(schema: Schema, value: unknown): readonly Schema[] {
  const listed = schema['oneOf'] ?? schema['anyOf'];
  if (!Array.isArray(listed)) return [schema];
  const options = listed.filter(isGroup);
  const fitting = options.filter((option) =>
    Object.entries(groupIn(option, 'properties')).every(
      ([name, property]) =>
        !isGroup(property) ||
        property['const'] === undefined ||
        (isGroup(value) && value[name] === property['const']),
    ),
  );
  return fitting.length > 0 ? fitting : options;
}

function groupIn(schema: Schema, name: string): Schema {
  const inner = schema[name];
  return isGroup(inner) ? inner : {};
}

function isGroup(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}
