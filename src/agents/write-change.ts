import { applyEdits } from '#agents/apply-edits.ts';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { ChangeSchema } from '#agents/change-schema.ts';
import type { DataBlock } from '#agents/data-block.ts';
import type { ModelFiles } from '#agents/model-files.ts';
import type { InputName } from '#agents/prompt-inputs.ts';
import type { Implementation } from '#domain/agent-output.ts';
import { ok } from '#shared/result.ts';

/** Edits are small, so that a second repair costs little beside the reading that came before. */
const REPAIRS = 2;

type Writer = 'implementer' | 'cleaner' | 'repairer';

/** What a model is to write. `judge` sees the change as whole files and says what is wrong with it. */
export interface ChangeToWrite<Name extends Writer> {
  readonly prompt: Name;
  readonly inputs: Readonly<Record<InputName<Name>, DataBlock>>;
  readonly files: ModelFiles;
  readonly judge: (change: Implementation) => Promise<readonly string[]>;
}

/** Asks for a change in edit blocks, applies them by code, and has the whole files judged. */
export async function writeChange<Name extends Writer>(
  deps: AgentDeps,
  { prompt, inputs, files, judge }: ChangeToWrite<Name>,
): Promise<AgentResult<Implementation>> {
  const answer = await askAgent(deps, {
    role: 'implementer',
    prompt,
    inputs,
    schema: ChangeSchema,
    repairs: REPAIRS,
    check: async ({ summary, testPaths, ...blocks }) => {
      const { edits, problems } = await applyEdits(files, blocks);
      return problems.length > 0 ? problems : judge({ summary, testPaths, edits });
    },
  });
  if (answer.kind === 'refused') return answer;
  const { summary, testPaths, ...blocks } = answer.value.output;
  const { edits } = await applyEdits(files, blocks);
  return ok({ output: { summary, testPaths, edits }, runs: answer.value.runs });
}
