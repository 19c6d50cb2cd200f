import { fold } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { JournalStore } from '#ports/journal-store.ts';

/** The experiment as the journal says; null if there is none with this key. */
export async function loadExperiment(
  store: Pick<JournalStore, 'commits'>,
  key: string,
): Promise<Experiment | null> {
  return fold(await store.commits(key));
}
