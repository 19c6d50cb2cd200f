import { Octokit } from '@octokit/rest';
import { commitTree, headOf, makeBlob, type NewEntry, type TreeEntry, treeOf } from './commits.ts';
import { type MergeMethod, mergePull } from './merge-pull.ts';
import type { RepositoryFiles } from './seed.ts';
import { createTokenWheel } from './tokens.ts';

/** What people do on GitHub in the sandbox, next to the bot. */
export interface GitHubPeople {
  /** Merges an open pull request as this person; gives the merge commit. Drafts are refused, as by GitHub. */
  merge(number: number, by: string, method?: MergeMethod): Promise<string>;
  /** Gives a file of the default branch another path, as a person who works beside the bot. */
  renameFile(from: string, to: string, message: string): Promise<string>;
  /** Deletes a branch, as GitHub does after a merge if it is asked to. */
  deleteBranch(branch: string): Promise<void>;
  /** Closes a pull request without merging. */
  closePull(number: number, by: string): Promise<void>;
  /** Opens a closed pull request again. */
  reopenPull(number: number, by: string): Promise<void>;
  /** Commits files on the default branch, as a person who works beside the bot. */
  commitToMain(files: RepositoryFiles, message: string): Promise<string>;
  /** Commits entries of any mode on the default branch: bytes for a file, the target of a link, the commit of a submodule. */
  commitEntries(entries: readonly NewEntry[], message: string): Promise<string>;
  /** Signed webhooks of the repository's pull requests, checks and pushes go to this address from now on. */
  registerWebhook(address: string, secret: string): Promise<void>;
  /** Text of a file at the head of a branch; null if it is not there. */
  readMain(path: string, branch?: string): Promise<string | null>;
  /** Paths of all files at the head of a branch, sorted. */
  listMain(branch?: string): Promise<readonly string[]>;
  /** Open and closed pull requests, oldest first. */
  listPulls(): Promise<
    readonly { number: number; branch: string; state: string; title: string; body: string }[]
  >;
  /** Open and closed issues, oldest first. */
  listIssues(): Promise<
    readonly { number: number; state: string; title: string; body: string; labels: readonly string[] }[]
  >;
  /** Closes an issue. */
  closeIssue(number: number, by: string): Promise<void>;
  /** Messages of the commits that a branch has beyond the default branch, newest first. */
  commitsOf(branch: string): Promise<readonly string[]>;
  /** Parents of the head of a branch. */
  parentsOf(branch: string): Promise<readonly string[]>;
  /** Commit at the head of the default branch. */
  headOfMain(): Promise<string>;
  listBranches(): Promise<readonly string[]>;
}

interface PeopleOptions {
  readonly url: string;
  readonly repository: string;
  /** Login that sets up the repository. */
  readonly admin: string;
}

/** The people side, by Octokit straight at the emulator: neither logged nor failed on demand. */
export function peopleOf(options: PeopleOptions): GitHubPeople {
  const [owner = '', repo = ''] = options.repository.split('/');
  const where = { owner, repo };
  const wheels = new Map<string, () => string>();
  const as = (login: string) => {
    const nextToken = wheels.get(login) ?? createTokenWheel(login);
    wheels.set(login, nextToken);
    return connect(options.url, nextToken);
  };
  const admin = as(options.admin);
  return {
    ...reads(admin, where),
    merge: (number, by, method) => mergePull(as(by), where, number, method),
    async renameFile(from, to, message) {
      const head = await headOf(admin, where);
      const file = (await treeOf(admin, where, head)).find(({ path }) => path === from);
      if (file === undefined) throw new Error(`there is no ${from}`);
      const tree = [
        { ...file, path: to },
        { ...file, sha: null },
      ];
      return commitTree(admin, where, { base: head, parent: head, tree, message });
    },
    async deleteBranch(branch) {
      await admin.git.deleteRef({ ...where, ref: `heads/${branch}` });
    },
    async closePull(number, by) {
      await as(by).pulls.update({ ...where, pull_number: number, state: 'closed' });
    },
    async reopenPull(number, by) {
      await as(by).pulls.update({ ...where, pull_number: number, state: 'open' });
    },
    async closeIssue(number, by) {
      await as(by).issues.update({ ...where, issue_number: number, state: 'closed' });
    },
    async commitToMain(files, message) {
      const head = await headOf(admin, where);
      const tree = Object.entries(files).map(([path, content]): TreeEntry => {
        return { path, content, mode: '100644', type: 'blob' };
      });
      return commitTree(admin, where, { base: head, parent: head, tree, message });
    },
    async commitEntries(entries, message) {
      const head = await headOf(admin, where);
      const tree: TreeEntry[] = [];
      for (const { path, mode, content } of entries) {
        const isSubmodule = mode === '160000';
        const sha = isSubmodule ? String(content) : await makeBlob(admin, where, content);
        tree.push({ path, mode, type: isSubmodule ? 'commit' : 'blob', sha });
      }
      return commitTree(admin, where, { base: head, parent: head, tree, message });
    },
    async registerWebhook(address, secret) {
      const config = { url: address, content_type: 'json', secret };
      await admin.repos.createWebhook({
        ...where,
        config,
        events: ['pull_request', 'push', 'check_run', 'check_suite', 'status'],
      });
    },
  };
}

function reads(admin: Octokit, where: { readonly owner: string; readonly repo: string }) {
  return {
    async readMain(path: string, branch = 'main') {
      const listed = await treeOf(admin, where, branch);
      const entry = listed.find((one) => one.path === path);
      if (entry === undefined) return null;
      const { data } = await admin.git.getBlob({ ...where, file_sha: entry.sha });
      return Buffer.from(data.content, 'base64').toString('utf8');
    },
    async listMain(branch = 'main') {
      return (await treeOf(admin, where, branch)).map((entry) => entry.path).sort();
    },
    async listPulls() {
      const { data } = await admin.pulls.list({ ...where, state: 'all', direction: 'asc', per_page: 100 });
      return data.map((pull) => ({
        number: pull.number,
        branch: pull.head.ref,
        state: pull.state,
        title: pull.title,
        body: pull.body ?? '',
      }));
    },
    async listIssues() {
      const { data } = await admin.issues.listForRepo({
        ...where,
        state: 'all',
        direction: 'asc',
        per_page: 100,
      });
      return data
        .filter((issue) => issue.pull_request === undefined)
        .map(({ number, state, title, body, labels }) => ({
          number,
          state,
          title,
          body: body ?? '',
          labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
        }));
    },
    async commitsOf(branch: string) {
      const { data } = await admin.repos.compareCommitsWithBasehead({
        ...where,
        basehead: `main...${branch}`,
      });
      return data.commits.map((commit) => commit.commit.message).reverse();
    },
    async parentsOf(branch: string) {
      const { data: ref } = await admin.git.getRef({ ...where, ref: `heads/${branch}` });
      const { data } = await admin.git.getCommit({ ...where, commit_sha: ref.object.sha });
      return data.parents.map(({ sha }) => sha);
    },
    headOfMain: () => headOf(admin, where),
    async listBranches() {
      const { data } = await admin.repos.listBranches({ ...where, per_page: 100 });
      return data.map((branch) => branch.name).sort();
    },
  };
}

function connect(baseUrl: string, nextToken: () => string): Octokit {
  const quiet = () => {};
  const octokit = new Octokit({ baseUrl, log: { debug: quiet, info: quiet, warn: quiet, error: quiet } });
  octokit.hook.before('request', ({ headers }) => {
    headers.authorization = `token ${nextToken()}`;
  });
  return octokit;
}
