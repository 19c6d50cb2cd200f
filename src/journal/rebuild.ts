import { summarize } from '#domain/summary.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { everyExperiment } from './every-experiment.ts';
import { loadExperiment } from './load.ts';

/**
 * Makes the list anew from the journal; answers how many lines it has. A bot that runs meanwhile may go on writing: the
 * newer version of a line stays. Throws where a journal cannot be read; the audit says which and why.
 */
export async function rebuildSummaries(
  store: Pick<JournalStore, 'commits' | 'experimentKeys'> &
    Pick<SummaryStore, 'clearSummaries' | 'putSummary'>,
): Promise<number> {
  await store.clearSummaries();
  let count = 0;
  for await (const key of everyExperiment(store)) {
    const experiment = await loadExperiment(store, key);
    if (experiment === null) continue;
    await store.putSummary(summarize(experiment));
    count += 1;
  }
  return count;
}
