import { BOT } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Feature } from '#features/feature.ts';
import { startProgress } from '#features/thread/progress.ts';
import type { Performance } from '#journal/perform.ts';
import * as actions from './actions.ts';
import { DESIGN_STEPS, designPlan } from './design-plan.ts';
import { renderDesignFailed, renderPlan } from './plan-message.ts';

/** Runs the agents with their progress in the thread, and records what they came to. */
async function performDesign(
  coPilot: CoPilot,
  { experiment, key, commit, attempts, confirm }: Performance<'design'>,
): Promise<void> {
  if (experiment.status !== 'draft') return;
  const place = { channel: experiment.delivery.channel, threadTs: experiment.delivery.threadTs };
  const once = { key: `${key}:progress`, mayExist: attempts > 1, since: commit.at, confirm };
  const progress = await startProgress(coPilot, place, once, 'Planning the experiment', DESIGN_STEPS);
  // One version of the settings from beginning to end: they may change while the agents work.
  const { choices } = coPilot;
  const design = await designPlan({ ...coPilot, choices }, experiment, progress.step);
  const by = { actor: BOT, at: coPilot.clock.now() };
  if (design.kind === 'failed') {
    const { failure, assessment, runs } = design;
    await coPilot.execute(experiment.key, { name: 'recordDesignFailure', failure, assessment, runs, ...by });
    return;
  }
  const { plan, assessment, opinion, runs } = design;
  const settings = choices.version === null ? {} : { settings: choices.version };
  const made = { plan, ...settings, assessment, opinion, runs } as const;
  await coPilot.execute(experiment.key, { name: 'recordDesign', ...made, ...by });
}

/** From the request to a plan in review, by the agents. */
export const designPlanFeature = {
  name: 'design-plan',
  actions: Object.values(actions),
  messages: { plan: renderPlan, 'design-failed': renderDesignFailed },
  performers: (coPilot) => ({ design: (performance) => performDesign(coPilot, performance) }),
} satisfies Feature;
