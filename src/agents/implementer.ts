import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { readablePaths } from '#agents/check-paths.ts';
import { filesBlock, jsonBlock } from '#agents/data-block.ts';
import { type Guidance, guidanceBlock } from '#agents/guidance.ts';
import { judgeImplementation } from '#agents/judge-implementation.ts';
import { createModelFiles } from '#agents/model-files.ts';
import { planForPrompt } from '#agents/plan-for-prompt.ts';
import { writeChange } from '#agents/write-change.ts';
import type { AgentRun, Implementation } from '#domain/agent-output.ts';
import type { Plan } from '#domain/plan.ts';
import type { RepositoryView, SourceFile } from '#ports/code-host.ts';
import { ok, refused } from '#shared/result.ts';

/** What to build, and in which repository. */
export interface ChangeToImplement extends Guidance {
  readonly plan: Plan;
  readonly repository: RepositoryView;
  /** Flag keys of other experiments in the same repository. */
  readonly otherFlagKeys?: readonly string[];
}

const MOST_PATHS = 2_000;
const MOST_FILES = 8;
/** Characters; a longer file would leave no room for the others, and the model could not return it whole. */
const LONGEST_FILE = 60_000;

const ChoiceSchema = z.object({
  paths: z.array(z.string()).min(1).max(MOST_FILES),
  reason: z.string().max(500),
});

async function chooseFiles(
  deps: AgentDeps,
  { plan, repository }: ChangeToImplement,
): Promise<AgentResult<readonly string[]>> {
  const readable = readablePaths(repository.paths, MOST_PATHS);
  const known = new Set(readable);
  const answer = await askAgent(deps, {
    role: 'implementer',
    prompt: 'file-chooser',
    inputs: { plan: jsonBlock(planForPrompt(plan)), paths: jsonBlock(readable) },
    schema: ChoiceSchema,
    check: (choice) =>
      choice.paths.filter((path) => !known.has(path)).map((path) => `paths: there is no ${path}`),
  });
  if (answer.kind === 'refused') return answer;
  return ok({ output: [...new Set(answer.value.output.paths)], runs: answer.value.runs });
}

/** Puts the runs of an earlier step before those of a later one, whether that succeeded or not. */
function after<Output>(earlier: readonly AgentRun[], result: AgentResult<Output>): AgentResult<Output> {
  if (result.kind === 'ok') return ok({ ...result.value, runs: [...earlier, ...result.value.runs] });
  return refused({ ...result.problem, runs: [...earlier, ...result.problem.runs] });
}

/**
 * Builds the experiment in two questions: which files to read (at most 8), then edits of them. The change is applied and
 * judged by code; secrets and personal data in the files never reach the model and are put back afterwards.
 */
export async function implementChange(
  deps: AgentDeps,
  change: ChangeToImplement,
): Promise<AgentResult<Implementation>> {
  const { plan, repository } = change;
  const chosen = await chooseFiles(deps, change);
  if (chosen.kind === 'refused') return chosen;
  const { output: paths, runs } = chosen.value;
  const files = createModelFiles(repository, deps.redaction);
  const read = await Promise.all(paths.map(async (path) => ({ path, content: await files.read(path) })));
  const shown = read.flatMap(({ path, content }): SourceFile[] =>
    content === null || content.length > LONGEST_FILE ? [] : [{ path, content }],
  );
  if (shown.length === 0) {
    const detail = `None of the chosen files can be read whole: ${paths.join(', ')}.`;
    return refused({ role: 'implementer', reason: 'impossible', detail, runs, wellFormed: true });
  }
  const written = await writeChange(deps, {
    prompt: 'implementer',
    inputs: {
      plan: jsonBlock(planForPrompt(plan)),
      guidance: guidanceBlock(change),
      files: filesBlock(shown),
      paths: jsonBlock(readablePaths(repository.paths, MOST_PATHS)),
    },
    files,
    judge: ({ edits, testPaths }) => judgeImplementation(deps, { plan, repository, edits, testPaths }),
  });
  return after(runs, written);
}
