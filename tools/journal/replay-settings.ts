import type { Entry } from '#domain/commit.ts';
import { type Divergence, differencesOf } from '#journal/replay.ts';
import {
  decideSettings,
  foldSettings,
  type SettingsCommit,
  type SettingsVersion,
} from '#settings/settings-commit.ts';

/** Decides every recorded change of the settings again on the version before it; empty if all comes out the same. */
export function replaySettings(entries: readonly Entry[]): readonly Divergence[] {
  // The stream of the settings holds nothing else.
  const commits = entries as readonly SettingsCommit[];
  let present: SettingsVersion | null = null;
  const divergences: Divergence[] = [];
  for (const commit of commits) {
    const { id, command, events, effects } = commit;
    const decided = decideSettings(present, command);
    const differences =
      decided.kind === 'refused'
        ? [`refused as ${decided.problem.code}: ${decided.problem.message}`]
        : differencesOf({ events, effects }, decided.value, '');
    if (differences.length > 0) divergences.push({ id, command: command.name, differences });
    present = foldSettings([commit], present);
  }
  return divergences;
}
