import { BOT } from '#domain/actor.ts';
import type { DraftState } from '#domain/code/draft.ts';
import { openDraft } from '#domain/code/open-draft.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { unfinishedLines, walkUnfinished } from '#features/walk-unfinished.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { readChecksOf } from './read-checks.ts';
import { isRevisionUnderWay } from './revision-trailer.ts';
import { takeUpRemarks } from './take-up-remarks.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'codeReview' | 'clock' | 'log'>;

/** How late the code host may show a push; later, the branch was set back by another hand. */
const SHOWN_WITHIN = 10 * MINUTE;

/**
 * Looks at every draft of the bot: its checks, and what reviewers wrote. Webhooks get lost, and comments come in groups. A draft whose
 * newest commit is older than a day is looked at in the first bucket of each hour alone, so that drafts that lie about leave the
 * hour's requests to the others. `bucketStart` is in milliseconds since the Unix epoch.
 */
export async function watchDrafts(needs: Needs, bucketStart: number): Promise<void> {
  const isFirstOfHour = bucketStart % HOUR === 0;
  await walkUnfinished(needs, {
    job: 'watch-drafts',
    isDue: mayHaveDraft,
    work: async ({ key }) => {
      const experiment = await needs.load(key);
      const draft = experiment === null ? null : openDraft(experiment);
      if (draft === null || (bucketStart - draft.headAt > DAY && !isFirstOfHour)) return;
      await lookAtChecks(needs, key);
      await takeUpRemarks(needs, key);
    },
  });
}

/** Looks at the draft that a notice about a commit belongs to; any other commit is none of ours. */
export async function noteChecks(
  needs: Needs,
  { repository, commit }: { readonly repository: string; readonly commit: string },
): Promise<void> {
  const lines = (await unfinishedLines(needs.store)).filter(mayHaveDraft);
  for (const line of lines) {
    if (line.repository.toLowerCase() !== repository.toLowerCase()) continue;
    const experiment = await needs.load(line.key);
    const draft = experiment === null ? null : openDraft(experiment);
    if (draft !== null && [draft.head, draft.checks?.head].includes(commit))
      await lookAtChecks(needs, line.key);
  }
}

function mayHaveDraft({ status, openPullRequests }: ExperimentSummary): boolean {
  return status === 'implemented' && openPullRequests.length > 0;
}

/** Records how the checks of a draft's head stand; that the pull request was merged or closed is noticed elsewhere. */
export async function lookAtChecks(
  { load, execute, codeReview, clock }: Omit<Needs, 'store' | 'log'>,
  key: string,
): Promise<void> {
  const experiment = await load(key);
  const draft = experiment === null ? null : openDraft(experiment);
  if (experiment?.code == null || draft === null) return;
  const { repository } = experiment.request;
  const { number } = experiment.code.pullRequest;
  const head = await codeReview.headOf(repository, number);
  if (head?.state !== 'open') return;
  const at = { experiment: key, repository, head: head.commit };
  if (await isRevisionUnderWay(codeReview, draft, at)) return;
  const isYoung = clock.now() - draft.headAt < SHOWN_WITHIN;
  if (isYoung && (await isHeadBefore(codeReview, draft, at))) return;
  const found = await codeReview.checksOf(repository, head.commit);
  const checks = readChecksOf(head, found, { since: draft.headAt, now: clock.now() });
  const isForeign = head.commit !== draft.head && draft.takenOver === null;
  // A push by another hand is told at once, whatever its checks do.
  const said = checks ?? (isForeign ? unbegun(head) : null);
  if (said === null) return;
  const drafted = draft.head;
  await execute(key, { name: 'recordChecks', number, checks: said, drafted, actor: BOT, at: clock.now() });
}

/** Whether this is the commit on which the bot's newest one stands: the code host may show a push late. */
async function isHeadBefore(
  codeReview: Needs['codeReview'],
  draft: DraftState,
  { repository, head }: { readonly repository: string; readonly head: string },
): Promise<boolean> {
  if (head === draft.head || draft.takenOver !== null) return false;
  const newest = await codeReview.commitOf(repository, draft.head);
  return newest?.parents[0] === head;
}

function unbegun({ commit: head, isDraft }: { readonly commit: string; readonly isDraft: boolean }) {
  return { ...{ head, isDraft, failed: [], total: 0 }, stand: 'running' as const };
}
