import type { WrittenChange } from '#agents/change-facts.ts';
import { implementChange } from '#agents/implementer.ts';
import { plainLine } from '#agents/plain-line.ts';
import { implementationPrBody } from '#agents/pr-body.ts';
import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import type { Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { type Steps, stepResult } from '#features/steps.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import { whatFailed } from '#features/what-failed.ts';

export type CodeNeeds = Pick<CoPilot, 'agents' | 'codeHost' | 'chat'>;
type Needs = CodeNeeds & Pick<CoPilot, 'load'>;

/** A pull request that is open, or why a person has to act; `runs` are the model calls it took. */
export type CodeOutcome =
  | { readonly kind: 'opened'; readonly pullRequest: OpenedPullRequest; readonly runs: readonly AgentRun[] }
  | { readonly kind: 'failed'; readonly failure: AgentFailure; readonly runs: readonly AgentRun[] };

/** The experiment whose plan is approved, and what the person who tries again typed; null if nothing was typed. */
export interface PlanToImplement {
  readonly experiment: Experiment;
  readonly hint: string | null;
}

export const IMPLEMENT_STEPS = [
  'Read the repository',
  'Write the flagged code and its tests',
  'Open a draft pull request',
];

/** The branch of an experiment; it is the idempotency key of its pull request. */
function branchOf(experiment: string): string {
  return `experiment/${experiment}`;
}

/**
 * The implementer's code on a branch of its own, as a draft pull request. Repeating it finds the pull request that is
 * there. Faults of vendors are thrown, to be retried by the worker.
 */
export async function implementPlan(
  needs: Needs,
  { experiment, hint }: PlanToImplement,
  steps: Steps,
): Promise<CodeOutcome> {
  const { plan } = designOf(experiment);
  const { repository } = plan.request;
  const pinned = await steps(0, async () => {
    const value = await needs.codeHost.pin(repository);
    // What the code host would refuse in the end shall cost no question to a model.
    if (value !== null) await needs.codeHost.checkWriteAccess(repository, branchOf(experiment.key));
    return stepResult(value, value === null ? null : `${value.paths.length} files`);
  });
  if (pinned === null) return impossible(cannotRead(repository));
  const written = await steps(1, async () => {
    const earlierProblems = experiment.failedBefore === undefined ? [] : [experiment.failedBefore.detail];
    const value = await implementChange(needs.agents, { plan, repository: pinned, hint, earlierProblems });
    return stepResult(value, value.kind === 'ok' ? writtenNote(value.value.output) : null);
  });
  if (written.kind === 'refused') return { kind: 'failed', ...whatFailed(written.problem) };
  const { output, runs } = written.value;
  return steps(2, async () => {
    // Writing takes a while: what was cancelled meanwhile shall leave no pull request behind.
    const now = await needs.load(experiment.key);
    if (now?.status === 'cancelled') return stepResult(impossible('It was cancelled meanwhile.', runs), null);
    const pullRequest = await openDraft(needs, experiment, plan, { base: pinned.commit, ...output });
    return stepResult<CodeOutcome>({ kind: 'opened', pullRequest, runs }, `#${pullRequest.number}`);
  });
}

function writtenNote({ edits, facts: { reading } }: WrittenChange): string {
  if (reading === null) return `${edits.length} files changed`;
  const read = `${reading.files.length} files read in ${reading.steps} ${reading.steps === 1 ? 'step' : 'steps'}`;
  return `${read}, ${edits.length} changed`;
}

async function openDraft(
  needs: Needs,
  experiment: Experiment,
  plan: Plan,
  implementation: WrittenChange & { readonly base: string },
): Promise<OpenedPullRequest> {
  const thread = await threadLink(needs, experiment);
  const title = plainLine(plan.title);
  const { repository } = plan.request;
  const { number, url, branch, head } = await needs.codeHost.openPullRequest({
    repository,
    branch: branchOf(experiment.key),
    base: implementation.base,
    title: `experiment: ${title}`,
    body: implementationPrBody({ experiment: experiment.key, plan, implementation, thread }),
    commitMessage: `feat(experiment): ${title}\n\nBehind the flag ${plan.flagKey}, off by default.`,
    edits: implementation.edits,
    draft: true,
  });
  const files = implementation.edits.map(({ path }) => path);
  const { summary, testPaths, base } = implementation;
  return { number, url, branch, files, summary, made: { base, head, testPaths } };
}

/** Why nothing can be done in a repository, and what helps. */
export function cannotRead(repository: string): string {
  return `The repository ${repository} is not there, or the bot may not read it. Give the bot access and try again.`;
}

/** The facts do not allow it; `detail` says so to people, `runs` are the model calls that came before. */
export function impossible(
  detail: string,
  runs: readonly AgentRun[] = [],
): Extract<CodeOutcome, { readonly kind: 'failed' }> {
  return { kind: 'failed', failure: { role: 'implementer', reason: 'impossible', detail }, runs };
}
