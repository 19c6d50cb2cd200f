import type { Store } from '#ports/store.ts';
import { type Clock, DAY } from '#shared/clock.ts';
import { everyExperiment } from './every-experiment.ts';

/** How far journals were read, so that a round of a job reads only what is new. Kept in memory: it spares work, and nothing rests on it. */
export interface JournalsRead {
  /** The version that was read, by experiment. */
  readonly versions: Map<string, number>;
  /** When every journal was last looked at, whatever the list says of it; milliseconds since the Unix epoch. */
  wholeAt: number;
}

/** No journal is read yet. */
export function noneRead(): JournalsRead {
  return { versions: new Map(), wholeAt: Number.NEGATIVE_INFINITY };
}

/** An experiment whose journal is to be read. */
export interface ChangedExperiment {
  readonly key: string;
  /** Its version as the list says, which may lag behind; 0 if it says none. */
  readonly listed: number;
}

/** Those that the list knows to be further than they were read; once a day all of them, because the list may lag behind a journal. */
export async function changedExperiments(
  {
    store,
    clock,
  }: { readonly store: Pick<Store, 'summaryVersions' | 'experimentKeys'>; readonly clock: Clock },
  read: JournalsRead,
): Promise<readonly ChangedExperiment[]> {
  const now = clock.now();
  const lines = await store.summaryVersions();
  if (now - read.wholeAt < DAY && now >= read.wholeAt)
    return lines
      .filter(({ key, version }) => version > (read.versions.get(key) ?? 0))
      .map(({ key, version }) => ({ key, listed: version }));
  read.wholeAt = now;
  const listed = new Map(lines.map(({ key, version }) => [key, version]));
  const all: ChangedExperiment[] = [];
  for await (const key of everyExperiment(store)) all.push({ key, listed: listed.get(key) ?? 0 });
  return all;
}
