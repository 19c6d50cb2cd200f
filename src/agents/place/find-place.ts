import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { codeBlock, filesBlock, jsonBlock, resultsBlock } from '#agents/data-block.ts';
import { type Guidance, guidanceBlock } from '#agents/guidance.ts';
import type { ModelFiles } from '#agents/model-files.ts';
import type { ReadingBudget } from '#agents/place/budget.ts';
import type { FirstLook } from '#agents/place/first-look.ts';
import { isRepeated, NOTHING_LOOKED_AT, type PlaceLog, withAnswer, withRefusal } from '#agents/place/log.ts';
import { lookUp } from '#agents/place/look-up.ts';
import { type PlaceStep, PlaceStepSchema, stepProblems } from '#agents/place/request.ts';
import { planForPrompt } from '#agents/plan-for-prompt.ts';
import type { AgentRun } from '#domain/agent-output.ts';
import type { Plan } from '#domain/plan.ts';
import { ok, refused } from '#shared/result.ts';

/** Where to look for the place of a change, and how much may be spent on it. */
export interface PlaceToFind extends Guidance {
  readonly plan: Plan;
  readonly files: ModelFiles;
  readonly look: FirstLook;
  readonly budget: ReadingBudget;
}

/** What was looked at, in how many steps. */
export interface FoundPlace {
  readonly log: PlaceLog;
  readonly steps: number;
}

function tokensOf(runs: readonly AgentRun[]): number {
  return runs.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
}

function askStep(
  deps: AgentDeps,
  { plan, look, budget, ...guidance }: PlaceToFind,
  log: PlaceLog,
  stepsLeft: number,
): Promise<AgentResult<PlaceStep>> {
  const { documents, listing, ...overview } = look;
  return askAgent(deps, {
    role: 'implementer',
    prompt: 'place-finder',
    inputs: {
      plan: jsonBlock(planForPrompt(plan)),
      guidance: guidanceBlock(guidance),
      repository: codeBlock(JSON.stringify(overview, null, 1)),
      paths: codeBlock(listing),
      documents: filesBlock(documents),
      looked: resultsBlock(log.entries),
      budget: jsonBlock({ stepsLeft, charactersLeft: Math.max(0, budget.characters - log.characters) }),
    },
    schema: PlaceStepSchema,
    check: stepProblems,
  });
}

/** Answers the requests of one step, as far as the budget goes. `isNew` is false if all of them were answered before. */
async function answerStep(
  { requests }: PlaceStep,
  { files, budget }: PlaceToFind,
  before: PlaceLog,
): Promise<{ readonly log: PlaceLog; readonly isNew: boolean }> {
  let log = before;
  let isNew = false;
  for (const request of requests) {
    if (isRepeated(log, request)) log = withRefusal(log, request, 'repeated');
    else if (log.characters >= budget.characters) log = withRefusal(log, request, 'budget');
    else {
      isNew = true;
      log = withAnswer(log, request, await lookUp(files, request));
    }
  }
  return { log, isNew };
}

/**
 * Finds the place of a change in bounded steps: in each, the model asks to list, search or read, and code answers out of the
 * repository at one commit. Ends when the model has seen enough, asks nothing new, or the budget is used up.
 */
export async function findPlace(deps: AgentDeps, place: PlaceToFind): Promise<AgentResult<FoundPlace>> {
  const { budget } = place;
  const runs: AgentRun[] = [];
  let log = NOTHING_LOOKED_AT;
  for (let step = 1; ; step += 1) {
    const asked = await askStep(deps, place, log, budget.steps - step);
    if (asked.kind === 'refused')
      return refused({ ...asked.problem, runs: [...runs, ...asked.problem.runs] });
    runs.push(...asked.value.runs);
    const answered = await answerStep(asked.value.output, place, log);
    log = answered.log;
    const isOver =
      asked.value.output.done || !answered.isNew || step >= budget.steps || tokensOf(runs) >= budget.tokens;
    if (isOver) return ok({ output: { log, steps: step }, runs });
  }
}
