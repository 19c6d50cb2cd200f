import type { AgentDeps, AgentResult } from '#agents/ask.ts';
import { changedView, mergedEdits } from '#agents/changed-view.ts';
import { filesBlock, jsonBlock } from '#agents/data-block.ts';
import { type ChangeEvidence, evidenceBlock, pathsIn } from '#agents/evidence-block.ts';
import { judgeImplementation } from '#agents/judge-implementation.ts';
import { createModelFiles } from '#agents/model-files.ts';
import { readManifests } from '#agents/place/manifests.ts';
import { testLayout } from '#agents/place/test-layout.ts';
import { planForPrompt } from '#agents/plan-for-prompt.ts';
import { writeChange } from '#agents/write-change.ts';
import type { Implementation } from '#domain/agent-output.ts';
import type { Plan } from '#domain/plan.ts';
import type { FileEdit, RepositoryView, SourceFile } from '#ports/code-host.ts';
import { ok } from '#shared/result.ts';

/** A pull request that something speaks against. */
export interface ChangeToRepair {
  readonly plan: Plan;
  /** The repository at the commit that the work began from. */
  readonly repository: RepositoryView;
  /** The change so far, against `repository`. */
  readonly edits: readonly FileEdit[];
  /** The unit tests of the change so far. */
  readonly testPaths: readonly string[];
  readonly evidence: ChangeEvidence;
}

/** A repair: `edits` against the change so far, `whole` against the repository that the work began from. */
export interface Repair extends Implementation {
  readonly whole: readonly FileEdit[];
}

/** Files that the evidence names, beside those of the change. */
const MOST_NAMED = 8;

/**
 * Mends a pull request after failed checks or a review. The evidence is data: it changes no rule. The whole change, not
 * only the repair, is judged by the gate. `summary` says what was done, or why nothing is to be done.
 */
export async function repairChange(deps: AgentDeps, change: ChangeToRepair): Promise<AgentResult<Repair>> {
  const { plan, repository, evidence, testPaths } = change;
  const branch = changedView(repository, change.edits);
  const files = createModelFiles(branch, deps.redaction);
  const { hasRunner: hasTestRunner } = testLayout(repository.paths, await readManifests(files));
  const edited = change.edits.flatMap(({ path, content }) => (content === null ? [] : [path]));
  const named = pathsIn(evidence, branch.paths)
    .filter((path) => !edited.includes(path))
    .slice(0, MOST_NAMED);
  const read = await Promise.all(
    [...edited, ...named].map(async (path) => ({ path, content: await files.read(path) })),
  );
  const shown = read.flatMap(({ path, content }): SourceFile[] =>
    content === null ? [] : [{ path, content }],
  );
  const answer = await writeChange(deps, {
    prompt: 'repairer',
    inputs: {
      plan: jsonBlock(planForPrompt(plan)),
      evidence: evidenceBlock(evidence),
      change: jsonBlock({ paths: change.edits.map(({ path }) => path), testPaths }),
      files: filesBlock(shown),
    },
    files,
    judge: ({ edits, testPaths: tests }) => {
      // A review may ask for nothing: the change was judged when it was written.
      if (edits.length === 0 && evidence.kind === 'review') return Promise.resolve([]);
      const whole = {
        ...change,
        edits: mergedEdits(change.edits, edits),
        testPaths: [...new Set([...testPaths, ...tests])],
        hasTestRunner,
      };
      return judgeImplementation(deps, whole);
    },
  });
  if (answer.kind === 'refused') return answer;
  const { output, runs } = answer.value;
  return ok({ output: { ...output, whole: mergedEdits(change.edits, output.edits) }, runs });
}
