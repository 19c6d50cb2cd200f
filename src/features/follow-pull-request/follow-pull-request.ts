import type { CommandBody } from '#domain/command.ts';
import { pullRequestOf } from '#domain/decide/pull-requests.ts';
import { BOT, type Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { PullRequest } from '#ports/code-host.ts';
import { toAppError } from '#shared/errors.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'codeHost' | 'clock' | 'log'>;

/** How a pull request stands, as the code host told it by webhook or when asked. */
export interface PullRequestNews extends Pick<PullRequest, 'repository' | 'number' | 'state'> {
  readonly mergedBy: string | null;
}

/** How many live experiments are looked through for a pull request. */
const LIVE_LIMIT = 10_000;

/** Records what is new at the experiment that the pull request belongs to; any other pull request is none of ours. */
export async function notePullRequest(needs: Needs, news: PullRequestNews): Promise<void> {
  const live = await needs.store.summaries({ live: true, limit: LIVE_LIMIT });
  for (const { key, repository, openPullRequests } of live) {
    if (repository !== news.repository || !openPullRequests.includes(news.number)) continue;
    const experiment = await needs.load(key);
    const body = experiment === null ? null : commandFor(experiment, news);
    if (body !== null) await needs.execute(key, { ...body, actor: BOT, at: needs.clock.now() });
  }
}

/** What to record; null where the journal says so already. */
function commandFor(
  experiment: Experiment,
  { number, state, mergedBy }: PullRequestNews,
): CommandBody | null {
  const isClosed = (pullRequestOf(experiment, number)?.closedAt ?? null) !== null;
  switch (state) {
    case 'merged': {
      const name = experiment.cleanUp?.number === number ? 'recordCleanUpMerge' : 'recordMerge';
      return { name, number, mergedBy };
    }
    case 'closed':
      return isClosed ? null : { name: 'recordClosure', number };
    case 'open':
      return isClosed ? { name: 'recordReopening', number } : null;
  }
}

/** Asks the code host about every pull request of ours that is not merged: for where no webhook reaches the bot. */
export async function pollPullRequests(needs: Needs): Promise<void> {
  const live = await needs.store.summaries({ live: true, limit: LIVE_LIMIT });
  for (const { repository, openPullRequests } of live) {
    for (const number of openPullRequests) await pollOne(needs, repository, number);
  }
}

/** One repository that does not answer must not hide the others. */
async function pollOne(needs: Needs, repository: string, number: number): Promise<void> {
  try {
    const found = await needs.codeHost.readPullRequest(repository, number);
    if (found !== null) await notePullRequest(needs, { ...found, repository, number });
  } catch (thrown) {
    const { code } = toAppError(thrown);
    needs.log.warn('a pull request could not be read', { repository, number, code });
  }
}
