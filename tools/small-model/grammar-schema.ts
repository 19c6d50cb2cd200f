type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The schema of an answer as node-llama-cpp takes it: it knows `oneOf` and passes `anyOf` over, which would let any text through.
 */
export function grammarSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(grammarSchema);
  if (!isSchema(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'anyOf') return ['oneOf', grammarSchema(value)];
      return [key, key === 'properties' ? grammarProperties(value) : grammarSchema(value)];
    }),
  );
}

function grammarProperties(properties: unknown): unknown {
  if (!isSchema(properties)) return properties;
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, grammarSchema(value)]));
}

function isSchema(value: unknown): value is JsonSchema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
