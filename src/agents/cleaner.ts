import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { checkCleanUp } from '#agents/check-clean-up.ts';
import { filesBlock, jsonBlock, textBlock } from '#agents/data-block.ts';
import { ImplementationSchema } from '#agents/implementation-schema.ts';
import { planForPrompt } from '#agents/plan-for-prompt.ts';
import { withholdFiles } from '#agents/withheld-files.ts';
import type { Implementation } from '#domain/agent-output.ts';
import type { Plan } from '#domain/plan.ts';
import type { SourceFile } from '#ports/code-host.ts';
import { ok, refused } from '#shared/result.ts';

/** What to remove. `files` are the files of the repository that mention the flag key in content or name. */
export interface ExperimentToCleanUp {
  readonly plan: Plan;
  /** Key of the variant that stays, for all users. */
  readonly kept: string;
  readonly files: readonly SourceFile[];
  /** Flag keys of other experiments in the same repository. */
  readonly otherFlagKeys?: readonly string[];
}

/**
 * Removes the flag and the other variants from the code. The edits are checked in code (`check-clean-up.ts`). Refused as
 * `impossible`, without asking a model, if the plan has no such variant or no file mentions the flag key.
 */
export async function cleanUp(
  deps: AgentDeps,
  experiment: ExperimentToCleanUp,
): Promise<AgentResult<Implementation>> {
  const { plan, kept, files, otherFlagKeys = [] } = experiment;
  const impossible = (detail: string): AgentResult<Implementation> =>
    refused({ role: 'implementer', reason: 'impossible', detail, runs: [], wellFormed: true });
  if (!plan.variants.some(({ key }) => key === kept)) return impossible(`The plan has no variant "${kept}".`);
  if (files.length === 0) return impossible(`No file mentions the flag key "${plan.flagKey}".`);
  const withheld = withholdFiles(files, deps.redaction);
  const answer = await askAgent(deps, {
    role: 'implementer',
    prompt: 'cleaner',
    inputs: {
      plan: jsonBlock(planForPrompt(plan)),
      kept: textBlock(kept),
      files: filesBlock(withheld.files),
    },
    schema: ImplementationSchema,
    check: ({ edits }) =>
      checkCleanUp({
        ...{ plan, kept, files, edits: withheld.restore(edits), otherFlagKeys },
        redaction: deps.redaction,
      }),
  });
  if (answer.kind === 'refused') return answer;
  const { output, runs } = answer.value;
  return ok({ output: { ...output, edits: withheld.restore(output.edits) }, runs });
}
