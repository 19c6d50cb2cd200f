import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { checkImplementation } from '#agents/check-implementation.ts';
import { readablePaths } from '#agents/check-paths.ts';
import { filesBlock, jsonBlock } from '#agents/data-block.ts';
import { ImplementationSchema } from '#agents/implementation-schema.ts';
import { planForPrompt } from '#agents/plan-for-prompt.ts';
import { withholdFiles } from '#agents/withheld-files.ts';
import type { AgentRun, Implementation } from '#domain/agent-output.ts';
import type { Plan } from '#domain/plan.ts';
import type { SourceFile } from '#ports/code-host.ts';
import { ok, refused } from '#shared/result.ts';

/** What to build, and in which repository. `read` gives a file of it; null if the file does not exist. */
export interface ChangeToImplement {
  readonly plan: Plan;
  /** All paths of the repository. */
  readonly paths: readonly string[];
  readonly read: (path: string) => Promise<SourceFile | null>;
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
  { plan, paths }: ChangeToImplement,
): Promise<AgentResult<readonly string[]>> {
  const readable = readablePaths(paths, MOST_PATHS);
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

async function write(
  deps: AgentDeps,
  { plan, paths }: ChangeToImplement,
  files: readonly SourceFile[],
): Promise<AgentResult<Implementation>> {
  const withheld = withholdFiles(files, deps.redaction);
  const answer = await askAgent(deps, {
    role: 'implementer',
    prompt: 'implementer',
    inputs: {
      plan: jsonBlock(planForPrompt(plan)),
      files: filesBlock(withheld.files),
      paths: jsonBlock(readablePaths(paths, MOST_PATHS)),
    },
    schema: ImplementationSchema,
    check: ({ edits, testPaths }) =>
      checkImplementation({
        ...{ plan, paths, files, edits: withheld.restore(edits), testPaths },
        redaction: deps.redaction,
      }),
  });
  if (answer.kind === 'refused') return answer;
  const { output, runs } = answer.value;
  return ok({ output: { ...output, edits: withheld.restore(output.edits) }, runs });
}

/** Puts the runs of an earlier step before those of a later one, whether that succeeded or not. */
function after<Output>(earlier: readonly AgentRun[], result: AgentResult<Output>): AgentResult<Output> {
  if (result.kind === 'ok') return ok({ ...result.value, runs: [...earlier, ...result.value.runs] });
  return refused({ ...result.problem, runs: [...earlier, ...result.problem.runs] });
}

/**
 * Builds the experiment in two questions: which files to read (at most 8), then whole-file edits of them. The edits are
 * checked in code (`check-implementation.ts`); secrets and personal data in the files never reach the model and are put back afterwards.
 */
export async function implementChange(
  deps: AgentDeps,
  change: ChangeToImplement,
): Promise<AgentResult<Implementation>> {
  const chosen = await chooseFiles(deps, change);
  if (chosen.kind === 'refused') return chosen;
  const { output: paths, runs } = chosen.value;
  const read = await Promise.all(paths.map((path) => change.read(path)));
  const files = read.flatMap((file) => (file === null || file.content.length > LONGEST_FILE ? [] : [file]));
  if (files.length === 0) {
    const detail = `None of the chosen files can be read whole: ${paths.join(', ')}.`;
    return refused({ role: 'implementer', reason: 'impossible', detail, runs, wellFormed: true });
  }
  return after(runs, await write(deps, change, files));
}
