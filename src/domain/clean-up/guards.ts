import { flagRemovalDue } from '#domain/clean-up/deploy-window.ts';
import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** The decision can no longer be undone; a stop for harm has no decision. */
export function isPastUndoWindow(
  { decision: { record } }: Experiment,
  { at }: Pick<Command<'startCleanUp'>, 'at'>,
): Refusal | null {
  return unless(
    record === null || at >= record.undoUntil,
    'too-early',
    'The decision can still be undone. The clean-up waits until then.',
  );
}

/** The pull request is not recorded yet. */
export function isNewCleanUp(
  { cleanUp }: Experiment,
  { pullRequest }: Pick<Command<'recordCleanUpPullRequest'>, 'pullRequest'>,
): Refusal | null {
  return unless(
    cleanUp?.pullRequest?.number !== pullRequest.number,
    'already-done',
    'The clean-up pull request is known already.',
  );
}

/** It is the clean-up's pull request. */
export function isCleanUp(
  { cleanUp }: Experiment,
  { number }: Pick<Command<'recordCleanUpMerge'>, 'number'>,
): Refusal | null {
  return unless(
    cleanUp?.pullRequest?.number === number,
    'unknown',
    'This pull request does not belong to the experiment.',
  );
}

/** It is news: of the clean-up's pull request that was merged just now, or of code that was found clean before. */
export function isNewsOfFlag(
  { cleanUp }: Experiment,
  { number, places }: Pick<Command<'recordFlagLeft'>, 'number' | 'places'>,
): Refusal | null {
  const isClean = cleanUp?.codeCleanAt != null;
  const isNews = number === null ? isClean : cleanUp?.pullRequest?.number === number && !isClean;
  return unless(
    isNews && places.length > 0,
    'already-done',
    'It is known already what the code still holds of the flag.',
  );
}

/** The code still has the flag, as far as is known. */
export function hasFlagInCode({ cleanUp }: Experiment): Refusal | null {
  return unless(
    cleanUp?.codeCleanAt == null,
    'already-done',
    'The code is clean already. There is nothing left to clean up.',
  );
}

/** The merged clean-up left something, and the bot does not go on without a person. */
export function waitsWithFlagLeft({ cleanUp }: Pick<Experiment, 'cleanUp'>): boolean {
  return cleanUp?.left?.goesOn === false;
}

/**
 * The clean-up failed or left something, or its pull request is closed: then the flag may be gone by hand, or the pull request open
 * again.
 */
export function hasStalled({ failure, cleanUp }: Experiment): Refusal | null {
  return unless(
    failure !== null || cleanUp?.pullRequest?.closedAt != null || waitsWithFlagLeft({ cleanUp }),
    'already-done',
    'The clean-up is under way. There is nothing to try again.',
  );
}

/** The clean code had its time to be deployed. */
export function isDeployed(
  experiment: Experiment,
  { at }: Pick<Command<'finishCleanUp'>, 'at'>,
): Refusal | null {
  const due = flagRemovalDue(experiment);
  return unless(
    due !== null && at >= due,
    'too-early',
    'The flag stays on until the clean code has had a day to be deployed.',
  );
}
