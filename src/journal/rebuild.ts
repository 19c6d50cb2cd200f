import { pastLineOf } from '#domain/memory/past-of.ts';
import { summarize } from '#domain/summary.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { PastStore } from '#ports/past-store.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { everyExperiment } from './every-experiment.ts';
import { loadExperiment } from './load.ts';

type Rebuilt = Pick<JournalStore, 'commits' | 'experimentKeys'> &
  Pick<SummaryStore, 'putSummary' | 'summaryVersions' | 'removeSummary'> &
  Pick<PastStore, 'putPast' | 'pastVersions' | 'removePast'>;

/**
 * Makes the list and the past experiments anew from the journal; returns how many lines the list has. Imported ones stay. A bot that
 * runs meanwhile reads both, so each line is overwritten in place, and newer lines of the bot stay. Throws if a journal cannot be
 * read; the audit says which and why.
 */
export async function rebuildSummaries(store: Rebuilt): Promise<number> {
  const written = new Map<string, number>();
  for await (const key of everyExperiment(store)) {
    const version = await rewrite(store, key);
    if (version !== null) written.set(key, version);
  }
  for (const line of await store.summaryVersions()) {
    if (line.version === written.get(line.key)) continue;
    if (await isAhead(store, line)) {
      await store.removeSummary(line);
      await rewrite(store, line.key);
    }
  }
  for (const line of await store.pastVersions()) {
    if (line.origin !== 'journal' || line.version <= (written.get(line.key) ?? 0)) continue;
    if (await isAhead(store, line)) {
      await store.removePast(line);
      await rewrite(store, line.key);
    }
  }
  return written.size;
}

/** A line without a journal, or ahead of it after a restored backup; unless the bot wrote both meanwhile. */
async function isAhead(
  store: Rebuilt,
  { key, version }: { readonly key: string; readonly version: number },
): Promise<boolean> {
  const experiment = await loadExperiment(store, key);
  return experiment === null || experiment.version < version;
}

/** Writes the lines of one experiment; the version that it has now, or null if there is no such experiment. */
async function rewrite(store: Rebuilt, key: string): Promise<number | null> {
  const experiment = await loadExperiment(store, key);
  if (experiment === null) return null;
  await store.putSummary(summarize(experiment));
  const line = pastLineOf(experiment);
  if (line !== null) await store.putPast(line);
  return experiment.version;
}
