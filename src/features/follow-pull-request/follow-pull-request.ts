import { BOT } from '#domain/actor.ts';
import { pullRequestOf } from '#domain/code/guards.ts';
import type { BotBody } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { afterLook } from '#features/clean-up/look-for-flag.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { unfinishedLines, walkUnfinished } from '#features/walk-unfinished.ts';
import type { PullRequestNews } from '#ports/code-notices.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'codeHost' | 'clock' | 'log'>;

/** Records what is new at the experiment that the pull request belongs to; any other pull request is none of ours. */
export async function notePullRequest(needs: Needs, news: PullRequestNews): Promise<void> {
  const unfinished = await unfinishedLines(needs.store);
  for (const { key, repository, openPullRequests } of unfinished) {
    if (openPullRequests.includes(news.number) && (await isOf(needs, repository, news)))
      await note(needs, key, news);
  }
}

/** Whether the news are of this repository: by its name in any case, or by the name that the code host has for it now. */
async function isOf({ codeHost }: Needs, repository: string, news: PullRequestNews): Promise<boolean> {
  const same = (name: string) => name.toLowerCase() === news.repository.toLowerCase();
  if (same(repository)) return true;
  const found = await codeHost.readPullRequest(repository, news.number);
  return found !== null && same(found.repository);
}

async function note(needs: Needs, key: string, news: PullRequestNews): Promise<void> {
  const experiment = await needs.load(key);
  const command = experiment === null ? null : commandFor(experiment, news);
  const isEnd = command?.name === 'recordCleanUpMerge';
  const body = experiment !== null && isEnd ? await afterLook(needs, experiment, command) : command;
  if (body !== null) await needs.execute(key, { ...body, actor: BOT, at: needs.clock.now() });
}

/** What to record; null if the journal says so already. */
function commandFor(experiment: Experiment, { number, state, mergedBy }: PullRequestNews): BotBody | null {
  const isClosed = (pullRequestOf(experiment, number)?.closedAt ?? null) !== null;
  switch (state) {
    case 'merged': {
      const name = experiment.cleanUp?.pullRequest?.number === number ? 'recordCleanUpMerge' : 'recordMerge';
      return { name, number, mergedBy };
    }
    case 'closed':
      return isClosed ? null : { name: 'recordClosure', number };
    case 'open':
      return isClosed ? { name: 'recordReopening', number } : null;
  }
}

/** Asks the code host about every pull request of ours that is not merged, in case no webhook reaches the bot. */
export async function pollPullRequests(needs: Needs): Promise<void> {
  await walkUnfinished(needs, {
    job: 'poll-pull-requests',
    isDue: ({ openPullRequests }) => openPullRequests.length > 0,
    work: ({ key, repository, openPullRequests }) => pollOf(needs, key, repository, openPullRequests),
  });
}

/** One pull request that cannot be read must not hide the other of the same experiment. */
async function pollOf(
  needs: Needs,
  key: string,
  repository: string,
  numbers: readonly number[],
): Promise<void> {
  const faults: unknown[] = [];
  for (const number of numbers) {
    try {
      const found = await needs.codeHost.readPullRequest(repository, number);
      if (found !== null) await note(needs, key, { ...found, repository, number });
    } catch (thrown) {
      faults.push(thrown);
    }
  }
  if (faults.length > 0) throw faults[0];
}
