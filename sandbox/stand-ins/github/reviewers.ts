import { Octokit } from '@octokit/rest';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import type { Answering } from './ci.ts';
import type { RepositoryFiles } from './seed.ts';

/** A comment at the lines of a pull request. */
export interface SandboxComment {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** What reviewers do on GitHub in the sandbox. */
export interface SandboxReviewers {
  /** Writes a comment on lines; gives its number. */
  comment(number: number, by: string, comment: SandboxComment): Promise<number>;
  /** Replies in the thread of a comment; gives the reply's number. */
  reply(number: number, by: string, to: number, text: string): Promise<number>;
  /** Submits a review that asks for changes. */
  requestChanges(number: number, by: string, text: string): Promise<void>;
  /** Commits files onto a branch, as a person; gives the commit. */
  pushTo(branch: string, by: string, files: RepositoryFiles): Promise<string>;
  /** From now on this person has this right on the repository; writers are all people, otherwise. */
  setRight(login: string, right: 'admin' | 'write' | 'read' | 'none'): void;
  /** Comments on lines, oldest first. */
  commentsOf(number: number): Promise<readonly WrittenComment[]>;
  /** Comments below the pull request, oldest first. */
  wordsBelow(number: number): Promise<readonly WrittenComment[]>;
  headOf(number: number): Promise<{ readonly commit: string; readonly isDraft: boolean }>;
}

/** A comment as it stands on GitHub. */
export interface WrittenComment {
  readonly by: string;
  readonly text: string;
  readonly inReplyTo: number | null;
}

interface ReviewersOptions {
  readonly url: string;
  readonly repository: string;
  /** Login of a person who sees all. */
  readonly admin: string;
  /** The token of a person. */
  readonly tokenOf: (login: string) => string;
  /** Sends a request of the bot's on to the emulator. */
  readonly send: (method: string, path: string, body?: object) => Promise<Response>;
}

const RIGHT = /^\/repos\/[^/]+\/[^/]+\/collaborators\/([^/]+)\/permission$/;
const PULL = /^\/repos\/[^/]+\/[^/]+\/pulls\/\d+$/;
const REPLIES = /^(\/repos\/[^/]+\/[^/]+\/pulls\/(\d+)\/comments)\/(\d+)\/replies$/;

/** Reviewers by the emulator; it has no replies, no GraphQL and other words for rights, so those are answered here. */
export function createReviewers({ url, repository, admin, tokenOf, send }: ReviewersOptions): {
  readonly people: SandboxReviewers;
  readonly answer: Answering;
} {
  const [owner = '', repo = ''] = repository.split('/');
  const where = { owner, repo };
  const rights = new Map<string, string>();
  const as = (login: string) => new Octokit({ baseUrl: url, auth: tokenOf(login) });
  const reader = as(admin);
  const comments = async (pull_number: number) =>
    (await reader.pulls.listReviewComments({ ...where, pull_number })).data;
  const headOfBranch = async (branch: string) => {
    const { data } = await reader.git.getRef({ ...where, ref: `heads/${branch}` });
    return data.object.sha;
  };
  const pullById = async (id: string) => {
    const { data } = await reader.pulls.list({ ...where, state: 'all', per_page: 100 });
    return data.find(({ node_id }) => node_id === id);
  };
  return {
    people: {
      comment: async (pull_number, by, { text, ...place }) => {
        const { data: pull } = await reader.pulls.get({ ...where, pull_number });
        const made = await as(by).pulls.createReviewComment({
          ...{ ...where, pull_number, commit_id: pull.head.sha, body: text, ...place },
        });
        return made.data.id;
      },
      reply: async (pull_number, by, comment, body) => {
        const route = `POST /repos/${repository}/pulls/${pull_number}/comments`;
        const made = await as(by).request(route, { body, in_reply_to_id: comment });
        return Number(Reflect.get(Object(made.data), 'id'));
      },
      requestChanges: async (pull_number, by, body) => {
        await as(by).pulls.createReview({ ...where, pull_number, body, event: 'REQUEST_CHANGES' });
      },
      pushTo: (branch, by, files) => push(as(by), where, branch, files),
      setRight: (login, right) => {
        rights.set(login, right);
      },
      commentsOf: async (number) =>
        (await comments(number)).map(({ user, body, in_reply_to_id }) => ({
          ...{ by: user?.login ?? '', text: body, inReplyTo: in_reply_to_id ?? null },
        })),
      wordsBelow: async (issue_number) => {
        const { data } = await reader.issues.listComments({ ...where, issue_number });
        return data.map(({ user, body }) => ({ by: user?.login ?? '', text: body ?? '', inReplyTo: null }));
      },
      headOf: async (pull_number) => {
        const { data } = await reader.pulls.get({ ...where, pull_number });
        return { commit: await headOfBranch(data.head.ref), isDraft: data.draft === true };
      },
    },
    answer: async (request) => {
      const { method, path } = request;
      if (method === 'GET' && PULL.test(path)) return withPresentHead(await send('GET', path), headOfBranch);
      const login = RIGHT.exec(path)?.[1];
      if (method === 'GET' && login !== undefined) return rightAnswer(login, rights.get(login) ?? 'admin');
      const reply = REPLIES.exec(path);
      if (method === 'POST' && reply !== null) {
        const [, list = '', number, id] = reply;
        const top = (await comments(Number(number))).find((one) => one.id === Number(id));
        if (top === undefined) return notFound();
        // GitHub takes no reply to a reply.
        if (top.in_reply_to_id != null) return unprocessable('in_reply_to is a reply itself');
        const { body } = jsonOf(request);
        const response = await send('POST', list, {
          ...{ body, in_reply_to_id: top.id, path: top.path, line: top.line },
        });
        return { status: response.status, body: await response.text() };
      }
      if (method === 'POST' && path === '/graphql')
        return graphQl(jsonOf(request), pullById, send, repository);
      return null;
    },
  };
}

/** The emulator keeps the head with which a pull request was opened; on GitHub it follows the branch. */
async function withPresentHead(
  response: Response,
  headOfBranch: (branch: string) => Promise<string>,
): Promise<WireAnswer> {
  const pull: unknown = await response.json();
  const head: unknown = Reflect.get(Object(pull), 'head');
  if (Reflect.get(Object(pull), 'state') === 'open')
    Reflect.set(Object(head), 'sha', await headOfBranch(String(Reflect.get(Object(head), 'ref'))));
  return { status: response.status, body: JSON.stringify(pull) };
}

async function graphQl(
  { query, variables }: Record<string, unknown>,
  pullById: (
    id: string,
  ) => Promise<
    { readonly number: number; readonly draft?: boolean | undefined; readonly state: string } | undefined
  >,
  send: ReviewersOptions['send'],
  repository: string,
): Promise<WireAnswer | null> {
  if (!String(query).includes('markPullRequestReadyForReview')) return null;
  const pull = await pullById(String(Reflect.get(Object(variables), 'id')));
  if (pull === undefined) return refusedBy('NOT_FOUND', 'Could not resolve to a node with this global id');
  if (pull.draft !== true || pull.state !== 'open')
    return refusedBy('UNPROCESSABLE', 'Pull request is not in draft state');
  await send('PATCH', `/repos/${repository}/pulls/${pull.number}`, { draft: false });
  const data = { markPullRequestReadyForReview: { pullRequest: { isDraft: false } } };
  return { status: 200, body: JSON.stringify({ data }) };
}

/** GraphQL refuses with 200. */
function refusedBy(type: string, message: string): WireAnswer {
  return { status: 200, body: JSON.stringify({ data: null, errors: [{ type, message }] }) };
}

function rightAnswer(login: string, right: string): WireAnswer {
  const user = { login, type: 'User' };
  return { status: 200, body: JSON.stringify({ permission: right, role_name: right, user }) };
}

function notFound(): WireAnswer {
  return { status: 404, body: JSON.stringify({ message: 'Not Found' }) };
}

function unprocessable(message: string): WireAnswer {
  return { status: 422, body: JSON.stringify({ message: 'Validation Failed', errors: [{ message }] }) };
}

function jsonOf({ body }: WireRequest): Record<string, unknown> {
  return Object(JSON.parse(body.toString('utf8')));
}

async function push(
  octokit: Octokit,
  where: { readonly owner: string; readonly repo: string },
  branch: string,
  files: RepositoryFiles,
): Promise<string> {
  const head = (await octokit.git.getRef({ ...where, ref: `heads/${branch}` })).data.object.sha;
  const base = (await octokit.git.getCommit({ ...where, commit_sha: head })).data.tree.sha;
  const tree = Object.entries(files).map(([path, content]) => ({
    ...{ path, content, mode: '100644' as const, type: 'blob' as const },
  }));
  const made = await octokit.git.createTree({ ...where, base_tree: base, tree });
  const commit = await octokit.git.createCommit({
    ...{ ...where, message: 'A change by hand', tree: made.data.sha, parents: [head] },
  });
  await octokit.git.updateRef({ ...where, ref: `heads/${branch}`, sha: commit.data.sha });
  return commit.data.sha;
}
