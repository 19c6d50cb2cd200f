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

/** A branch that holds nothing but this draft. */
export interface OwnWork {
  /** The commit of the default branch that it began from. */
  readonly from: string;
  /** Whose commits they are; ours only if a commit made now is signed alike. */
  readonly signature: string;
}

/**
 * What a branch holds beyond the default branch, if every commit has this message, was put there by the one who wrote it,
 * in that moment, and all are of one hand; else null. A commit that a person amended, rebased or merged has another
 * committer or another moment, so it counts as theirs.
 */
export async function readOwnWork(
  client: GitHubClient,
  where: Where,
  message: string,
  { base, branch }: { readonly base: string; readonly branch: string },
): Promise<OwnWork | null> {
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';
  const found = await client.find(route, { ...where, basehead: `${base}...${branch}` }, comparisonSchema);
  const [first, ...others] = found?.commits ?? [];
  // A long history is cut short by GitHub, and ours is never long.
  if (found === null || first === undefined || found.total_commits !== found.commits.length) return null;
  const signature = signedBy(first.commit);
  const isOwn = [first, ...others].every(
    ({ commit }) =>
      commit.message === message &&
      commit.author.date === commit.committer.date &&
      signedBy(commit) === signature,
  );
  return isOwn ? { from: found.merge_base_commit.sha, signature } : null;
}

/** Author and committer of a commit. */
export function signedBy({ author, committer }: z.infer<typeof gitCommitSchema>): string {
  return [author, committer].map(({ name, email }) => `${name} <${email}>`).join(', ');
}
