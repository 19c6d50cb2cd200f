import { isBulletinStream } from '#domain/bulletin/bulletin.ts';
import type { Commit } from '#domain/commit.ts';
import { everyStream } from '#journal/every-experiment.ts';
import { type Divergence, replay } from '#journal/replay.ts';
import { SETTINGS_STREAM } from '#settings/settings-commit.ts';
import { say } from './command-line.ts';
import { withReader } from './journal/open-store.ts';
import { replayBulletin } from './journal/replay-bulletin.ts';
import { replaySettings } from './journal/replay-settings.ts';

/** `npm run replay -- [experiment…]`: decides every recorded command again and shows what comes out otherwise. */
await withReader({ name: 'replay', takesExperiments: true }, async ({ store, experiments }) => {
  let decisions = 0;
  let diverged = 0;
  for await (const key of experiments.length > 0 ? experiments : everyStream(store)) {
    const commits = await store.commits(key);
    if (commits.length === 0) say(`${key}: there is no such experiment`);
    const divergences = divergencesOf(key, commits);
    for (const { id, command, differences } of divergences) {
      say(`${id} ${command}`);
      for (const difference of differences) say(`  ${difference}`);
    }
    decisions += commits.length;
    diverged += commits.length === 0 ? 1 : divergences.length;
  }
  say(`replay: ${decisions} decisions, ${diverged} different`);
  return diverged === 0;
});

function divergencesOf(key: string, commits: readonly Commit[]): readonly Divergence[] {
  if (key === SETTINGS_STREAM) return replaySettings(commits);
  return isBulletinStream(key) ? replayBulletin(commits) : replay(commits);
}
