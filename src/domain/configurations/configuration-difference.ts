import {
  type Configuration,
  type ConfigurationValue,
  isConfigurationObject,
} from '#domain/configurations/configuration.ts';
import { writtenPlace } from '#domain/configurations/written-configuration.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

/** A place whose value differs: the names that lead to it from the outside in, and what stands there; undefined if nothing does. */
export interface ConfigurationChange {
  readonly path: readonly string[];
  readonly before: ConfigurationValue | undefined;
  readonly after: ConfigurationValue | undefined;
}

/** The names in lists stand in the place of an item, which has a number. */
type Place = readonly (string | number)[];

/**
 * The first place in which another configuration does not have the names and the types of the first, with what differs there; null if it has. Lists may
 * be of any length; each item of one has the names and types of some item of the first list, or any if that is empty.
 */
export function shapeDifference(first: Configuration, other: Configuration): string | null {
  return differenceAt([], first, other);
}

/** What another configuration has otherwise than the first, by the innermost names of objects; a list is one value. */
export function configurationChanges(
  first: Configuration,
  other: Configuration,
  above: readonly string[] = [],
): readonly ConfigurationChange[] {
  return [...new Set([...Object.keys(first), ...Object.keys(other)])].flatMap((name) => {
    const [before, after] = [ownValue(first, name), ownValue(other, name)];
    const path = [...above, name];
    if (isConfigurationObject(before) && isConfigurationObject(after))
      return configurationChanges(before, after, path);
    return canonicalJson(before ?? null) === canonicalJson(after ?? null) &&
      (before === undefined) === (after === undefined)
      ? []
      : [{ path, before, after }];
  });
}

function ownValue(configuration: Configuration, name: string): ConfigurationValue | undefined {
  return Object.hasOwn(configuration, name) ? configuration[name] : undefined;
}

function differenceAt(place: Place, first: ConfigurationValue, other: ConfigurationValue): string | null {
  const [before, after] = [typeOf(first), typeOf(other)];
  if (before !== after) return `${writtenPlace(place)} is ${after} in place of ${before}`;
  if (Array.isArray(first) && Array.isArray(other)) return listDifference(place, first, other);
  if (!isConfigurationObject(first) || !isConfigurationObject(other)) return null;
  const missing = Object.keys(first).find((name) => !Object.hasOwn(other, name));
  if (missing !== undefined) return `${writtenPlace([...place, missing])} is missing`;
  const more = Object.keys(other).find((name) => !Object.hasOwn(first, name));
  if (more !== undefined) return `${writtenPlace([...place, more])} is only there`;
  return firstFound(Object.entries(first), ([name, value]) =>
    differenceAt([...place, name], value, other[name] ?? null),
  );
}

/** If no item of the first list is like an item of the other, the first one of its type says what differs. */
function listDifference(
  place: Place,
  first: readonly ConfigurationValue[],
  other: readonly ConfigurationValue[],
): string | null {
  if (first.length === 0) return null;
  return firstFound([...other.entries()], ([at, item]) => {
    const alike = first.filter((one) => typeOf(one) === typeOf(item));
    const [model] = alike;
    if (model === undefined) return `${writtenPlace(place)} has ${typeOf(item)} in its list`;
    const differences = (one: ConfigurationValue) => differenceAt([...place, at], one, item);
    return alike.some((one) => differences(one) === null) ? null : differences(model);
  });
}

function firstFound<One>(all: readonly One[], find: (one: One) => string | null): string | null {
  for (const one of all) {
    const found = find(one);
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
