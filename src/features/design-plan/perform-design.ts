import { BOT } from '#domain/actor.ts';
import type { AgentRun } from '#domain/agent-output.ts';
import type { DesignBotBody } from '#domain/design/commands.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { type Steps, stepResult } from '#features/steps.ts';
import { startProgress } from '#features/thread/progress.ts';
import type { Performance } from '#journal/perform.ts';
import { chooseRequest } from './choose-request.ts';
import { DESIGN_STEPS, designPlan } from './design-plan.ts';
import { readComment } from './read-comment.ts';

/** The step before the design of a request that leaves something open. */
const CHOOSE = 'Choose goal, guardrails and place';

/** Runs the agents with their progress on the card, and records what they came to. */
export async function performDesign(
  coPilot: CoPilot,
  { experiment, commit }: Performance<'design'>,
): Promise<void> {
  if (experiment.status !== 'draft') return;
  // One version of the settings from beginning to end: they may change while the agents work.
  const needs = { ...coPilot, choices: coPilot.choices };
  const read = await readComment(needs, experiment, commit);
  if (read.edit !== null) return recordFailure(needs, experiment, { ...read.edit, runs: read.runs });
  // Also of a later attempt, which finds the choices of an earlier one in the journal.
  const before = wasLeftOpen(experiment) ? [CHOOSE] : [];
  const titles = [...before, ...DESIGN_STEPS];
  const progress = startProgress(coPilot, experiment.key, 'Planning the experiment', titles);
  const complete = before.length === 0 ? experiment : await completed(needs, experiment, progress.step);
  if (complete === null) return;
  const step: Steps = (index, work) => progress.step(index + before.length, work);
  await design(needs, complete, step, read.runs);
}

function wasLeftOpen({ proposal: { leftOpen, choices = [] } }: Experiment): boolean {
  return leftOpen === true || choices.length > 0;
}

/** The experiment with all of its request chosen; null if a person has to choose, or has edited it meanwhile. */
async function completed(coPilot: CoPilot, experiment: Experiment, step: Steps): Promise<Experiment | null> {
  if (experiment.proposal.leftOpen !== true) {
    await step(0, async () => stepResult(null, 'chosen before'));
    return experiment;
  }
  const chosen = await step(0, async () => {
    const value = await chooseRequest(coPilot, experiment);
    return stepResult(value, value.kind === 'chosen' ? `on ${value.request.surface}` : null);
  });
  if (chosen.kind === 'failed') {
    const { kind: _, ...rest } = chosen;
    await recordFailure(coPilot, experiment, rest);
    return null;
  }
  const by = { actor: BOT, at: coPilot.clock.now() };
  const { request, choices, runs } = chosen;
  const recorded = await coPilot.execute(experiment.key, {
    ...{ name: 'recordChoices', request, choices, runs },
    ...by,
  });
  return recorded.kind === 'ok' ? recorded.value.experiment : null;
}

type Failed = Omit<Extract<DesignBotBody, { readonly name: 'recordDesignFailure' }>, 'name' | 'assessment'>;

/** Records what a person has to settle before the design. */
async function recordFailure(
  { execute, clock }: Pick<CoPilot, 'execute' | 'clock'>,
  { key }: Experiment,
  failed: Failed,
): Promise<void> {
  const by = { actor: BOT, at: clock.now() };
  await execute(key, { name: 'recordDesignFailure', assessment: null, ...failed, ...by });
}

/** Runs the agents that design, after the calls of a model `before`. */
async function design(
  coPilot: CoPilot,
  experiment: Experiment,
  step: Steps,
  before: readonly AgentRun[],
): Promise<void> {
  const made = await designPlan(coPilot, experiment, step);
  const by = { actor: BOT, at: coPilot.clock.now() };
  if (made.kind === 'failed') {
    const { failure, assessment } = made;
    const runs = [...before, ...made.runs];
    await coPilot.execute(experiment.key, { name: 'recordDesignFailure', failure, assessment, runs, ...by });
    return;
  }
  const { plan, assessment, opinion, notes } = made;
  const said = notes.length === 0 ? {} : { notes };
  const runs = [...before, ...made.runs];
  const { version } = coPilot.choices;
  const settings = version === null ? {} : { settings: version };
  const record = { plan, ...settings, assessment, opinion, ...said, runs } as const;
  await coPilot.execute(experiment.key, { name: 'recordDesign', ...record, ...by });
}
