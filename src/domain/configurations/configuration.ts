import { isDeeperThan } from '#shared/nesting.ts';

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
  if (!isConfigurationObject(given)) return 'must be a JSON object';
  const { characters, depth, names } = CONFIGURATION_BOUNDS;
  // All that comes after this calls itself once a level.
  if (isDeeperThan(given, depth)) return `is deeper than ${depth} levels: take objects and lists apart`;
  const size = JSON.stringify(given).length;
  if (size > characters) return `has ${size} characters as JSON, and may have ${characters}`;
  const all = namesIn(given);
  if (all.length === 0) return 'is empty';
  if (all.length > names) return `has ${all.length} names, and may have ${names}`;
  // JavaScript would read it as something else than a name.
  if (all.includes('__proto__')) return 'has the name __proto__, which it may not have';
  return hasOddNumber(given) ? 'has a number that is too large' : null;
}

/** Whether this is an object with names: no list, and not null. */
export function isConfigurationObject(given: unknown): given is Configuration {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

/** Every name of the objects in a value. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return own.concat(Object.values(value).flatMap(namesIn));
}

function hasOddNumber(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasOddNumber);
}
