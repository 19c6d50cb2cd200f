import { BOT } from '#domain/actor.ts';
import type { AgentRun } from '#domain/agent-output.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import { ASSESSMENT, GATE_PLAN, GATE_REQUEST, MARIA, OPINION } from '#test/support/example-plans.ts';
import { goOn, START, type Step, type Story, step, tell } from '#test/support/example-story.ts';

/** An answer of the designer `at` milliseconds after the start. */
export function answered(at: number, changed: Partial<AgentRun> = {}): AgentRun {
  return {
    ...{ role: 'designer', model: 'scripted', prompt: 'designer@6', promptHash: 'a'.repeat(64) },
    ...{ inputHash: `in ${at}`, outputHash: `out ${at}`, inputTokens: 1_200, outputTokens: 300 },
    ...{ costUsd: 0.02, latencyMs: 1_500, repaired: false, at: START + at },
    ...changed,
  };
}

/** A plan comes out of these calls. */
export function designedBy(days: number, request: ExperimentRequest, runs: readonly AgentRun[]): Step {
  const plan = { ...GATE_PLAN, request };
  return step(days, BOT, { name: 'recordDesign', plan, assessment: ASSESSMENT, opinion: OPINION, runs });
}

/** A thread that was just proposed. */
export function proposedAs(key: string, request: ExperimentRequest = GATE_REQUEST): Story {
  return tell(key, { name: 'propose', request, channel: 'C_GROWTH', actor: MARIA, at: START });
}

/** A thread whose first plan waits for its review. */
export function inReview(
  key: string,
  request: ExperimentRequest = GATE_REQUEST,
  runs: readonly AgentRun[] = [answered(60_000)],
): Story {
  return goOn(proposedAs(key, request), designedBy(0.001, request, runs));
}
