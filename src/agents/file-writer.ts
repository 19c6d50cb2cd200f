import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { filesBlock, jsonBlock } from '#agents/data-block.ts';
import { type ChangeEvidence, evidenceBlock } from '#agents/evidence-block.ts';
import { lineFed } from '#agents/file-contract.ts';
import { findingWords } from '#agents/finding-words.ts';
import { type Guidance, guidanceBlock } from '#agents/guidance.ts';
import { createModelFiles, type ModelFiles } from '#agents/model-files.ts';
import { planForPrompt } from '#agents/plan-for-prompt.ts';
import { botPromptOf, promptProblem } from '#agents/prompt-variants.ts';
import { holdsWithheldToken } from '#agents/redaction.ts';
import type { Implementation } from '#domain/agent-output.ts';
import { variantPath } from '#domain/design/tested-file.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import { checkVariantFiles, LONGEST_TESTED_FILE } from '#gate/file/check-variant-files.ts';
import type { FileEdit, RepositoryView } from '#ports/code-host.ts';
import { ok, refused } from '#shared/result.ts';

/** The file under test, and what its variants are to be. */
export interface FileToVary extends Guidance {
  readonly plan: Plan;
  /** The repository at the commit that the work began from. */
  readonly repository: RepositoryView;
  readonly file: string;
  /** Variants that were written before, and what speaks against them; left out for a first try. */
  readonly revision?: { readonly edits: readonly FileEdit[]; readonly evidence: ChangeEvidence };
}

const REPAIRS = 2;

interface Answer {
  readonly summary: string;
  readonly variants: readonly { readonly variant: string; readonly content: string }[];
}

const AnswerSchema: z.ZodType<Answer> = z.object({
  summary: z.string().min(1).max(1_500),
  variants: z
    .array(
      z.object({ variant: z.string().min(1).max(100), content: z.string().max(2 * LONGEST_TESTED_FILE) }),
    )
    .max(10),
});

/**
 * Writes the variants of a file, one beside it for each treatment. Code decides their paths, that nothing else is written, and judges the
 * texts; private text of the file never reaches the model and is put back. Of a revision `edits` holds what differs from before.
 */
export async function writeVariants(
  deps: AgentDeps,
  change: FileToVary,
): Promise<AgentResult<Implementation>> {
  const { plan, repository, file, revision } = change;
  const files = createModelFiles(repository, deps.redaction);
  const content = await files.read(file);
  if (content === null) {
    const detail = `The file ${file} is not there any more, or it is no text.`;
    return refused({ role: 'implementer', reason: 'impossible', detail, runs: [], wellFormed: true });
  }
  const paths = treatmentsOf(plan).map(({ key }) => variantPath(file, key));
  const answer = await askAgent(deps, {
    role: 'implementer',
    prompt: 'file-writer',
    inputs: {
      plan: jsonBlock(planForPrompt(plan)),
      guidance: guidanceBlock(change),
      original: filesBlock([{ path: file, content }]),
      written: filesBlock(
        (revision?.edits ?? []).flatMap((edit) =>
          edit.content === null ? [] : [{ path: edit.path, content: edit.content }],
        ),
      ),
      evidence: revision === undefined ? jsonBlock([]) : evidenceBlock(revision.evidence),
    },
    schema: AnswerSchema,
    repairs: REPAIRS,
    check: async (given) => {
      const { edits, problems } = await editsOf(files, change, given);
      if (problems.length > 0) return problems;
      const findings = await checkVariantFiles({ repository, file, paths, edits }, deps.redaction);
      return [...findings.map(findingWords), ...(await brokenPrompts(change, edits))];
    },
  });
  if (answer.kind === 'refused') return answer;
  const { output, runs } = answer.value;
  const { edits } = await editsOf(files, change, output);
  const before = new Map((revision?.edits ?? []).map((edit) => [edit.path, edit.content]));
  const changed = edits.filter((edit) => before.get(edit.path) !== edit.content);
  return ok({ output: { summary: output.summary, testPaths: [], edits: changed }, runs });
}

/** Which variants of a prompt of this bot it could not ask with, in words. */
async function brokenPrompts(
  { repository, file }: FileToVary,
  edits: readonly FileEdit[],
): Promise<readonly string[]> {
  if (botPromptOf(file, (await repository.read(file)) ?? '') === null) return [];
  return edits.flatMap(({ path, content }) => promptProblem(path, content ?? '') ?? []);
}

/** The variants as new files, with the contract and the withheld parts of the original; and what of the answer is none. */
async function editsOf(
  files: ModelFiles,
  { plan, file }: FileToVary,
  { variants }: Answer,
): Promise<{ readonly edits: readonly FileEdit[]; readonly problems: readonly string[] }> {
  const treatments = treatmentsOf(plan).map(({ key }) => key);
  const edits: FileEdit[] = [];
  const problems: string[] = [];
  for (const { variant, content } of variants) {
    const path = variantPath(file, variant);
    const text = await files.restore(file, lineFed(content));
    if (!treatments.includes(variant)) problems.push(`"${variant}" is no treatment of the plan`);
    else if (edits.some((edit) => edit.path === path)) problems.push(`"${variant}" is given twice`);
    else if (holdsWithheldToken(text) && !holdsWithheldToken((await files.repository.read(file)) ?? ''))
      problems.push(`"${variant}" holds a __WITHHELD_…__ token that does not belong to this file`);
    else edits.push({ path, content: text });
  }
  return { edits, problems };
}
