import { z } from 'zod';
import type { CodeHost } from '#ports/code-host.ts';
import { ensureBranch, readHead } from './branch.ts';
import { createGitHubClient, type GitHubClient, type GitHubOptions } from './client.ts';
import { repositoryMissing } from './errors.ts';
import { openIssue } from './issues.ts';
import { createPull, findPull, readPull } from './pull-requests.ts';
import { readText } from './read-file.ts';
import { searchFiles } from './search-files.ts';
import { split } from './split.ts';
import { readTree } from './tree.ts';

const repositorySchema = z.object({ default_branch: z.string() });

/** GitHub behind the `CodeHost` port. Faults are `AppError`s with a code `github.…`. */
export function createGitHubCodeHost(options: GitHubOptions): CodeHost {
  const client = createGitHubClient(options);
  return {
    async listFiles(repository) {
      const where = split(repository);
      const branch = await defaultBranch(client, where);
      if (branch === null) return null;
      const head = await readHead(client, where, branch);
      if (head === null) return [];
      return (await readTree(client, where, head)).map((file) => file.path);
    },
    readFile: (repository, path) => readText(client, split(repository), path),
    searchFiles: (repository, text) => searchFiles(client, repository, text),
    async openPullRequest(draft) {
      const where = split(draft.repository);
      const base = await defaultBranch(client, where);
      if (base === null) throw repositoryMissing(draft.repository);
      // It is opened last, so if it exists, all that comes before it was done.
      const existing = await findPull(client, where, draft.branch);
      if (existing !== null) return existing;
      await ensureBranch(client, where, draft, base);
      return createPull(client, where, draft, base);
    },
    openIssue: (draft) => openIssue(client, draft),
    readPullRequest: (repository, number) => readPull(client, split(repository), number),
  };
}

async function defaultBranch(
  client: GitHubClient,
  where: { owner: string; repo: string },
): Promise<string | null> {
  const found = await client.find('GET /repos/{owner}/{repo}', where, repositorySchema);
  return found === null ? null : found.default_branch;
}
