import { z } from 'zod';
import type { Revert } from '#ports/code-host.ts';
import type { GitHubClient } from './client.ts';

type Where = { readonly owner: string; readonly repo: string };

/** GitHub's largest page, and the pages that are looked through. */
const PAGE = 100;
const PAGES = 10;

const pullSchema = z.object({
  merged_at: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  base: z.object({ ref: z.string() }),
});
const commitSchema = z.object({
  sha: z.string(),
  html_url: z.string(),
  commit: z.object({ message: z.string() }),
});
type Commit = z.output<typeof commitSchema>;

/**
 * The commit that took a merged pull request back, by what Git and GitHub write into a revert; null if there is none, or if it
 * was taken back in turn. Looks at the newest 1,000 commits of the branch that it was merged to.
 */
export async function findRevert(client: GitHubClient, where: Where, number: number): Promise<Revert | null> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  const pull = await client.find(route, { ...where, pull_number: number }, pullSchema);
  if (pull?.merged_at == null) return null;
  const later = await commitsSince(client, where, pull.base.ref, pull.merged_at);
  let target = { sha: pull.merge_commit_sha ?? '', number };
  let revert: Commit | null = null;
  for (const commit of later.toReversed()) {
    if (!takesBack(commit.commit.message, target, where)) continue;
    revert = revert === null ? commit : null;
    target = { sha: commit.sha, number: pullIn(commit.commit.message) };
  }
  return revert === null ? null : { commit: revert.sha, url: revert.html_url };
}

/** Newest first. */
async function commitsSince(client: GitHubClient, where: Where, branch: string, since: string) {
  const commits: Commit[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const listed = await client.call(
      'GET /repos/{owner}/{repo}/commits',
      { ...where, sha: branch, since, per_page: PAGE, page },
      z.array(commitSchema),
    );
    commits.push(...listed);
    if (listed.length < PAGE) break;
  }
  return commits;
}

function takesBack(
  message: string,
  target: { readonly sha: string; readonly number: number },
  { owner, repo }: Where,
): boolean {
  const sha = /\bThis reverts commit ([0-9a-f]{7,40})\b/.exec(message)?.[1];
  if (sha !== undefined && target.sha.startsWith(sha)) return true;
  const named = /\bReverts (?:([\w.-]+\/[\w.-]+))?#(\d+)\b/.exec(message);
  if (named === null || Number(named[2]) !== target.number) return false;
  return named[1] === undefined || named[1].toLowerCase() === `${owner}/${repo}`.toLowerCase();
}

/** The pull request that a commit came by: GitHub puts its number at the end of the first line; 0 if there is none. */
function pullIn(message: string): number {
  const [subject = ''] = message.split('\n');
  return Number(/\(#(\d+)\)$/.exec(subject)?.[1] ?? /^Merge pull request #(\d+)/.exec(subject)?.[1] ?? 0);
}
