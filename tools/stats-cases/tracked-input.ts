import type { CaseInput } from './case-function.ts';

/** A case's input that remembers what was read of it. */
export type TrackedInput = {
  readonly input: CaseInput;
  /** Paths of the fields that the case names and the runner has not read, such as `strata[0].control.n`. */
  readonly unread: () => readonly string[];
};

/** Wraps the input of one case. A field counts as read when its value was taken; asking whether it exists is no reading. */
export function trackInput(input: CaseInput): TrackedInput {
  const read = new Map<object, Set<string>>();
  return { input: wrap(input, read), unread: () => unreadIn(input, read, '') };
}

function wrap<Value extends object>(value: Value, read: Map<object, Set<string>>): Value {
  const fields = read.get(value) ?? new Set<string>();
  read.set(value, fields);
  return new Proxy(value, {
    get(target, key): unknown {
      if (typeof key === 'string') fields.add(key);
      const found: unknown = Reflect.get(target, key);
      return typeof found === 'object' && found !== null ? wrap(found, read) : found;
    },
  });
}

function unreadIn(
  value: object,
  read: ReadonlyMap<object, ReadonlySet<string>>,
  path: string,
): readonly string[] {
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => {
    const place = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    if (read.get(value)?.has(key) !== true) return [place];
    return typeof entry === 'object' && entry !== null ? unreadIn(entry, read, place) : [];
  });
}
