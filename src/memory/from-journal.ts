import type { Experiment } from '#domain/experiment.ts';
import { pastOf } from '#domain/memory/past-of.ts';
import { isFinished } from '#domain/status.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { createRemembered, type KnownPasts } from './known.ts';

interface Needs {
  readonly store: Pick<SummaryStore, 'summaries'>;
  readonly load: (key: string) => Promise<Experiment | null>;
}

/** Reads what is finished, and what has become so since the last call. */
export function fromJournal({ store, load }: Needs): () => Promise<KnownPasts> {
  const remembered = createRemembered();
  const versions = new Map<string, number>();
  return async () => {
    for (const { key, version, status } of await store.summaries({ limit: Number.MAX_SAFE_INTEGER })) {
      if (!isFinished(status) || versions.get(key) === version) continue;
      const found = await load(key);
      const past = found === null ? null : pastOf(found);
      versions.set(key, version);
      if (past !== null) remembered.put(key, past);
    }
    return remembered;
  };
}
