import { z } from 'zod';
import type { FileEdit, PullRequestDraft } from '#ports/code-host.ts';
import type { AppError } from '#shared/errors.ts';
import type { GitHubClient } from './client.ts';
import { gitHubFault } from './fault-kinds.ts';
import { gitCommitSchema, readOwnWork, signedBy } from './own-work.ts';
import { readTree } from './tree.ts';

type Where = { readonly owner: string; readonly repo: string };

const refSchema = z.object({ object: z.object({ sha: z.string() }) });
const shaSchema = z.object({ sha: z.string() });
const madeSchema = gitCommitSchema.extend({ sha: z.string() });

/** Commit at the head of a branch; null if there is no such branch. */
export async function readHead(client: GitHubClient, where: Where, branch: string): Promise<string | null> {
  const ref = await client.find(
    'GET /repos/{owner}/{repo}/git/ref/{+ref}',
    { ...where, ref: `heads/${branch}` },
    refSchema,
  );
  return ref === null ? null : ref.object.sha;
}

/**
 * Makes the branch hold the draft's edits, whatever was done before: the commit is made first and the
 * branch is pointed at it last, and a branch whose tree already has the edits is left as it is. What people committed
 * there stays; an earlier answer of ours, whose pull request could not be opened, does not. Nothing leaves the history.
 */
export async function ensureBranch(
  client: GitHubClient,
  where: Where,
  draft: PullRequestDraft,
  defaultBranch: string,
): Promise<void> {
  // Twice, because another writer (or our own lost request) may move the branch between reading and writing.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const base = await readHead(client, where, defaultBranch);
    if (base === null) throw emptyRepository(draft.repository);
    const branch = await readHead(client, where, draft.branch);
    const parent = branch ?? base;
    const commit = await commitFor(client, where, draft, { base, branch });
    if (commit === 'is-there' && parent !== base) return;
    if (commit === 'is-there' || commit === 'no-change') throw nothingToChange(draft);
    if (await pointBranch(client, where, draft.branch, commit.sha, branch === null)) return;
  }
  const message = `the branch ${draft.branch} keeps moving`;
  throw gitHubFault('branch-moved', message);
}

interface Heads {
  readonly base: string;
  readonly branch: string | null;
}

/**
 * The commit that is to be the head of the branch. If the branch holds nothing but our own earlier answers, the edits go
 * onto what those began from, so that no file of theirs is left; the earlier commits stay below, and no move is forced.
 */
async function commitFor(
  client: GitHubClient,
  where: Where,
  draft: PullRequestDraft,
  { base, branch }: Heads,
) {
  if (branch === null) return commitOnto(client, where, draft, { parent: base, ground: base });
  const plain = { parent: branch, ground: branch };
  const own = await readOwnWork(client, where, draft.commitMessage, { base, branch });
  if (own === null) return commitOnto(client, where, draft, plain);
  const made = await commitOnto(client, where, draft, { parent: branch, ground: own.from });
  // Only a commit of our own shows who we are to GitHub: a commit of another writer with our words is kept.
  const isOurs = typeof made === 'string' || signedBy(made) === own.signature;
  return isOurs ? made : commitOnto(client, where, draft, plain);
}

/**
 * A commit on top of `parent` with the edits applied to the tree of `ground`. `is-there`: the parent has that tree already;
 * `no-change`: the edits leave the ground as it is.
 */
async function commitOnto(
  client: GitHubClient,
  where: Where,
  draft: PullRequestDraft,
  { parent, ground }: { readonly parent: string; readonly ground: string },
) {
  const below = await treeOf(client, where, parent);
  const start = ground === parent ? below : await treeOf(client, where, ground);
  const tree = await createTree(client, where, start, draft.edits);
  if (tree === below) return 'is-there';
  if (tree === start) return 'no-change';
  const body = { message: draft.commitMessage, tree, parents: [parent] };
  return client.call('POST /repos/{owner}/{repo}/git/commits', { ...where, ...body }, madeSchema);
}

/** The tree of a commit. */
async function treeOf(client: GitHubClient, where: Where, sha: string): Promise<string> {
  const route = 'GET /repos/{owner}/{repo}/git/commits/{sha}';
  return (await client.call(route, { ...where, sha }, z.object({ tree: shaSchema }))).tree.sha;
}

/** The tree with the edits applied. A file keeps its mode; deleting what is not there changes nothing. */
async function createTree(client: GitHubClient, where: Where, base: string, edits: readonly FileEdit[]) {
  const files = await readTree(client, where, base);
  const modes = new Map(files.map((file) => [file.path, file.mode]));
  const entries = edits
    .filter((edit) => edit.content !== null || modes.has(edit.path))
    .map(({ path, content }) => {
      const entry = { path, mode: modes.get(path) ?? '100644', type: 'blob' };
      return content === null ? { ...entry, sha: null } : { ...entry, content };
    });
  if (entries.length === 0) return base;
  const route = 'POST /repos/{owner}/{repo}/git/trees';
  const made = await client.call(route, { ...where, base_tree: base, tree: entries }, shaSchema);
  return made.sha;
}

/** Points the branch at the commit; false if it was created or moved by another writer meanwhile. */
async function pointBranch(client: GitHubClient, where: Where, branch: string, sha: string, create: boolean) {
  const made = create
    ? await client.attempt(
        'POST /repos/{owner}/{repo}/git/refs',
        { ...where, ref: `refs/heads/${branch}`, sha },
        refSchema,
      )
    : await client.attempt(
        'PATCH /repos/{owner}/{repo}/git/refs/{+ref}',
        { ...where, ref: `heads/${branch}`, sha, force: false },
        refSchema,
      );
  return made !== null;
}

function emptyRepository(repository: string): AppError {
  const message = `${repository} has no commit on its default branch: push one first`;
  return gitHubFault('repository-empty', message);
}

function nothingToChange(draft: PullRequestDraft): AppError {
  const message = `the edits for ${draft.branch} leave every file as it is, so there is nothing to open`;
  return gitHubFault('nothing-to-change', message);
}
