import type { AgentResult } from '#agents/ask.ts';
import type { WrittenChange } from '#agents/change-facts.ts';
import { filePrBody } from '#agents/file-pr-body.ts';
import { writeVariants } from '#agents/file-writer.ts';
import { type ChangeToImplement, implementChange } from '#agents/implementer.ts';
import { plainLine } from '#agents/plain-line.ts';
import { implementationPrBody, type PullRequestStory } from '#agents/pr-body.ts';
import { pullTemplate } from '#agents/pull-template.ts';
import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import type { Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { type Steps, stepResult } from '#features/steps.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import { whatFailed } from '#features/what-failed.ts';
import { ok } from '#shared/result.ts';
import { variantsProblem, type WrittenVariants } from './written-variants.ts';

export type CodeNeeds = Pick<CoPilot, 'agents' | 'codeHost' | 'chat'>;
type Needs = CodeNeeds & Pick<CoPilot, 'load' | 'flags'>;

/** A pull request that is open, or why a person has to act; `runs` are the model calls it took. */
export type CodeOutcome =
  | { readonly kind: 'opened'; readonly pullRequest: OpenedPullRequest; readonly runs: readonly AgentRun[] }
  | { readonly kind: 'failed'; readonly failure: AgentFailure; readonly runs: readonly AgentRun[] };

/** The experiment whose plan is approved, and what the person who tries again typed; null if nothing was typed. */
export interface PlanToImplement {
  readonly experiment: Experiment;
  readonly hint: string | null;
}

const IMPLEMENT_STEPS = [
  'Read the repository',
  'Write the flagged code and its tests',
  'Open a draft pull request',
];

/** The same for an experiment on a file. */
const FILE_STEPS = ['Read the repository', 'Write the variants of the file', 'Open a draft pull request'];

/** What is done for an experiment, in order. */
export function implementSteps({ request }: Pick<Experiment, 'request'>): readonly string[] {
  return request.file === undefined ? IMPLEMENT_STEPS : FILE_STEPS;
}

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
  const { file } = plan.request;
  const noFile = file === undefined ? null : await variantsProblem(plan, pinned, file);
  if (noFile !== null) return impossible(noFile);
  const written = await steps(1, async () => {
    const earlierProblems = experiment.failedBefore === undefined ? [] : [experiment.failedBefore.detail];
    const work = { plan, repository: pinned, hint, earlierProblems };
    const value = await writeFor(needs, work);
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

/** Flagged code, or the variants of the file under test. */
async function writeFor(
  { agents }: Needs,
  work: ChangeToImplement,
): Promise<AgentResult<WrittenChange | WrittenVariants>> {
  const { file } = work.plan.request;
  if (file === undefined) return implementChange(agents, work);
  const written = await writeVariants(agents, { ...work, file });
  if (written.kind === 'refused') return written;
  const { output, runs } = written.value;
  return ok({ output: { ...output, file, template: await pullTemplate(work.repository) }, runs });
}

function writtenNote(written: WrittenChange | WrittenVariants): string {
  const { edits } = written;
  if ('file' in written) return edits.length === 1 ? 'one variant' : `${edits.length} variants`;
  const { reading } = written.facts;
  if (reading === null) return `${edits.length} files changed`;
  const read = `${reading.files.length} files read in ${reading.steps} ${reading.steps === 1 ? 'step' : 'steps'}`;
  return `${read}, ${edits.length} changed`;
}

async function openDraft(
  needs: Needs,
  experiment: Experiment,
  plan: Plan,
  implementation: (WrittenChange | WrittenVariants) & { readonly base: string },
): Promise<OpenedPullRequest> {
  const thread = await threadLink(needs, experiment);
  const title = plainLine(plan.title);
  const { repository } = plan.request;
  const { number, url, branch, head } = await needs.codeHost.openPullRequest({
    repository,
    branch: branchOf(experiment.key),
    base: implementation.base,
    title: `experiment: ${title}`,
    ...draftWords(needs, { experiment: experiment.key, plan, thread }, implementation),
    edits: implementation.edits,
    draft: true,
  });
  const files = implementation.edits.map(({ path }) => path);
  const { summary, testPaths, base } = implementation;
  return { number, url, branch, files, summary, made: { base, head, testPaths } };
}

function draftWords(
  { flags }: Pick<CoPilot, 'flags'>,
  story: PullRequestStory,
  implementation: WrittenChange | WrittenVariants,
) {
  const { plan } = story;
  const subject = `feat(experiment): ${plainLine(plan.title)}`;
  if ('file' in implementation) {
    const { file, template } = implementation;
    return {
      body: filePrBody({ ...story, file, template, implementation, asksBot: flags.exposures.kind === 'own' }),
      commitMessage: `${subject}\n\nBeside ${file}, which stays as it is. The flag ${plan.flagKey} is off by default.`,
    };
  }
  return {
    body: implementationPrBody({ ...story, implementation }),
    commitMessage: `${subject}\n\nBehind the flag ${plan.flagKey}, off by default.`,
  };
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
