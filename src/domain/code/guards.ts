import type { PullRequestRecord } from '#domain/code/state.ts';
import { hasConfigurations } from '#domain/configurations/planned-configurations.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** A command about a pull request by its number. */
interface ByNumber {
  readonly number: number;
}

const NOT_OURS = 'This pull request does not belong to the experiment.';

/** It is the implementation's pull request. */
export function isImplementation({ code }: Experiment, { number }: ByNumber): Refusal | null {
  return unless(code?.pullRequest.number === number, 'unknown', NOT_OURS);
}

/** The implementation is not merged yet, as far as is known. */
export function isNotMerged({ code }: Experiment): Refusal | null {
  return unless(code?.pullRequest.mergedAt == null, 'already-done', 'The merge is known already.');
}

/** It is the implementation's or the clean-up's pull request. */
export function isOfExperiment(experiment: Experiment, { number }: ByNumber): Refusal | null {
  return unless(pullRequestOf(experiment, number) !== null, 'unknown', NOT_OURS);
}

/** The pull request is neither merged nor closed. */
export function isOpen(experiment: Experiment, { number }: ByNumber): Refusal | null {
  const known = pullRequestOf(experiment, number);
  return unless(
    known !== null && known.mergedAt === null && known.closedAt === null,
    'already-done',
    'How the pull request ended is known already.',
  );
}

/** The pull request is closed without being merged. */
export function isClosed(experiment: Experiment, { number }: ByNumber): Refusal | null {
  const known = pullRequestOf(experiment, number);
  return unless(known !== null && known.closedAt !== null, 'already-done', 'The pull request is not closed.');
}

/** The record of the pull request with this number; null if it is not of this experiment. */
export function pullRequestOf({ cleanUp, code }: Experiment, number: number): PullRequestRecord | null {
  return [cleanUp?.pullRequest, code?.pullRequest].find((record) => record?.number === number) ?? null;
}

/** The variants of the plan are configurations. */
export function carriesConfigurations(experiment: Experiment): Refusal | null {
  return unless(hasConfigurations(experiment), 'policy', 'The plan has no configurations, so it needs code.');
}
