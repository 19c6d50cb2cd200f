import { fold } from '#domain/commit.ts';
import { type MonthlyPart, monthlyPartOf } from '#domain/digest/monthly-part.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';
import { oneAfterAnother } from '#shared/one-after-another.ts';
import { orLate } from '#shared/or-late.ts';

type ReadStore = Pick<CoPilot['store'], 'summaryVersions' | 'commits'>;

/** What is known of every experiment, or the share of them (0..1) that the first count has read. */
export type CountedParts =
  | { readonly kind: 'counted'; readonly parts: readonly MonthlyPart[] }
  | { readonly kind: 'counting'; readonly share: number };

/** What is kept of one store. */
interface Kept {
  readonly known: Map<string, { readonly version: number; readonly part: MonthlyPart }>;
  readonly refresh: () => Promise<void>;
  done: number;
  all: number;
}

/** How long a page waits for the count, milliseconds: the first one folds every journal. */
const PATIENCE = 1_500;

const kept = new WeakMap<ReadStore, Kept>();

/**
 * What every experiment adds to the figures, as the journals say now. It is kept in this process and read anew for those alone that have changed. If that takes
 * longer than a person waits it goes on by itself, and the answer says how far it is. Throws the store's fault.
 */
export async function countedParts(store: ReadStore): Promise<CountedParts> {
  const own = kept.get(store) ?? keptOf(store);
  kept.set(store, own);
  const isDone = await orLate(
    own.refresh().then(() => true),
    PATIENCE,
  );
  if (isDone === null) return { kind: 'counting', share: own.all === 0 ? 0 : own.done / own.all };
  return { kind: 'counted', parts: [...own.known.values()].map(({ part }) => part) };
}

function keptOf(store: ReadStore): Kept {
  const own: Kept = {
    ...{ known: new Map(), done: 0, all: 0 },
    refresh: oneAfterAnother(() => refresh(store, own)),
  };
  return own;
}

async function refresh(store: ReadStore, own: Kept): Promise<void> {
  const lines = await store.summaryVersions();
  const there = new Set(lines.map(({ key }) => key));
  for (const key of own.known.keys()) if (!there.has(key)) own.known.delete(key);
  own.done = 0;
  own.all = lines.length;
  for (const { key, version } of lines) {
    own.done += 1;
    if (own.known.get(key)?.version === version) continue;
    await turnOfTheLoop();
    const experiment = fold(await store.commits(key));
    // A line without a journal says nothing of an outcome.
    if (experiment === null) own.known.delete(key);
    else own.known.set(key, { version, part: monthlyPartOf(experiment) });
  }
}
