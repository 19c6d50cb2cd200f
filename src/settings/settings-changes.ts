import { canonicalJson } from '#shared/canonical-json.ts';
import { ownValue } from '#shared/own-value.ts';
import type { Settings } from './settings.ts';

type Group = Readonly<Record<string, unknown>>;

/** What is different between two versions, a line each: `metrics.orders.windowDays: 7 → 14`. */
export function settingsChanges(before: Settings | null, after: Settings): readonly string[] {
  return before === null ? ['The first version.'] : differences('', byName(before), byName(after));
}

/** Lists whose entries have a name are compared by it: an entry that moved is no change. */
function byName(settings: Settings): Group {
  const { metrics, surfaces, templates } = settings;
  return {
    ...settings,
    metrics: Object.fromEntries(metrics.map(({ key, ...rest }) => [key, rest])),
    surfaces: Object.fromEntries(surfaces.map(({ name, ...rest }) => [name, rest])),
    templates: Object.fromEntries(templates.map(({ name, ...rest }) => [name, rest])),
  };
}

function differences(path: string, before: Group, after: Group): readonly string[] {
  // Sorted, because the journal sorts keys: a replay has to find the same lines in the same order.
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const [left, right] = [ownValue(before, name), ownValue(after, name)];
    const place = path === '' ? name : `${path}.${name}`;
    if (canonicalJson(left ?? null) === canonicalJson(right ?? null)) return [];
    if (isGroup(left) && isGroup(right)) return differences(place, left, right);
    if (isNames(left) && isNames(right)) return namesChanged(place, left, right);
    if (left === undefined) return [`${place}: added${shown(right)}`];
    if (right === undefined) return [`${place}: removed`];
    return [`${place}: ${canonicalJson(left)} → ${canonicalJson(right)}`];
  });
}

function namesChanged(path: string, before: readonly string[], after: readonly string[]): readonly string[] {
  const added = after.filter((name) => !before.includes(name)).map((name) => `${path}: ${name} added`);
  const removed = before.filter((name) => !after.includes(name)).map((name) => `${path}: ${name} removed`);
  const all = [...added, ...removed];
  return all.length > 0 ? all : [`${path}: in another order`];
}

function shown(value: unknown): string {
  return isGroup(value) ? '' : ` (${canonicalJson(value)})`;
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
