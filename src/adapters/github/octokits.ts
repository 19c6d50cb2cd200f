import { createAppAuth } from '@octokit/auth-app';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { withBoundedAnswers } from '#shared/bounded-fetch.ts';
import { silentLogger } from '#shared/logger.ts';
import type { GitHubOptions } from './github-options.ts';

type Named = { readonly owner?: unknown; readonly repo?: unknown };

/** The Octokit for requests about a repository: one for all with a token, one for each installation as an App. */
export function createOctokits(options: GitHubOptions): (parameters: Named) => Promise<Octokit> {
  const { app } = options;
  if (app === undefined) {
    const octokit = createOctokit(options, { auth: options.token });
    return async () => octokit;
  }
  const { appId, privateKey } = app;
  const asApp = createOctokit(options, { authStrategy: createAppAuth, auth: { appId, privateKey } });
  const installations = new Map<number, Octokit>();
  const known = new Map<string, number>();
  const installationOf = async ({ owner, repo }: Named): Promise<number> => {
    const name = `${String(owner)}/${String(repo)}`;
    const id =
      app.installationId ??
      known.get(name) ??
      (
        await asApp.request('GET /repos/{owner}/{repo}/installation', {
          owner: String(owner),
          repo: String(repo),
        })
      ).data.id;
    known.set(name, id);
    return id;
  };
  return async (parameters) => {
    const installationId = await installationOf(parameters);
    const octokit =
      installations.get(installationId) ??
      createOctokit(options, { authStrategy: createAppAuth, auth: { appId, privateKey, installationId } });
    installations.set(installationId, octokit);
    return octokit;
  };
}

function isOnThisMachine(baseUrl: string | undefined): boolean {
  return baseUrl !== undefined && new URL(baseUrl).hostname === '127.0.0.1';
}

const PacedOctokit = Octokit.plugin(throttling);

/** A limit that is hit is the worker's to wait for: it may take an hour, and waiting here would hold its place as long. */
const neverWait = () => false;

function createOctokit(options: GitHubOptions, credentials: Readonly<Record<string, unknown>>): Octokit {
  const logger = options.logger ?? silentLogger;
  const send = withBoundedAnswers(options.fetch ?? fetch);
  const timeout = options.timeoutMs ?? 10_000;
  return new PacedOctokit({
    ...credentials,
    userAgent: 'growth-experiment-co-pilot',
    throttle: {
      enabled: options.isPaced ?? !isOnThisMachine(options.baseUrl),
      onRateLimit: neverWait,
      onSecondaryRateLimit: neverWait,
    },
    ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
    // Octokit's own lines would go to the console; the code that handles the fault logs a failed request.
    log: {
      debug: () => {},
      info: (line: string) => logger.debug('github request', { line }),
      warn: (line: string) => logger.warn('github warning', { line }),
      error: (line: string) => logger.debug('github request failed', { line }),
    },
    request: {
      fetch: (url: string, init: RequestInit) => send(url, { ...init, signal: AbortSignal.timeout(timeout) }),
    },
  });
}
