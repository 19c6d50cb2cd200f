import type { Check } from '#adapters/vendor.ts';
import { createGitHubClient } from './client.ts';
import { repositoryMissing } from './errors.ts';
import type { GitHubOptions } from './github-options.ts';
import { split } from './split.ts';
import { repositoryRightsSchema, rightsFault } from './write-access.ts';

/** One check for each repository: the token sees it and may push. */
export function gitHubChecks(options: GitHubOptions, repositories: readonly string[]): readonly Check[] {
  const client = createGitHubClient(options);
  const ask = async (repository: string) => {
    const found = await client.find('GET /repos/{owner}/{repo}', split(repository), repositoryRightsSchema);
    if (found === null) throw repositoryMissing(repository);
    const fault = rightsFault(found, repository);
    if (fault !== null) throw fault;
  };
  return repositories.map((repository) => ({
    ...{ what: repository, isNeeded: true },
    ask: () => ask(repository),
  }));
}
