import { z } from 'zod';
import type { BranchCommit, FileEdit, PullRequestDraft } from '#ports/code-host.ts';
import type { AppError } from '#shared/errors.ts';
import type { GitHubClient } from './client.ts';
import { gitHubFault } from './fault-kinds.ts';
import { refuseNonFiles } from './non-files.ts';
import { gitCommitSchema, ownWork, readBeyond, signedBy } from './own-work.ts';
import { readTree } from './tree.ts';

type Where = { readonly owner: string; readonly repo: string };

const refSchema = z.object({ object: z.object({ sha: z.string() }) });
const shaSchema = z.object({ sha: z.string() });
const madeSchema = gitCommitSchema.extend({ sha: z.string(), tree: shaSchema });
const parentsSchema = z.object({ message: z.string(), tree: shaSchema, parents: z.array(shaSchema) });
const COMMIT = 'GET /repos/{owner}/{repo}/git/commits/{sha}';

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
 * Makes the branch hold the draft's edits on top of the draft's base, whatever was done before: the commit is made first and
 * the branch is pointed at it last, and a branch whose tree already has the edits is left as it is. What people committed
 * there stays; an earlier answer of ours, whose pull request could not be opened, does not. Nothing leaves the history.
 */
export async function ensureBranch(
  client: GitHubClient,
  where: Where,
  draft: PullRequestDraft,
): Promise<void> {
  // Twice, because another writer (or our own lost request) may move the branch between reading and writing.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const branch = await readHead(client, where, draft.branch);
    const commit = await commitFor(client, where, draft, branch);
    if (commit === 'is-there') return;
    if (commit === 'no-change') throw nothingToChange(draft.branch);
    if (await pointBranch(client, where, draft.branch, commit.sha, branch === null)) return;
  }
  const message = `the branch ${draft.branch} keeps moving`;
  throw gitHubFault('branch-moved', message);
}

/**
 * The commit that is to be the head of the branch. If the branch holds nothing but our own earlier answers, the edits go
 * onto the base, so that no file of theirs is left; the earlier commits stay below, and no move is forced.
 */
async function commitFor(client: GitHubClient, where: Where, draft: PullRequestDraft, branch: string | null) {
  const { base } = draft;
  const onBase = { parents: [base], ground: base };
  if (branch === null) return commitOnto(client, where, draft, onBase);
  const beyond = await readBeyond(client, where, { base, branch });
  if (beyond !== null && beyond.commits.length === 0) return commitOnto(client, where, draft, onBase);
  const own = beyond === null ? null : ownWork(beyond, draft.commitMessage);
  if (own !== null) {
    // With the base as a second parent, GitHub compares with the base and not with the older commit that the branch began from.
    const parents = own.from === base ? [branch] : [branch, base];
    const made = await commitOnto(client, where, draft, { parents, ground: base });
    // Only a commit of our own shows who we are to GitHub: a commit of another writer with our words is kept.
    if (typeof made === 'string' || signedBy(made) === own.signature) return made;
  }
  const onTop = await commitOnto(client, where, draft, { parents: [branch], ground: branch });
  if (onTop === 'no-change') return 'is-there';
  await refuseWhatOthersChanged(client, where, draft, branch);
  return onTop;
}

/** Throws `github.branch-taken` if the branch has another version of a file of the draft than the draft was made on. */
async function refuseWhatOthersChanged(
  client: GitHubClient,
  where: Where,
  draft: PullRequestDraft,
  branch: string,
): Promise<void> {
  const [before, now] = await Promise.all([
    versionsAt(client, where, draft.base),
    versionsAt(client, where, branch),
  ]);
  const changed = draft.edits.find(({ path }) => before.get(path) !== now.get(path));
  if (changed === undefined) return;
  const message = `The branch ${draft.branch} of ${draft.repository} has commits that the bot did not make, and another version of ${changed.path}. The bot writes over nothing: rename or delete that branch, then try again`;
  throw gitHubFault('branch-taken', message);
}

async function versionsAt(client: GitHubClient, where: Where, commit: string) {
  const files = await readTree(client, where, await treeOf(client, where, commit));
  return new Map(files.map(({ path, mode, sha }) => [path, `${mode} ${sha}`]));
}

/**
 * A commit on top of `parents` with the edits applied to the tree of `ground`. `no-change`: the edits leave the ground as it
 * is; `is-there`: the only parent has that tree already.
 */
async function commitOnto(
  client: GitHubClient,
  where: Where,
  { edits, commitMessage }: Pick<PullRequestDraft, 'edits' | 'commitMessage'>,
  { parents, ground }: { readonly parents: readonly string[]; readonly ground: string },
) {
  const start = await treeOf(client, where, ground);
  const tree = await createTree(client, where, start, edits);
  if (tree === start) return 'no-change';
  const [parent = ground, ...others] = parents;
  const isThere = parent !== ground && others.length === 0 && tree === (await treeOf(client, where, parent));
  if (isThere) return 'is-there';
  const body = { message: commitMessage, tree, parents };
  return client.call('POST /repos/{owner}/{repo}/git/commits', { ...where, ...body }, madeSchema);
}

/**
 * One more commit on the branch; gives its SHA. A head that is this very commit, made before, is given as it is; another one
 * than expected is `github.branch-moved`.
 */
export async function commitToBranch(
  client: GitHubClient,
  where: Where,
  { repository, branch, expectedHead, edits, message }: BranchCommit,
): Promise<string> {
  const head = await readHead(client, where, branch);
  if (head === null) throw branchMissing(repository, branch);
  const made = await commitOnto(
    client,
    where,
    { edits, commitMessage: message },
    { parents: [expectedHead], ground: expectedHead },
  );
  if (typeof made === 'string') throw nothingToChange(branch);
  if (head !== expectedHead) {
    const there = await client.call(COMMIT, { ...where, sha: head }, parentsSchema);
    const isThis =
      there.message === message &&
      there.tree.sha === made.tree.sha &&
      there.parents.length === 1 &&
      there.parents[0]?.sha === expectedHead;
    if (isThis) return head;
    throw headMoved(repository, branch);
  }
  if (!(await pointBranch(client, where, branch, made.sha, false))) throw headMoved(repository, branch);
  return made.sha;
}

/** The tree of a commit. */
async function treeOf(client: GitHubClient, where: Where, sha: string): Promise<string> {
  return (await client.call(COMMIT, { ...where, sha }, z.object({ tree: shaSchema }))).tree.sha;
}

/** The tree with the edits applied. A file keeps its mode; deleting what is not there changes nothing. */
async function createTree(client: GitHubClient, where: Where, base: string, edits: readonly FileEdit[]) {
  const files = await readTree(client, where, base);
  refuseNonFiles(files, edits);
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

/** What GitHub says if a branch is there already, or not at the commit any more. */
const MOVED = /reference already exists|not a fast.forward|reference does not exist/i;

/** Points the branch at the commit; false if it was created or moved by another writer meanwhile. */
async function pointBranch(client: GitHubClient, where: Where, branch: string, sha: string, create: boolean) {
  const [route, given] = create
    ? ['POST /repos/{owner}/{repo}/git/refs', { ref: `refs/heads/${branch}`, sha }]
    : ['PATCH /repos/{owner}/{repo}/git/refs/{+ref}', { ref: `heads/${branch}`, sha, force: false }];
  return (await client.attempt(route, { ...where, ...given }, refSchema, MOVED)) !== null;
}

function nothingToChange(branch: string): AppError {
  const message = `the edits for ${branch} leave every file as it is, so there is nothing to open`;
  return gitHubFault('nothing-to-change', message);
}

function branchMissing(repository: string, branch: string): AppError {
  const message = `The branch ${branch} of ${repository} is gone, so nothing can be committed to it. Restore it on GitHub, then try again`;
  return gitHubFault('branch-missing', message);
}

function headMoved(repository: string, branch: string): AppError {
  const message = `The branch ${branch} of ${repository} has a newer commit than the one that the edits were made on`;
  return gitHubFault('branch-moved', message);
}
