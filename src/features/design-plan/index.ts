import type { Feature } from '#features/feature.ts';
import { performerWithAgents } from '#features/with-agents.ts';
import * as actions from './actions.ts';
import { performDesign } from './perform-design.ts';
import { renderDesignFailed, renderPlan } from './plan-message.ts';

/** From the request to a plan in review, by the agents. */
export const designPlanFeature = {
  name: 'design-plan',
  actions: Object.values(actions),
  messages: { plan: renderPlan, 'design-failed': renderDesignFailed },
  performers: (coPilot) => ({
    design: performerWithAgents(coPilot, performDesign),
  }),
} satisfies Feature;
