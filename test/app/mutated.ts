import fc from 'fast-check';

type Json = Record<string, unknown>;
type Path = readonly string[];

/** Values that nobody expects. */
const junk = fc.oneof(
  fc.constantFrom(null, 0, -1, true, '', 'null', '__proto__', 'constructor', 'U', '\u0000', '\ud800', 1e308),
  fc.constantFrom<unknown>([], {}, [null], [[]], { id: null }, { toString: 1 }, { length: -1 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constant('x'.repeat(5_000)),
);

function pathsOf(value: unknown, above: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    [...above, name],
    ...pathsOf(part, [...above, name]),
  ]);
}

function changed(value: unknown, path: Path, to: unknown, remove: boolean): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return to;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, part]) => {
    if (key !== name) return [[key, part]];
    return rest.length === 0 && remove ? [] : [[key, changed(part, rest, to, remove)]];
  });
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}

/** The same payload with one to four of its parts replaced by junk or left out, wherever they lie. */
export function mutated(template: Json): fc.Arbitrary<Json> {
  const change = fc.record({ at: fc.nat(), to: junk, remove: fc.boolean() });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let payload: Json = template;
    for (const { at, to, remove } of changes) {
      const paths = pathsOf(payload);
      const path = paths[at % Math.max(1, paths.length)];
      if (path !== undefined) payload = { ...Object(changed(payload, path, to, remove)) };
    }
    return payload;
  });
}
