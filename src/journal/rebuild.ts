import { summarize } from '#domain/summary.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { everyExperiment } from './every-experiment.ts';
import { loadExperiment } from './load.ts';

type Rebuilt = Pick<JournalStore, 'commits' | 'experimentKeys'> &
  Pick<SummaryStore, 'putSummary' | 'summaryVersions' | 'removeSummary'>;

/**
 * Makes the list anew from the journal; returns how many lines it has. A bot that runs meanwhile reads the list, so each
 * line is overwritten in place, and newer lines of the bot stay. Throws if a journal cannot be read; the audit says which
 * and why.
 */
export async function rebuildSummaries(store: Rebuilt): Promise<number> {
  const written = new Map<string, number>();
  for await (const key of everyExperiment(store)) {
    const version = await rewrite(store, key);
    if (version !== null) written.set(key, version);
  }
  for (const line of await store.summaryVersions()) {
    if (line.version === written.get(line.key)) continue;
    // A line without a journal, or ahead of it after a restored backup; unless the bot wrote both meanwhile.
    const experiment = await loadExperiment(store, line.key);
    if (experiment !== null && experiment.version >= line.version) continue;
    await store.removeSummary(line);
    await rewrite(store, line.key);
  }
  return written.size;
}

/** Writes the line of one experiment; the version that it has now, or null if there is no such experiment. */
async function rewrite(store: Rebuilt, key: string): Promise<number | null> {
  const experiment = await loadExperiment(store, key);
  if (experiment === null) return null;
  await store.putSummary(summarize(experiment));
  return experiment.version;
}
