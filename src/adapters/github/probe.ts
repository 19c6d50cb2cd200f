import { z } from 'zod';
import type { Probe } from '#ports/telemetry.ts';
import { createGitHubClient } from './client.ts';
import { repositoryMissing } from './errors.ts';
import type { GitHubOptions } from './github-options.ts';
import { split } from './split.ts';

/**
 * Looks at every repository: the token works and shows each of them. What it may not see GitHub answers like what is not
 * there, so "not found" is a fault here: `github.repository-missing`, which says what to check.
 */
export function createGitHubProbe(options: GitHubOptions, repositories: () => readonly string[]): Probe {
  const client = createGitHubClient(options);
  const look = async (repository: string) => {
    const found = await client.find('GET /repos/{owner}/{repo}', split(repository), z.object({}));
    if (found === null) throw repositoryMissing(repository);
  };
  return async () => {
    await Promise.all(repositories().map(look));
  };
}
