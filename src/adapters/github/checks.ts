import { z } from 'zod';
import type { Check } from '#adapters/vendor.ts';
import { createGitHubClient, type GitHubOptions } from './client.ts';
import { repositoryMissing } from './errors.ts';
import { gitHubFault } from './fault-kinds.ts';
import { split } from './split.ts';

/** What GitHub says of a repository and of the token's owner there; some servers leave the rights out. */
const repositorySchema = z.object({
  archived: z.boolean().nullish(),
  permissions: z.object({ push: z.boolean() }).nullish(),
});

/** One check for each repository: the token sees it and may push. */
export function gitHubChecks(options: GitHubOptions, repositories: readonly string[]): readonly Check[] {
  const client = createGitHubClient(options);
  const ask = async (repository: string) => {
    const found = await client.find('GET /repos/{owner}/{repo}', split(repository), repositorySchema);
    if (found === null) throw repositoryMissing(repository);
    const problem = problemOf(found, repository);
    if (problem !== null) throw gitHubFault('forbidden', problem);
  };
  return repositories.map((repository) => ({
    ...{ what: repository, isNeeded: true },
    ask: () => ask(repository),
  }));
}

function problemOf(found: z.output<typeof repositorySchema>, repository: string): string | null {
  if (found.archived === true)
    return `${repository} is archived on GitHub, so the bot cannot change it. Unarchive it, or take it out of \`repositories\` in the settings file.`;
  if (found.permissions?.push === false)
    return `GITHUB_TOKEN may read ${repository}, but not write to it. Give it Contents and Pull requests read and write on this repository.`;
  return null;
}
