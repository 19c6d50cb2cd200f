import type { Experiment } from '#domain/experiment.ts';
import { pastLineOf } from '#domain/memory/past-of.ts';
import type { Status } from '#domain/status.ts';
import type { PastId, PastStore } from '#ports/past-store.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { type Clock, HOUR } from '#shared/clock.ts';
import { oneAfterAnother } from '#shared/one-after-another.ts';
import { createRemembered, type KnownPasts, type Remembered } from './known.ts';

interface Needs {
  readonly store: Pick<SummaryStore, 'summaries'> & Omit<PastStore, 'removePast'>;
  readonly load: (key: string) => Promise<Experiment | null>;
  readonly clock: Clock;
}

/** Statuses from which on an experiment may have an outcome. */
const DECIDED: readonly Status[] = ['decided', 'cleaning-up', 'killed', 'completed', 'cancelled'];

/**
 * All that the store remembers, read once and then kept up to date by the versions of its lines at every call: other processes write
 * there, too. Once an hour it also looks for experiments that ended without a line, as those of older versions of the bot did.
 */
export function knownFromStore(needs: Needs): () => Promise<KnownPasts> {
  const remembered = createRemembered();
  const versions = new Map<string, number>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return oneAfterAnother(async () => {
    if (needs.clock.now() - lookedAt >= HOUR) {
      await fillGaps(needs);
      lookedAt = needs.clock.now();
    }
    await readChanged(needs.store, remembered, versions);
    return remembered;
  });
}

async function readChanged(
  store: Needs['store'],
  remembered: Remembered,
  versions: Map<string, number>,
): Promise<void> {
  const gone = new Set(versions.keys());
  for (const line of await store.pastVersions()) {
    const id = nameOf(line);
    gone.delete(id);
    if (versions.get(id) === line.version) continue;
    const past = (await store.pastLine(line))?.past ?? null;
    if (past === null) remembered.remove(id);
    else remembered.put(id, past);
    versions.set(id, line.version);
  }
  for (const id of gone) {
    remembered.remove(id);
    versions.delete(id);
  }
}

/** Writes the lines that are missing or behind: those of versions before the memory, or of a crash right after a commit. */
async function fillGaps({ store, load }: Needs): Promise<void> {
  const written = new Map((await store.pastVersions()).map((line) => [nameOf(line), line.version]));
  for (const { key, version, status } of await store.summaries({ limit: Number.MAX_SAFE_INTEGER })) {
    if (!DECIDED.includes(status)) continue;
    if ((written.get(nameOf({ origin: 'journal', key })) ?? 0) >= version) continue;
    const experiment = await load(key);
    const line = experiment === null ? null : pastLineOf(experiment);
    if (line !== null) await store.putPast(line);
  }
}

function nameOf({ origin, key }: PastId): string {
  return `${origin}:${key}`;
}
