import { isBulletinStream } from '#domain/bulletin/bulletin.ts';
import type { Commit } from '#domain/commit.ts';
import { OBSERVATIONS_STREAM } from '#domain/observations/journal.ts';
import { TOKENS_STREAM } from '#domain/tokens/token.ts';
import { isNoticeStream } from '#domain/webhooks/notice.ts';
import { WEBHOOKS_STREAM } from '#domain/webhooks/webhook.ts';
import { everyStream } from '#journal/every-experiment.ts';
import { type Divergence, replay } from '#journal/replay.ts';
import { SETTINGS_STREAM } from '#settings/settings-commit.ts';
import { say } from './command-line.ts';
import { withReader } from './journal/open-store.ts';
import { replayBulletin } from './journal/replay-bulletin.ts';
import { replayObservations } from './journal/replay-observations.ts';
import { replaySettings } from './journal/replay-settings.ts';
import { replayTokens } from './journal/replay-tokens.ts';
import { replayWebhooks } from './journal/replay-webhooks.ts';
import { sayRuns } from './replay-runs/say-runs.ts';

/**
 * `npm run replay -- [--runs] [experiment…]`: decides every recorded command again and shows what comes out otherwise. With `--runs` the work of
 * the agents is done again instead, with kept answers in place of a model and of the world.
 */
await withReader({ name: 'replay', takesExperiments: true, takesRuns: true }, async (opened) => {
  const { store, experiments } = opened;
  if (opened.runs) return sayRuns(store, experiments);
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
  if (key === TOKENS_STREAM) return replayTokens(commits);
  if (key === WEBHOOKS_STREAM || isNoticeStream(key)) return replayWebhooks(key, commits);
  if (key === OBSERVATIONS_STREAM) return replayObservations(commits);
  return isBulletinStream(key) ? replayBulletin(commits) : replay(commits);
}
