import { z } from 'zod';
import type { CodeHost } from '#ports/code-host.ts';
import { commitToBranch, ensureBranch, readHead } from './branch.ts';
import { createGitHubClient, type GitHubClient } from './client.ts';
import { repositoryMissing } from './errors.ts';
import { gitHubFault } from './fault-kinds.ts';
import type { GitHubOptions } from './github-options.ts';
import { closeIssue, listOpenIssues, openIssue } from './issues.ts';
import { pinRepository } from './pinned-repository.ts';
import { createPull, findPull, readPull } from './pull-requests.ts';
import { findRevert } from './reverts.ts';
import { split } from './split.ts';
import { checkWriteAccess } from './write-access.ts';

const repositorySchema = z.object({ full_name: z.string(), default_branch: z.string() });

/** GitHub behind the `CodeHost` port. Faults are `AppError`s with a code `github.…`. */
export function createGitHubCodeHost(options: GitHubOptions): CodeHost {
  const client = createGitHubClient(options);
  return {
    async pin(repository, branch) {
      const where = split(repository);
      const found = await readRepository(client, where);
      if (found === null) return null;
      const commit = await readHead(client, where, branch ?? found.default_branch);
      if (commit === null && branch === undefined) throw emptyRepository(repository);
      if (commit === null) return null;
      return pinRepository(client, where, {
        ...{ repository: found.full_name, commit, defaultBranch: found.default_branch },
      });
    },
    async pinCommit(repository, commit) {
      const where = split(repository);
      const found = await readRepository(client, where);
      if (found === null) return null;
      return pinRepository(client, where, {
        ...{ repository: found.full_name, commit, defaultBranch: found.default_branch },
      });
    },
    async openPullRequest(draft) {
      const found = await readRepository(client, split(draft.repository));
      if (found === null) throw repositoryMissing(draft.repository);
      // A renamed repository answers by its old name too, but lists no pull request by its old owner.
      const where = split(found.full_name);
      // It is opened last, so if it exists, all that comes before it was done.
      const existing = await findPull(client, where, draft.branch);
      if (existing !== null) return existing;
      await ensureBranch(client, where, draft);
      return createPull(client, where, draft, found.default_branch);
    },
    commitTo: (commit) => commitToBranch(client, split(commit.repository), commit),
    checkWriteAccess: (repository, branch) =>
      checkWriteAccess(client, split(repository), branch, options.app !== undefined),
    findRevert: (repository, number) => findRevert(client, split(repository), number),
    openIssue: (draft) => openIssue(client, draft),
    listOpenIssues: (repository, label) => listOpenIssues(client, repository, label),
    closeIssue: (repository, number) => closeIssue(client, repository, number),
    readPullRequest: (repository, number) => readPull(client, split(repository), number),
  };
}

function readRepository(client: GitHubClient, where: { readonly owner: string; readonly repo: string }) {
  return client.find('GET /repos/{owner}/{repo}', where, repositorySchema);
}

function emptyRepository(repository: string) {
  const message = `${repository} has no commit on its default branch: push one first`;
  return gitHubFault('repository-empty', message);
}
