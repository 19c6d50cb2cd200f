import type { Feature } from '#features/feature.ts';
import { MINUTE } from '#shared/clock.ts';
import { renderMerged, renderPullRequestClosed } from './blocks.ts';
import { pollPullRequests } from './follow-pull-request.ts';
import { codeHostWebhook } from './webhook.ts';

/** From the opened pull request to the merged one, or the closed one. */
export const followPullRequest = {
  name: 'follow-pull-request',
  messages: { merged: renderMerged, 'pull-request-closed': renderPullRequestClosed },
  routes: [codeHostWebhook],
  jobs: [{ name: 'poll-pull-requests', everyMs: 5 * MINUTE, run: (coPilot) => pollPullRequests(coPilot) }],
} satisfies Feature;
