import type { Feature } from '#features/feature.ts';
import { MINUTE } from '#shared/clock.ts';
import { renderMerged } from './blocks.ts';
import { pollPullRequests } from './follow-pull-request.ts';

/** From the opened pull request to the merged one; the webhook route stands in app/http.ts. */
export const followPullRequest: Feature = {
  name: 'follow-pull-request',
  messages: { merged: renderMerged },
  jobs: [{ name: 'poll-pull-requests', everyMs: 5 * MINUTE, run: (coPilot) => pollPullRequests(coPilot) }],
};
