import type { DraftState } from '#domain/code/draft.ts';
import { commitOfEffect } from '#domain/effect.ts';
import type { CodeReview } from '#ports/code-review.ts';

const TRAILER = 'Experiment-Effect:';

/** The line of a commit message that names the effect which made the commit. */
export function revisionTrailer(effect: string): string {
  return `${TRAILER} ${effect}`;
}

/**
 * Whether the head of a branch is the revision that is under way, pushed and not yet recorded: it names an effect of the experiment and
 * stands right on the bot's newest commit.
 */
export async function isRevisionUnderWay(
  codeReview: Pick<CodeReview, 'commitOf'>,
  draft: DraftState,
  at: { readonly experiment: string; readonly repository: string; readonly head: string },
): Promise<boolean> {
  if (draft.underWay === null || at.head === draft.head) return false;
  const commit = await codeReview.commitOf(at.repository, at.head);
  const effect = commit?.message.split('\n').findLast((line) => line.startsWith(TRAILER));
  if (commit?.parents[0] !== draft.head || effect === undefined) return false;
  return commitOfEffect(effect.slice(TRAILER.length).trim()).experiment === at.experiment;
}
