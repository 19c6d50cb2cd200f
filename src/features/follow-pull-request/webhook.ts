import type { FeatureRoute } from '#features/feature.ts';
import { noteChecks } from '#features/follow-draft/watch-drafts.ts';
import { notePullRequest } from './follow-pull-request.ts';

/** Takes what the code host says of pull requests and of checks. The poll finds what does not get here. */
export const codeHostWebhook: FeatureRoute = {
  method: 'POST',
  path: '/github/webhook',
  // GitHub sends up to 25 MB; an event of a pull request has some 30 kB.
  bodyLimit: 2 * 1024 * 1024,
  isFit: (coPilot, headers) => coPilot.codeNotices.looksSigned(headers),
  handle: async (coPilot, { headers, body }) => {
    const notice = await coPilot.codeNotices.read(headers, body);
    if (notice.kind === 'unsigned') return { status: 401, body: 'wrong signature' };
    if (notice.kind === 'pull-request') await notePullRequest(coPilot, notice.news);
    if (notice.kind === 'checks') await noteChecks(coPilot, notice);
    return { status: 200, body: 'ok' };
  },
};
