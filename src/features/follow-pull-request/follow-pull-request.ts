import type { CommandBody } from '#domain/command.ts';
import { BOT } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { toAppError } from '#shared/errors.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'codeHost' | 'clock' | 'log'>;

/** A merge as the code host told it, by webhook or when asked. */
export interface Merge {
  readonly repository: string;
  readonly number: number;
  readonly mergedBy: string | null;
}

/** How many live experiments are looked through for a pull request. */
const LIVE_LIMIT = 10_000;

/** Records a merge at the experiment that the pull request belongs to; any other merge is none of ours. */
export async function noteMerge(needs: Needs, merge: Merge): Promise<void> {
  const live = await needs.store.summaries({ live: true, limit: LIVE_LIMIT });
  for (const { key, repository, openPullRequests } of live) {
    if (repository !== merge.repository || !openPullRequests.includes(merge.number)) continue;
    await recordMerge(needs, key, merge);
  }
}

async function recordMerge(needs: Needs, key: string, merge: Merge): Promise<void> {
  const experiment = await needs.load(key);
  if (experiment === null) return;
  const { number, mergedBy } = merge;
  const name = experiment.cleanUp?.number === number ? 'recordCleanUpMerge' : 'recordMerge';
  const body: CommandBody = { name, number, mergedBy };
  await needs.execute(key, { ...body, actor: BOT, at: needs.clock.now() });
}

/** Asks the code host about every open pull request of ours: for where no webhook reaches the bot. */
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
    if (found?.state === 'merged') await noteMerge(needs, { repository, number, mergedBy: found.mergedBy });
  } catch (thrown) {
    const { code } = toAppError(thrown);
    needs.log.warn('a pull request could not be read', { repository, number, code });
  }
}
