type Path = readonly PropertyKey[];

/** What stands at a place of a parsed file; undefined if there is no such place. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part)
        ? Object.entries(inner).find(([key]) => key === String(part))?.[1]
        : undefined,
    value,
  );
}

/** A parsed file with another value at a place; groups and lists on the way are copied, and the rest is shared. */
export function withValueAt(value: unknown, [part, ...rest]: Path, put: unknown): unknown {
  if (part === undefined) return put;
  const inner = withValueAt(valueAt(value, [part]), rest, put);
  if (Array.isArray(value)) return value.map((one: unknown, at) => (at === part ? inner : one));
  return { ...(typeof value === 'object' ? value : {}), [part]: inner };
}
