import { count } from '#domain/figures.ts';
import type { SeenEvent } from '#ports/event-catalogue.ts';
import type { MetricEntry } from '#settings/file/metric-schema.ts';

/** A metric for the file, with a comment above it; empty for none. */
export interface ProposedMetric {
  readonly key: string;
  readonly entry: MetricEntry;
  readonly comment: string;
}

/** Keys and names that are taken: no two metrics may share one. */
export interface Taken {
  readonly keys: readonly string[];
  readonly names: readonly string[];
}

/** So many metrics are proposed at most. */
const MOST = 30;
/** Of PostHog's own events, those that tell of people's acts. */
const OWN = ['$pageview', '$screen'];

/** A metric for each event that more units did than others: the share of units that did it. */
export function proposeMetrics(seen: readonly SeenEvent[], taken: Taken): readonly ProposedMetric[] {
  const useful = seen.filter(({ event }) => !event.startsWith('$') || OWN.includes(event));
  const widest = useful.toSorted((one, other) => other.units - one.units).slice(0, MOST);
  const proposed: ProposedMetric[] = [];
  for (const { event, count: times, units, lastSeenAt } of widest) {
    const { key, name } = named(nameOf(event), {
      keys: [...taken.keys, ...proposed.map((one) => one.key)],
      names: [...taken.names, ...proposed.map(({ entry }) => entry.name)],
    });
    const last = new Date(lastSeenAt).toISOString().slice(0, 10);
    const comment = `In 30 days: events ${count(times)}, units ${count(units)}, last on ${last}. Check which way is good.`;
    proposed.push({ key, entry: proportionOf(name, event), comment });
  }
  return proposed;
}

function proportionOf(name: string, event: string): MetricEntry {
  const description = 'units that did this within two weeks';
  return { kind: 'proportion', name, description, direction: 'increase', event, windowDays: 14 };
}

/** A key and a name that are free, made of a name. */
export function named(name: string, taken: Taken): { readonly key: string; readonly name: string } {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const base = (/^[a-z]/.test(words) ? words : `metric_${words}`).replace(/_$/, '').slice(0, 55);
  return { key: free(base, '_', taken.keys), name: free(name.slice(0, 70), ' ', taken.names) };
}

function free(base: string, joint: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? base : `${base}${joint}${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** `order_completed` as people read it: "Order completed". */
function nameOf(event: string): string {
  const words = event.replace(/[\s_.:$\p{Cc}-]+/gu, ' ').trim();
  return words === '' ? 'Event' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
