import { type Commit, fold } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Choices, choicesOf } from '#features/co-pilot.ts';
import { foldSettings } from '#settings/settings-commit.ts';
import { settingsCommits } from '#settings/settings-journal.ts';
import { inCanonicalOrder } from '#shared/canonical-json.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';
import { ReplayStop } from './run-lines.ts';

type Readable = Pick<StoreReader, 'commits'>;

/** The journal as it was at earlier moments. */
export interface History {
  readonly commitsOf: (key: string) => Promise<readonly Commit[]>;
  /** Null for no version. */
  readonly experimentAt: (key: string, version: number | null) => Promise<Experiment | null>;
  /** The settings at a version; at the first one if they were not in the journal yet. */
  readonly choicesAt: (version: number | null) => Promise<Choices>;
}

/** Reads each chain once. */
export function createHistory(store: Readable): History {
  const known = new Map<string, Promise<readonly Commit[]>>();
  const commitsOf = (key: string) => {
    const commits = known.get(key) ?? store.commits(key);
    known.set(key, commits);
    return commits;
  };
  return {
    commitsOf,
    experimentAt: async (key, version) =>
      version === null ? null : inCanonicalOrder(fold((await commitsOf(key)).slice(0, version))),
    choicesAt: async (version) => {
      const commits = await settingsCommits(store);
      const then = foldSettings(commits.slice(0, version ?? 1));
      if (then === null) throw new ReplayStop('the journal has no settings');
      return choicesOf({ settings: then.settings, version });
    },
  };
}
