import { z } from 'zod';
import type { CodeReview } from '#ports/code-review.ts';
import { toAppError } from '#shared/errors.ts';
import { readChecks } from './check-runs.ts';
import { createGitHubClient, type GitHubClient } from './client.ts';
import { gitHubFault } from './fault-kinds.ts';
import type { GitHubOptions } from './github-options.ts';
import { readFailure } from './read-failure.ts';
import { readRemarks, writeAnswer } from './remarks.ts';
import { split } from './split.ts';

const PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const pullSchema = z.object({
  node_id: z.string(),
  state: z.string(),
  draft: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  head: z.object({ sha: z.string() }),
});

const commitSchema = z.object({
  commit: z.object({ message: z.string() }),
  parents: z.array(z.object({ sha: z.string() })),
  files: z.array(z.object({ filename: z.string() })).nullish(),
});

const permissionSchema = z.object({ permission: z.string() });

const MARK_READY = `mutation ($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } }
}`;
/** GraphQL answers 200 for what it refuses, too. */
const readySchema = z.object({
  errors: z.array(z.object({ message: z.string() })).nullish(),
  data: z
    .object({
      markPullRequestReadyForReview: z
        .object({ pullRequest: z.object({ isDraft: z.boolean() }).nullish() })
        .nullish(),
    })
    .nullish(),
});

/** What happens at a pull request on GitHub, behind the `CodeReview` port. Faults are `AppError`s with a code `github.…`. */
export function createGitHubCodeReview(options: GitHubOptions): CodeReview {
  const client = createGitHubClient(options);
  let self: Promise<string | null> | null = null;
  const pullOf = (repository: string, number: number) =>
    client.find(PULL, { ...split(repository), pull_number: number }, pullSchema);
  return {
    async headOf(repository, number) {
      const pull = await pullOf(repository, number);
      if (pull === null) return null;
      const isOpen = pull.state === 'open';
      const state = isOpen ? 'open' : pull.merged_at == null ? 'closed' : 'merged';
      return { commit: pull.head.sha, isDraft: pull.draft === true, state };
    },
    async checksOf(repository, commit) {
      try {
        return await readChecks(client, split(repository), commit);
      } catch (thrown) {
        const fault = toAppError(thrown);
        if (fault.code === 'github.forbidden') return null;
        throw fault;
      }
    },
    failureOf: (repository, check) => readFailure(client, split(repository), check),
    async commitOf(repository, commit) {
      const route = 'GET /repos/{owner}/{repo}/commits/{ref}';
      const found = await client.find(route, { ...split(repository), ref: commit }, commitSchema);
      if (found === null) return null;
      return {
        message: found.commit.message,
        parents: found.parents.map(({ sha }) => sha),
        files: (found.files ?? []).map(({ filename }) => filename),
      };
    },
    async markReady(repository, number) {
      const pull = await pullOf(repository, number);
      if (pull === null || pull.draft !== true) return;
      await markReady(client, split(repository), { address: graphQlOf(options.baseUrl), id: pull.node_id });
    },
    async remarksOf(repository, number) {
      // An App is no user of GitHub; what it writes is a bot's by its type.
      self ??= (options.app === undefined ? readSelf(client) : Promise.resolve(null)).catch(
        (thrown: unknown) => {
          self = null;
          throw thrown;
        },
      );
      return readRemarks(client, split(repository), number, await self);
    },
    async mayWrite(repository, author) {
      const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
      const found = await client.find(route, { ...split(repository), username: author }, permissionSchema);
      return found !== null && ['admin', 'write'].includes(found.permission);
    },
    answerRemark: (answer) => writeAnswer(client, answer),
  };
}

async function markReady(
  client: GitHubClient,
  where: { readonly owner: string; readonly repo: string },
  { address, id }: { readonly address: string; readonly id: string },
): Promise<void> {
  const question = { query: MARK_READY, variables: { id } };
  const answer = await client.call(`POST ${address}`, question, readySchema, where);
  if (answer.data?.markPullRequestReadyForReview?.pullRequest?.isDraft === false) return;
  const why = answer.errors?.[0]?.message ?? 'it gave no reason';
  const message = `GitHub did not mark the pull request ready for review: ${why}`;
  throw gitHubFault('refused', message);
}

/** GitHub Enterprise has its GraphQL beside the REST root `/api/v3`. */
function graphQlOf(baseUrl: string | undefined): string {
  return baseUrl?.endsWith('/api/v3') === true ? `${baseUrl.slice(0, -'/v3'.length)}/graphql` : '/graphql';
}

/** The login of the token; null if GitHub tells it no user. */
async function readSelf(client: GitHubClient): Promise<string | null> {
  try {
    return (await client.call('GET /user', {}, z.object({ login: z.string() }))).login;
  } catch (thrown) {
    const fault = toAppError(thrown);
    if (fault.code === 'github.forbidden') return null;
    throw fault;
  }
}
