import { z } from 'zod';
import type { PullRequest, PullRequestDraft } from '#ports/code-host.ts';
import type { AppError } from '#shared/errors.ts';
import { readHead } from './branch.ts';
import type { GitHubClient } from './client.ts';
import { gitHubFault } from './fault-kinds.ts';

type Where = { readonly owner: string; readonly repo: string };

const summarySchema = z.object({
  number: z.number().int(),
  state: z.string(),
  merged_at: z.string().nullish(),
});

const pullSchema = summarySchema.extend({
  html_url: z.string(),
  head: z.object({ ref: z.string(), sha: z.string() }),
  base: z.object({ repo: z.object({ full_name: z.string() }).nullish() }).nullish(),
  merged: z.boolean().nullish(),
  merged_by: z.object({ login: z.string() }).nullish(),
});

/** The pull request with this number; null if there is none. */
export async function readPull(
  client: GitHubClient,
  where: Where,
  number: number,
): Promise<PullRequest | null> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  const found = await client.find(route, { ...where, pull_number: number }, pullSchema);
  return found === null ? null : toPullRequest(where, found);
}

/**
 * The pull request from this branch: an open one before a merged one, newest first; null if there was none. One that
 * was closed without being merged is no open one, so it is a fault that says what to do.
 */
export async function findPull(
  client: GitHubClient,
  where: Where,
  branch: string,
): Promise<PullRequest | null> {
  const list = await client.call(
    'GET /repos/{owner}/{repo}/pulls',
    { ...where, head: `${where.owner}:${branch}`, state: 'all', per_page: 100 },
    z.array(summarySchema),
  );
  const newest = [...list].sort((a, b) => b.number - a.number);
  const best = newest.find((pull) => pull.state === 'open') ?? newest.find((pull) => pull.merged_at != null);
  const [closed] = newest;
  if (best === undefined && closed !== undefined)
    throw closedPull(closed.number, branch, (await readHead(client, where, branch)) !== null);
  // The list does not say who merged.
  return best === undefined ? null : readPull(client, where, best.number);
}

/** Some plans have no draft pull requests for private repositories. */
const NO_DRAFTS = /draft pull requests are not supported/i;
const THERE_ALREADY = /pull request already exists/i;

/** Opens the pull request, as a plain one if drafts are not to be had; if GitHub refuses because it is there already, finds it. */
export async function createPull(
  client: GitHubClient,
  where: Where,
  draft: PullRequestDraft,
  base: string,
): Promise<PullRequest> {
  const { title, body, branch: head } = draft;
  const route = 'POST /repos/{owner}/{repo}/pulls';
  const fields = { ...where, title, body, head, base };
  for (const isDraft of draft.draft ? [true, false] : [false]) {
    const passes = isDraft ? new RegExp(`${NO_DRAFTS.source}|${THERE_ALREADY.source}`, 'i') : THERE_ALREADY;
    const made = await client.attempt(route, { ...fields, draft: isDraft }, pullSchema, passes);
    if (made !== null) return toPullRequest(where, made);
    const found = await findPull(client, where, head);
    if (found !== null) return found;
  }
  const message = `GitHub has a pull request from ${head} to ${base} in ${draft.repository}, and does not show it`;
  throw gitHubFault('unexpected-answer', message);
}

function closedPull(number: number, branch: string, isThere: boolean): AppError {
  const act = isThere ? 'reopen it' : 'its branch is gone, so restore the branch and reopen it';
  const message = `Pull request #${number} from the branch ${branch} was closed without being merged: ${act} on GitHub, then try again`;
  return gitHubFault('pull-request-closed', message);
}

function toPullRequest(where: Where, pull: z.infer<typeof pullSchema>): PullRequest {
  const merged = pull.merged === true || pull.merged_at != null;
  return {
    repository: pull.base?.repo?.full_name ?? `${where.owner}/${where.repo}`,
    number: pull.number,
    url: pull.html_url,
    branch: pull.head.ref,
    head: pull.head.sha,
    state: merged ? 'merged' : pull.state === 'open' ? 'open' : 'closed',
    mergedBy: merged ? (pull.merged_by?.login ?? null) : null,
  };
}
