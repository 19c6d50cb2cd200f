import type { Metric } from '#domain/metric.ts';
import { entryOf } from '#settings/file/write-settings.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { Platform } from './platform.ts';
import { named, type ProposedMetric, type Taken } from './propose-metrics.ts';

/** A definition of the platform by its number. */
export interface Wanted {
  readonly kind: 'action' | 'saved-metric';
  readonly id: number;
}

/** The definition as a metric of the file. Refuses with a sentence if there is none, or if the bot would count something else. */
export async function importDefinition(
  { events, metrics }: Platform,
  { kind, id }: Wanted,
  taken: Taken,
): Promise<Result<ProposedMetric, string>> {
  if (kind === 'action') {
    const action = (await events.actions()).find((one) => one.id === id);
    if (action === undefined) return refused(`${metrics.name} has no action ${id}.`);
    if (action.measure.kind === 'refused')
      return refused(cannot(`action ${id}`, action.name, action.measure.problem));
    const usual = { kind: 'proportion', desiredDirection: 'increase', windowDays: 14 } as const;
    const comment = `Action ${id} of ${metrics.name}. Check the window and which way is good.`;
    return ok(proposed(action.name, '', { ...usual, ...action.measure.value }, taken, comment));
  }
  const saved = await events.savedMetric(id);
  if (saved === null) return refused(`${metrics.name} has no saved metric ${id}.`);
  if (saved.metric.kind === 'refused')
    return refused(cannot(`saved metric ${id}`, saved.name, saved.metric.problem));
  const comment = `Saved metric ${id} of ${metrics.name}.`;
  return ok(proposed(saved.name, saved.description, saved.metric.value, taken, comment));
}

function cannot(what: string, name: string, why: string): string {
  return `The ${what}, "${name}", cannot become a metric. ${why}`;
}

function proposed(
  platformName: string,
  description: string,
  metric: Omit<Metric, 'key' | 'name' | 'description'>,
  taken: Taken,
  comment: string,
): ProposedMetric {
  const plain = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const { key, name } = named(plain(platformName) || 'Metric', taken);
  const words = plain(description).slice(0, 75) || 'as defined in PostHog';
  return { key, entry: entryOf({ ...metric, key, name, description: words }), comment };
}
