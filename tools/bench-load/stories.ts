import { type Commit, fold, sealCommit } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import { summarize } from '#domain/summary.ts';
import type { Store } from '#ports/store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { Story } from '#test/support/example-story.ts';

/** Commits that are written at the same time. */
const AT_ONCE = 256;

/** The journal of a story under another key and `laterMs` milliseconds later: the same commands, sealed anew. */
export function retold(story: Story, key: string, laterMs = 0): readonly Commit[] {
  const commits: Commit[] = [];
  for (const { command, events, effects } of story.commits) {
    const told = JSON.stringify({ command: { ...command, at: command.at + laterMs }, events, effects });
    // Effects and messages are named `<experiment>:<version>:<index>`.
    const renamed: Pick<Commit, 'command' | 'events' | 'effects'> = JSON.parse(
      told.replaceAll(`"${story.key}:`, `"${key}:`),
    );
    commits.push(sealCommit(key, commits.at(-1) ?? null, renamed.command, renamed));
  }
  return commits;
}

/** The experiment at the end of its commits. */
export function endOf(commits: readonly Commit[]): Experiment {
  const experiment = fold(commits);
  if (experiment === null) throw new Error('a journal without a proposal');
  return experiment;
}

/** Writes journals into a store as they lie there once every effect was performed, with their lines of the list. */
export async function seed(store: Store, journals: Iterable<readonly Commit[]>): Promise<void> {
  let writes: Promise<unknown>[] = [];
  for (const commits of journals) {
    writes.push(...commits.map((commit) => store.restore(entryOf(commit))));
    writes.push(store.putSummary(summarize(endOf(commits))));
    if (writes.length < AT_ONCE) continue;
    await Promise.all(writes);
    writes = [];
  }
  await Promise.all(writes);
}

function entryOf(commit: Commit): Parameters<Store['restore']>[0] {
  const { id, experiment, version, at, effects } = commit;
  return {
    ...{ id, experiment, version, body: canonicalJson(commit) },
    delivery: {
      state: 'delivered',
      next: effects.length,
      effects: effects.length,
      attempts: 0,
      worker: null,
      leaseUntil: null,
      dueAt: at,
      error: null,
    },
  };
}
