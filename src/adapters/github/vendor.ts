import type { VendorDescriptor } from '#adapters/vendor.ts';
import { gitHubChecks } from './checks.ts';
import { createGitHubCodeHost } from './code-host.ts';
import { createGitHubCodeReview } from './code-review.ts';
import { type GitHubSettings, readGitHub } from './github-variables.ts';
import { createGitHubNotices } from './notices.ts';
import { createGitHubProbe } from './probe.ts';

/** Shows that GitHub is meant if another vendor fills its ports, too. */
const KEY = 'GITHUB_TOKEN';

export const gitHub: VendorDescriptor<GitHubSettings, 'codeHost' | 'codeNotices' | 'codeReview'> = {
  id: 'github',
  name: 'GitHub',
  key: KEY,
  fills: ['codeHost', 'codeNotices', 'codeReview'],
  secrets: [/\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})/],
  read: readGitHub,
  connect: ({ token, app, baseUrl, webhookSecret }, { fetch: send, log, clock, repositories }) => {
    const options = {
      ...(app === undefined ? { token } : { app }),
      ...{ logger: log, now: () => clock.now() },
      ...(baseUrl === null ? {} : { baseUrl }),
      ...(send === undefined ? {} : { fetch: send }),
    };
    return {
      ports: {
        codeHost: createGitHubCodeHost(options),
        codeNotices: createGitHubNotices(webhookSecret),
        codeReview: createGitHubCodeReview(options),
      },
      probe: createGitHubProbe(options, repositories),
      checks: () => gitHubChecks(options, repositories()),
    };
  },
};
