import type { Entry } from '#domain/commit.ts';
import type { Divergence } from '#journal/replay.ts';
import { decideSettings, foldSettings, type SettingsCommit } from '#settings/settings-commit.ts';
import { replayStream } from './replay-stream.ts';

/** Decides every recorded change of the settings again on the version before it; empty if all comes out the same. */
export function replaySettings(entries: readonly Entry[]): readonly Divergence[] {
  return replayStream(entries, {
    decide: decideSettings,
    fold: (commits, from) => foldSettings(commits as readonly SettingsCommit[], from),
  });
}
