/** What a configuration can hold: all that JSON can. */
export type ConfigurationValue =
  | null
  | boolean
  | number
  | string
  | readonly ConfigurationValue[]
  | { readonly [name: string]: ConfigurationValue };

/** What code gets with a variant in place of its key. */
export type Configuration = Readonly<Record<string, ConfigurationValue>>;

/** Characters of a configuration as JSON, levels of objects and lists in it, and names in all of them together. */
export const CONFIGURATION_BOUNDS = { characters: 2_000, depth: 5, names: 100 } as const;

/** Why this is no configuration, as the end of a sentence that begins with it; null if it is one. */
export function configurationProblem(given: unknown): string | null {
  if (!isObject(given)) return 'must be a JSON object';
  const { characters, depth, names } = CONFIGURATION_BOUNDS;
  const size = JSON.stringify(given).length;
  if (size > characters) return `has ${size} characters as JSON, and may have ${characters}`;
  const all = namesIn(given, 1);
  if (all === null) return `is deeper than ${depth} levels`;
  if (all.length === 0) return 'is empty';
  if (all.length > names) return `has ${all.length} names, and may have ${names}`;
  // JavaScript would read it as something else than a name.
  if (all.includes('__proto__')) return 'has the name __proto__, which it may not have';
  return hasOddNumber(given) ? 'has a number that is too large' : null;
}

/**
 * The first place in which another configuration does not have the names and the types of the first, with what differs there; null if it has. Lists may
 * be of any length, and what is in them has the type of something in the first list.
 */
export function shapeDifference(first: Configuration, other: Configuration): string | null {
  return differenceAt('', first, other);
}

/** The places in which a configuration has other values than the first, `model.size` for the name `size` in `model`; none if it has the same. */
export function changedNames(first: Configuration, other: Configuration): readonly string[] {
  return [...new Set([...Object.keys(first), ...Object.keys(other)])].flatMap((name) => {
    const [before, after] = [first[name], other[name]];
    if (isObject(before) && isObject(after))
      return changedNames(before, after).map((place) => `${name}.${place}`);
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [name];
  });
}

/** What stands at a place; undefined if nothing does. */
export function namedValue(configuration: Configuration, place: string): ConfigurationValue | undefined {
  if (Object.hasOwn(configuration, place)) return configuration[place];
  for (const [name, value] of Object.entries(configuration))
    if (place.startsWith(`${name}.`) && isObject(value)) {
      const found = namedValue(value, place.slice(name.length + 1));
      if (found !== undefined) return found;
    }
  return undefined;
}

function isObject(given: unknown): given is Configuration {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

/** Every name of the objects in a value; null if it is too deep. */
function namesIn(value: unknown, level: number): readonly string[] | null {
  if (typeof value !== 'object' || value === null) return [];
  if (level > CONFIGURATION_BOUNDS.depth) return null;
  const names: string[] = Array.isArray(value) ? [] : Object.keys(value);
  for (const one of Object.values(value)) {
    const below = namesIn(one, level + 1);
    if (below === null) return null;
    names.push(...below);
  }
  return names;
}

function hasOddNumber(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasOddNumber);
}

function differenceAt(place: string, first: ConfigurationValue, other: ConfigurationValue): string | null {
  const [before, after] = [typeOf(first), typeOf(other)];
  if (before !== after) return `${place} is ${after} in place of ${before}`;
  if (Array.isArray(first) && Array.isArray(other)) {
    const types = new Set(first.map(typeOf));
    const odd = types.size === 0 ? undefined : other.find((one) => !types.has(typeOf(one)));
    return odd === undefined ? null : `${place} has ${typeOf(odd)} in its list`;
  }
  if (!isObject(first) || !isObject(other)) return null;
  const inside = (name: string) => (place === '' ? name : `${place}.${name}`);
  const missing = Object.keys(first).find((name) => !Object.hasOwn(other, name));
  if (missing !== undefined) return `${inside(missing)} is missing`;
  const more = Object.keys(other).find((name) => !Object.hasOwn(first, name));
  if (more !== undefined) return `${inside(more)} is only there`;
  for (const [name, value] of Object.entries(first)) {
    const found = differenceAt(inside(name), value, other[name] ?? null);
    if (found !== null) return found;
  }
  return null;
}

function typeOf(value: ConfigurationValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : 'true or false';
}
