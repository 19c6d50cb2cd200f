import type { AgentDeps, AgentResult } from '#agents/ask.ts';
import { type WrittenChange, withFacts } from '#agents/change-facts.ts';
import { codeBlock, filesBlock, jsonBlock, resultsBlock } from '#agents/data-block.ts';
import { type Guidance, guidanceBlock } from '#agents/guidance.ts';
import { judgeImplementation, readingPlaces } from '#agents/judge-implementation.ts';
import { createModelFiles } from '#agents/model-files.ts';
import { READING_BUDGET, type ReadingBudget } from '#agents/place/budget.ts';
import { findPlace } from '#agents/place/find-place.ts';
import { takeFirstLook } from '#agents/place/first-look.ts';
import { accountOf, shownFiles } from '#agents/place/reading-account.ts';
import { planForPrompt } from '#agents/plan-for-prompt.ts';
import { writeChange } from '#agents/write-change.ts';
import type { Plan } from '#domain/plan.ts';
import type { RepositoryView } from '#ports/code-host.ts';
import { ok, refused } from '#shared/result.ts';

/** What to build, and in which repository. */
export interface ChangeToImplement extends Guidance {
  readonly plan: Plan;
  readonly repository: RepositoryView;
  /** How much may be read; a usual amount if left out. */
  readonly budget?: ReadingBudget;
}

/**
 * Builds the experiment: finds and reads its place in bounded steps, then writes edits. The change is applied and judged by
 * code; secrets and personal data in the files never reach the model and are put back afterwards. Refused as `impossible`
 * if no file was read.
 */
export async function implementChange(
  deps: AgentDeps,
  change: ChangeToImplement,
): Promise<AgentResult<WrittenChange>> {
  const { plan, repository, hint = null, earlierProblems = [], budget = READING_BUDGET } = change;
  const guidance = { hint, earlierProblems };
  const files = createModelFiles(repository, deps.redaction);
  const look = await takeFirstLook(files);
  const found = await findPlace(deps, { plan, files, look, budget, ...guidance });
  if (found.kind === 'refused') return found;
  const { output: place, runs } = found.value;
  const reading = accountOf(place, repository, runs);
  const shown = await shownFiles(files, place.log);
  if (shown.length === 0) {
    const detail = `No file of the repository was read in ${reading.steps} steps, so there is nothing to build on.`;
    return refused({ role: 'implementer', reason: 'impossible', detail, runs, wellFormed: true });
  }
  const { documents, listing, ...overview } = look;
  const written = await writeChange(deps, {
    prompt: 'implementer',
    inputs: {
      plan: jsonBlock(planForPrompt(plan)),
      guidance: guidanceBlock(guidance),
      repository: codeBlock(JSON.stringify(overview, null, 1)),
      paths: codeBlock(listing),
      documents: filesBlock(documents),
      files: filesBlock(shown),
      looked: resultsBlock(place.log.entries.filter(({ request }) => !request.startsWith('read_range'))),
    },
    files,
    judge: ({ edits, testPaths }) =>
      judgeImplementation(deps, { ...change, edits, testPaths, hasTestRunner: look.tests.hasRunner }),
  });
  if (written.kind === 'refused')
    return refused({ ...written.problem, runs: [...runs, ...written.problem.runs] });
  const { output, runs: writing } = written.value;
  const { hasRunner: hasTestRunner } = look.tests;
  const readAt = await readingPlaces({ ...change, ...output, hasTestRunner });
  const known = { flagKey: plan.flagKey, hasTestRunner, reading, readAt };
  return ok({ output: await withFacts(output, repository, known), runs: [...runs, ...writing] });
}
