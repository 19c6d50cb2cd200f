import { z } from 'zod';
import type { GitHubClient } from './client.ts';

type Where = { readonly owner: string; readonly repo: string };

const personSchema = z.object({ name: z.string(), email: z.string(), date: z.string() });
/** Who wrote a commit and who put it there, as Git keeps it. */
export const gitCommitSchema = z.object({ author: personSchema, committer: personSchema });
const comparisonSchema = z.object({
  merge_base_commit: z.object({ sha: z.string() }),
  total_commits: z.number(),
  commits: z.array(z.object({ commit: gitCommitSchema.extend({ message: z.string() }) })),
});

/** What a branch holds beyond a commit. */
export interface Beyond {
  /** The newest commit that both have. */
  readonly from: string;
  /** Oldest first. */
  readonly commits: readonly (z.infer<typeof gitCommitSchema> & { readonly message: string })[];
}

/** Whose work a branch is. */
export interface OwnWork {
  /** The commit that it began from. */
  readonly from: string;
  /** Whose commits they are; ours only if a commit made now is signed alike. */
  readonly signature: string;
}

/** What `branch` holds beyond `base`; null if GitHub shows no common commit, or not all that the branch has. */
export async function readBeyond(
  client: GitHubClient,
  where: Where,
  { base, branch }: { readonly base: string; readonly branch: string },
): Promise<Beyond | null> {
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';
  const found = await client.find(route, { ...where, basehead: `${base}...${branch}` }, comparisonSchema);
  // A long history is cut short by GitHub, and ours is never long.
  if (found === null || found.total_commits !== found.commits.length) return null;
  return { from: found.merge_base_commit.sha, commits: found.commits.map(({ commit }) => commit) };
}

/**
 * The work, if every commit has this message, was put there by the one who wrote it, in that moment, and all are of one hand;
 * else null. A commit that a person amended, rebased or merged has another committer or another moment, so it counts as
 * theirs.
 */
export function ownWork({ from, commits }: Beyond, message: string): OwnWork | null {
  const [first] = commits;
  if (first === undefined) return null;
  const signature = signedBy(first);
  const isOwn = commits.every(
    (commit) =>
      commit.message === message &&
      commit.author.date === commit.committer.date &&
      signedBy(commit) === signature,
  );
  return isOwn ? { from, signature } : null;
}

/** Author and committer of a commit. */
export function signedBy({ author, committer }: z.infer<typeof gitCommitSchema>): string {
  return [author, committer].map(({ name, email }) => `${name} <${email}>`).join(', ');
}
