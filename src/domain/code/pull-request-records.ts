import type { OpenedPullRequest } from '#domain/code/commands.ts';
import type { PullRequestRecord } from '#domain/code/state.ts';
import type { StateChange } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';

/** A pull request that was just opened. */
export function opened(pullRequest: OpenedPullRequest): PullRequestRecord {
  return { ...pullRequest, mergedAt: null, mergedBy: null, closedAt: null };
}

/** The same once it is merged. */
export function merged(record: PullRequestRecord, mergedBy: string | null, at: number): PullRequestRecord {
  return { ...record, mergedAt: at, mergedBy, closedAt: null };
}

/** Either pull request, as it is since it was closed (a moment) or opened again (null). */
export function closed({ code, cleanUp }: Experiment, number: number, closedAt: number | null): StateChange {
  if (cleanUp?.pullRequest?.number === number) {
    return { cleanUp: { ...cleanUp, pullRequest: { ...cleanUp.pullRequest, closedAt } } };
  }
  if (code?.pullRequest.number !== number) return {};
  return { code: { ...code, pullRequest: { ...code.pullRequest, closedAt } } };
}
