import type { OpenedPullRequest } from '#domain/code/commands.ts';
import type { StateChange } from '#domain/evolver.ts';
import type { Experiment, PullRequestRecord } from '#domain/experiment.ts';

/** A pull request that was just opened. */
export function opened(pullRequest: OpenedPullRequest): PullRequestRecord {
  return { ...pullRequest, mergedAt: null, mergedBy: null, closedAt: null };
}

/** The same once it is merged. */
export function merged(
  record: PullRequestRecord | null,
  mergedBy: string | null,
  at: number,
): PullRequestRecord | null {
  return record === null ? null : { ...record, mergedAt: at, mergedBy, closedAt: null };
}

/** Either pull request, as it is since it was closed (a moment) or opened again (null). */
export function closed(
  { pullRequest, cleanUp }: Experiment,
  number: number,
  closedAt: number | null,
): StateChange {
  if (cleanUp?.number === number) return { cleanUp: { ...cleanUp, closedAt } };
  return pullRequest?.number === number ? { pullRequest: { ...pullRequest, closedAt } } : {};
}
