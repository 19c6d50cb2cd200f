import type { Feature } from '#features/feature.ts';
import * as actions from './actions.ts';
import { renderCancelled, renderFirstApproval, renderRejected } from './blocks.ts';
import { cancel } from './cancel.ts';
import * as modals from './modals.ts';

/** The review of a plan: approve, ask for changes, reject. Editing opens the form of propose-experiment. */
export const reviewPlanFeature = {
  name: 'review-plan',
  actions: Object.values(actions),
  modals: Object.values(modals),
  messages: {
    'first-approval': renderFirstApproval,
    rejected: renderRejected,
    cancelled: renderCancelled,
  },
  subcommands: [cancel],
} satisfies Feature;
