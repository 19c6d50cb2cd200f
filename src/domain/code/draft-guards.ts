import { type CodeChecks, saysTheSame } from '#domain/code/checks.ts';
import type { DraftState, ReviewRemark } from '#domain/code/draft.ts';
import { openDraft } from '#domain/code/open-draft.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** There is a draft of the bot's that is neither merged nor closed. */
export function hasOpenDraft(experiment: Experiment): Refusal | null {
  const message = 'There is no open pull request of the bot that its checks could be followed of.';
  return unless(openDraft(experiment) !== null, 'already-done', message);
}

/** The bot made no commit while the checks were read: its older head would look like the commit of another hand. */
export function isOfNewestDraft(
  experiment: Experiment,
  { drafted }: { readonly drafted?: string },
): Refusal | null {
  const isNewest = drafted === undefined || openDraft(experiment)?.head === drafted;
  return unless(isNewest, 'stale', 'The bot made a newer commit while these checks were read.');
}

/** The reading says something new, or failed checks are still to be taken up. */
export function isNewsOfChecks(
  experiment: Experiment,
  { checks }: { readonly checks: CodeChecks },
): Refusal | null {
  const draft = openDraft(experiment);
  const known = draft?.checks ?? null;
  const isNews = known === null || !saysTheSame(known, checks);
  const isDue = draft !== null && isToTakeUp(draft, checks);
  return unless(isNews || isDue, 'already-done', 'The checks are known as they stand.');
}

/** Whether the bot is to do, or to say, something about these checks. */
export function isToTakeUp(draft: DraftState, { head, stand }: CodeChecks): boolean {
  return (
    stand === 'red' &&
    head === draft.head &&
    draft.takenOver === null &&
    draft.underWay === null &&
    draft.takenUpAt !== head
  );
}

/** All commits of the branch are the bot's own. */
export function isOwnBranch(experiment: Experiment): Refusal | null {
  const message =
    'The branch has commits that the bot did not make, so the bot leaves it to people. Go on with the pull request on the code host.';
  return unless(openDraft(experiment)?.takenOver === null, 'conflict', message);
}

/** The bot works at no other commit, and takes up remarks still. */
export function mayTakeUp(experiment: Experiment): Refusal | null {
  const draft = openDraft(experiment);
  const message = 'The bot takes up no remark now.';
  return unless(draft?.underWay === null && !draft.isDeaf, 'conflict', message);
}

/** There are remarks, and none of them was heard before. */
export function areNewRemarks(
  experiment: Experiment,
  { remarks }: { readonly remarks: readonly ReviewRemark[] },
): Refusal | null {
  const heard = openDraft(experiment)?.heard ?? [];
  const isNew = remarks.length > 0 && remarks.every(({ id }) => !heard.includes(id));
  return unless(isNew, 'already-done', 'These remarks were taken up before.');
}

/** A revision is under way on this commit. */
export function isUnderWay(experiment: Experiment, { on }: { readonly on: string }): Refusal | null {
  const draft = openDraft(experiment);
  const isIt = draft?.underWay != null && draft.head === on;
  return unless(isIt, 'already-done', 'No work at this commit is under way.');
}

/** The person saw the checks of the newest commit. */
export function sawHead(experiment: Experiment, { head }: { readonly head: string }): Refusal | null {
  const message =
    'The pull request has a newer commit than the one you saw. Look at the newest message about it in the thread.';
  return unless(openDraft(experiment)?.head === head, 'stale', message);
}

/** All checks of the bot's newest commit passed, and it is a draft still. */
export function isGreenDraft(experiment: Experiment): Refusal | null {
  const draft = openDraft(experiment);
  const checks = draft?.checks ?? null;
  const isGreen = checks?.stand === 'green' && checks.head === draft?.head;
  const message =
    'The checks of the newest commit have not passed, so the pull request stays a draft. An engineer may mark it ready on the code host.';
  return (
    unless(isGreen, 'conflict', message) ??
    unless(
      checks?.isDraft === true && draft?.readyBy === null,
      'already-done',
      'The pull request is marked ready for review already.',
    )
  );
}

/** A person asked that it be marked ready, at this commit. */
export function isReadyAsked(experiment: Experiment, { head }: { readonly head: string }): Refusal | null {
  const draft = openDraft(experiment);
  const isAsked = draft?.readyBy != null && draft.head === head;
  return unless(isAsked && draft.checks?.isDraft === true, 'already-done', 'It is no draft any more.');
}

/** Whether a person may ask, as things stand, that the draft be marked ready for review. */
export function mayBeReady(experiment: Experiment): boolean {
  return isOwnBranch(experiment) === null && isGreenDraft(experiment) === null;
}
