import { type Commit, fold } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Store } from '#ports/store.ts';

/**
 * The store with every commit read and parsed once: an entry never changes, so only later ones are asked for again. What is shared is
 * frozen, and code that changes a commit throws. `records`, which the audit reads, stay the store's own.
 */
export function rememberedJournals(store: Store): Store {
  const known = new Map<string, readonly Commit[]>();
  return {
    ...store,
    commits: async (experiment, afterVersion = 0) => {
      const later = await store.commits(experiment, known.get(experiment)?.at(-1)?.version ?? 0);
      // Another read may have brought some of them meanwhile.
      const before = known.get(experiment) ?? [];
      const last = before.at(-1)?.version ?? 0;
      const added = later.filter(({ version }) => version > last).map((commit) => frozen(commit));
      const all = added.length === 0 ? before : [...before, ...added];
      known.set(experiment, all);
      return afterVersion === 0 ? all : all.filter(({ version }) => version > afterVersion);
    },
  };
}

/** Loads experiments of a store and folds each commit once. */
export function createLoader(store: Store): (key: string) => Promise<Experiment | null> {
  const known = new Map<string, Experiment>();
  return async (key) => {
    const before = known.get(key) ?? null;
    const state = fold(await store.commits(key, before?.version ?? 0), before);
    if (state !== null) known.set(key, state);
    return state;
  };
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
