import { BOT } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Feature } from '#features/feature.ts';
import { type Steps, stepResult } from '#features/steps.ts';
import { startProgress } from '#features/thread/progress.ts';
import type { Performance } from '#journal/perform.ts';
import * as actions from './actions.ts';
import { chooseRequest } from './choose-request.ts';
import { DESIGN_STEPS, designPlan } from './design-plan.ts';
import { renderDesignFailed, renderPlan } from './plan-message.ts';

/** The step before the design of a request that leaves something open. */
const CHOOSE = 'Choose goal, guardrails and place';

/** Runs the agents with their progress in the thread, and records what they came to. */
async function performDesign(
  coPilot: CoPilot,
  { experiment, key, commit, attempts, confirm }: Performance<'design'>,
): Promise<void> {
  if (experiment.status !== 'draft') return;
  const place = { channel: experiment.delivery.channel, threadTs: experiment.delivery.threadTs };
  const once = { key: `${key}:progress`, mayExist: attempts > 1, since: commit.at, confirm };
  // Also of a later attempt, which finds the choices of an earlier one in the journal.
  const before = wasLeftOpen(experiment) ? [CHOOSE] : [];
  const titles = [...before, ...DESIGN_STEPS];
  const progress = await startProgress(coPilot, place, once, 'Planning the experiment', titles);
  // One version of the settings from beginning to end: they may change while the agents work.
  const needs = { ...coPilot, choices: coPilot.choices };
  const complete = before.length === 0 ? experiment : await completed(needs, experiment, progress.step);
  if (complete === null) return;
  await design(needs, complete, (index, work) => progress.step(index + before.length, work));
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
  const by = { actor: BOT, at: coPilot.clock.now() };
  if (chosen.kind === 'failed') {
    const { kind: _, ...rest } = chosen;
    await coPilot.execute(experiment.key, { name: 'recordDesignFailure', assessment: null, ...rest, ...by });
    return null;
  }
  const { request, choices, runs } = chosen;
  const recorded = await coPilot.execute(experiment.key, {
    ...{ name: 'recordChoices', request, choices, runs },
    ...by,
  });
  return recorded.kind === 'ok' ? recorded.value.experiment : null;
}

async function design(coPilot: CoPilot, experiment: Experiment, step: Steps): Promise<void> {
  const made = await designPlan(coPilot, experiment, step);
  const by = { actor: BOT, at: coPilot.clock.now() };
  if (made.kind === 'failed') {
    const { failure, assessment, runs } = made;
    await coPilot.execute(experiment.key, { name: 'recordDesignFailure', failure, assessment, runs, ...by });
    return;
  }
  const { plan, assessment, opinion, runs } = made;
  const { version } = coPilot.choices;
  const settings = version === null ? {} : { settings: version };
  const record = { plan, ...settings, assessment, opinion, runs } as const;
  await coPilot.execute(experiment.key, { name: 'recordDesign', ...record, ...by });
}

/** From the request to a plan in review, by the agents. */
export const designPlanFeature = {
  name: 'design-plan',
  actions: Object.values(actions),
  messages: { plan: renderPlan, 'design-failed': renderDesignFailed },
  performers: (coPilot) => ({ design: (performance) => performDesign(coPilot, performance) }),
} satisfies Feature;
