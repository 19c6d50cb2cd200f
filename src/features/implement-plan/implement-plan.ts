import { implementChange } from '#agents/implementer.ts';
import { implementationPrBody } from '#agents/pr-body.ts';
import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { OpenedPullRequest } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { type Steps, stepResult } from '#features/steps.ts';
import { AppError } from '#shared/errors.ts';

export type CodeNeeds = Pick<CoPilot, 'agents' | 'codeHost'>;

/** A pull request that is open, or why a person has to act; `runs` are the model calls it took. */
export type CodeOutcome =
  | { readonly kind: 'opened'; readonly pullRequest: OpenedPullRequest; readonly runs: readonly AgentRun[] }
  | { readonly kind: 'failed'; readonly failure: AgentFailure; readonly runs: readonly AgentRun[] };

export const IMPLEMENT_STEPS = [
  'Read the repository',
  'Write the flagged code and its tests',
  'Open a draft pull request',
];

/** The branch of an experiment; it is the idempotency key of its pull request. */
export function branchOf(experiment: string): string {
  return `experiment/${experiment}`;
}

/**
 * The implementer's code on a branch of its own, as a draft pull request. Repeating it finds the pull request that is
 * there. Faults of vendors are thrown, to be retried by the worker.
 */
export async function implementPlan(
  needs: CodeNeeds,
  experiment: Experiment,
  steps: Steps,
): Promise<CodeOutcome> {
  const { plan } = experiment;
  if (plan === null) {
    throw new AppError('implement.no-plan', 'There is no plan to implement.', { retryable: false });
  }
  const { repository } = plan.request;
  const paths = await steps(0, async () => {
    const value = await needs.codeHost.listFiles(repository);
    return stepResult(value, value === null ? null : `${value.length} files`);
  });
  if (paths === null) return unreadable(repository);
  const written = await steps(1, async () => {
    const value = await implementChange(needs.agents, {
      plan,
      paths,
      read: (path) => needs.codeHost.readFile(repository, path),
    });
    return stepResult(value, value.kind === 'ok' ? `${value.value.output.edits.length} files changed` : null);
  });
  if (written.kind === 'refused') {
    const { role, reason, detail, runs } = written.problem;
    return { kind: 'failed', failure: { role, reason, detail }, runs };
  }
  const { output, runs } = written.value;
  return steps(2, async () => {
    const pullRequest = await needs.codeHost.openPullRequest({
      repository,
      branch: branchOf(experiment.key),
      title: `experiment: ${plan.title}`,
      body: implementationPrBody({ experiment: experiment.key, plan, implementation: output, thread: null }),
      commitMessage: `feat(experiment): ${plan.title}\n\nBehind the flag ${plan.flagKey}, off by default.`,
      edits: output.edits,
      draft: true,
    });
    const { number, url, branch } = pullRequest;
    const opened = {
      number,
      url,
      branch,
      files: output.edits.map(({ path }) => path),
      summary: output.summary,
    };
    return stepResult<CodeOutcome>({ kind: 'opened', pullRequest: opened, runs }, `#${number}`);
  });
}

function unreadable(repository: string): CodeOutcome {
  const detail = `The repository ${repository} is not there, or the bot may not read it. Give the bot access and try again.`;
  return { kind: 'failed', failure: { role: 'implementer', reason: 'impossible', detail }, runs: [] };
}
