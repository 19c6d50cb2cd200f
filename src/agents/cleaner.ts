import type { AgentDeps, AgentResult } from '#agents/ask.ts';
import { type WrittenChange, withFacts } from '#agents/change-facts.ts';
import { filesBlock, jsonBlock, textBlock } from '#agents/data-block.ts';
import { type Guidance, guidanceBlock } from '#agents/guidance.ts';
import { judgeCleanUp } from '#agents/judge-clean-up.ts';
import { createModelFiles } from '#agents/model-files.ts';
import { readManifests } from '#agents/place/manifests.ts';
import { testLayout } from '#agents/place/test-layout.ts';
import { planForPrompt } from '#agents/plan-for-prompt.ts';
import { writeChange } from '#agents/write-change.ts';
import type { Plan } from '#domain/plan.ts';
import type { RepositoryView, SourceFile } from '#ports/code-host.ts';
import { ok, refused } from '#shared/result.ts';

/** What to remove, and from which repository. */
export interface ExperimentToCleanUp extends Guidance {
  readonly plan: Plan;
  /** Key of the variant that stays, for all users. */
  readonly kept: string;
  readonly repository: RepositoryView;
  /** Paths of the files that use the flag: by its key, its constant or what was made of it. */
  readonly paths: readonly string[];
  /** Paths that the experiment's own pull request changed or added. */
  readonly pullRequest: readonly string[];
}

/**
 * Removes the flag and the other variants from the code. The change is applied and judged by code. Refused as
 * `impossible`, without asking a model, if the plan has no such variant or there is no file to change.
 */
export async function cleanUp(
  deps: AgentDeps,
  experiment: ExperimentToCleanUp,
): Promise<AgentResult<WrittenChange>> {
  const { plan, kept, repository, paths } = experiment;
  const impossible = (detail: string): AgentResult<WrittenChange> =>
    refused({ role: 'implementer', reason: 'impossible', detail, runs: [], wellFormed: true });
  if (!plan.variants.some(({ key }) => key === kept)) return impossible(`The plan has no variant "${kept}".`);
  const files = createModelFiles(repository, deps.redaction);
  const read = await Promise.all(paths.map(async (path) => ({ path, content: await files.read(path) })));
  const shown = read.flatMap(({ path, content }): SourceFile[] =>
    content === null ? [] : [{ path, content }],
  );
  if (shown.length === 0) return impossible(`No file mentions the flag key "${plan.flagKey}".`);
  const written = await writeChange(deps, {
    prompt: 'cleaner',
    inputs: {
      plan: jsonBlock(planForPrompt(plan)),
      kept: textBlock(kept),
      guidance: guidanceBlock(experiment),
      files: filesBlock(shown),
    },
    files,
    judge: ({ edits, testPaths }) => judgeCleanUp(deps, { ...experiment, edits, testPaths }),
  });
  if (written.kind === 'refused') return written;
  const { output, runs } = written.value;
  const { hasRunner: hasTestRunner } = testLayout(repository.paths, await readManifests(files));
  const known = { flagKey: plan.flagKey, hasTestRunner, reading: null, readAt: [] };
  return ok({ output: await withFacts(output, repository, known), runs });
}
