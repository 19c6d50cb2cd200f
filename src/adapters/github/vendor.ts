import { z } from 'zod';
import { readVariables, required, type VendorDescriptor } from '#adapters/vendor.ts';
import { gitHubChecks } from './checks.ts';
import { createGitHubCodeHost } from './code-host.ts';
import { createGitHubCodeReview } from './code-review.ts';
import { createGitHubNotices } from './notices.ts';
import { createGitHubProbe } from './probe.ts';

export interface GitHubSettings {
  readonly token: string;
  /** Of GitHub Enterprise or the sandbox; null for the public one. */
  readonly baseUrl: string | null;
  /** Null if merges are noticed by polling. */
  readonly webhookSecret: string | null;
}

const KEY = 'GITHUB_TOKEN';
const VARIABLES = {
  [KEY]: required(
    /./,
    'set a token that may write contents, pull requests and (for hand-offs) issues of the repositories',
  ),
  GITHUB_API_URL: z.url().optional(),
  GITHUB_WEBHOOK_SECRET: z.string().min(1).optional(),
};

export const gitHub: VendorDescriptor<GitHubSettings, 'codeHost' | 'codeNotices' | 'codeReview'> = {
  id: 'github',
  name: 'GitHub',
  key: KEY,
  fills: ['codeHost', 'codeNotices', 'codeReview'],
  secrets: [/\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})/],
  read: readVariables(VARIABLES, (set) => ({
    token: set[KEY],
    baseUrl: set.GITHUB_API_URL ?? null,
    webhookSecret: set.GITHUB_WEBHOOK_SECRET ?? null,
  })),
  connect: ({ token, baseUrl, webhookSecret }, { fetch: send, log, clock, repositories }) => {
    const options = {
      ...{ token, logger: log, now: () => clock.now() },
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
