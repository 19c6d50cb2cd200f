import type { Feature } from '#features/feature.ts';
import { performerWithAgents } from '#features/with-agents.ts';
import * as actions from './actions.ts';
import { renderImplementationFailed, renderPullRequest } from './blocks.ts';
import { hintForm } from './hint-form.ts';
import { performImplement } from './perform-implement.ts';

/** From the approved plan to a draft pull request with the flagged code. */
export const implementPlanFeature = {
  name: 'implement-plan',
  actions: Object.values(actions),
  modals: [hintForm],
  messages: { 'pull-request': renderPullRequest, 'implementation-failed': renderImplementationFailed },
  performers: (coPilot) => ({
    implement: performerWithAgents(coPilot, performImplement),
  }),
} satisfies Feature;
