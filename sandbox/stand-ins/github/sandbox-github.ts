import { createEmulator } from 'emulate';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { createRequestLog, type RequestLog } from '#sandbox/stand-ins/http/request-log.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';
import { type AppServer, createAppServer, type SandboxApp } from './app-server.ts';
import { createArchiveServer } from './archive-server.ts';
import { createCi, type SandboxCi } from './ci.ts';
import { createHourlyQuota } from './hourly-quota.ts';
import { type GitHubPeople, peopleOf } from './people.ts';
import { createPullPages, withPageLinks } from './pull-page.ts';
import { createReviewers, type SandboxReviewers } from './reviewers.ts';
import type { RepositoryFiles } from './seed.ts';
import { createStates, type GitHubStates } from './states.ts';
import { createTokenWheel, tokensOf } from './tokens.ts';

export interface SandboxGitHubOptions {
  /** Files of the first commit; see `loadShopFiles`. */
  readonly files: RepositoryFiles;
  /** `owner/name`; `acme/shop` if left out. */
  readonly repository?: string;
  /** Logins of people who may review and merge. */
  readonly people?: readonly string[];
  readonly now?: () => number;
}

/** GitHub in the sandbox: emulate's, behind a loopback wire that keeps a log and can fail on demand. */
export interface SandboxGitHub extends GitHubPeople, GitHubStates {
  /** API root for the bot. */
  readonly url: string;
  /** The only token that the wire lets pass; every other one is answered with 401. */
  readonly token: string;
  readonly repository: string;
  readonly ci: SandboxCi;
  readonly reviewers: SandboxReviewers;
  readonly requests: RequestLog['requests'];
  fail: Wire['fail'];
  clearFaults: Wire['clearFaults'];
  /** Registers a GitHub App and installs it on the repository. */
  registerApp(): SandboxApp;
  /** Packs the archive of the newest commit, so that asking for it measures the sending alone. */
  prepareArchive(): Promise<void>;
  close(): Promise<void>;
}

const BOT = 'experiment-bot';
const BOT_TOKEN = 'ghp_sandbox_experiment_bot';
const PEOPLE = ['ana', 'bo', 'chris'];

/** Starts the stand-in with one repository that holds the files in a single commit. */
export async function startGitHub(options: SandboxGitHubOptions): Promise<SandboxGitHub> {
  const repository = options.repository ?? 'acme/shop';
  const [owner = 'acme', name = 'shop'] = repository.split('/');
  const people = options.people ?? PEOPLE;
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: Object.fromEntries(
        [BOT, ...people, owner].flatMap((login) =>
          tokensOf(login).map((token) => [token, { login, scopes: ['repo'] }]),
        ),
      ),
      github: {
        users: [...people, BOT].map((login) => ({ login, name: login })),
        orgs: [
          { login: owner, name: owner, members: [...people, BOT].map((login) => ({ login, role: 'admin' })) },
        ],
        repos: [{ owner, name, language: 'TypeScript', auto_init: true }],
      },
    },
  });
  const now = options.now ?? Date.now;
  const log = createRequestLog(now);
  const send = sendAsBot(emulator.url);
  const tokenOf = (login: string) => {
    if (!people.includes(login)) throw new Error(`${login} is no person of this GitHub`);
    return tokensOf(login)[0] ?? '';
  };
  const at = { url: emulator.url, repository };
  const admin = people[0] ?? BOT;
  const ci = createCi({ ...at, token: tokenOf(admin) });
  const reviewers = createReviewers({
    ...{ ...at, admin, tokenOf },
    send: (method, path, body) =>
      send(path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: JSON_TYPE }),
      }),
  });
  const states = createStates(repository);
  const read = async (path: string) => (await send(path, {})).json();
  const archives = createArchiveServer(read);
  const pages = createPullPages(read);
  const apps = createAppServer(states.name, now);
  const forward = botForward(now, apps, async (request) => {
    const refused = states.intercept(request);
    if (refused !== null) return refused;
    const known = states.toEmulator(request);
    const answering = async () =>
      (await ci.answer(known)) ?? (await reviewers.answer(known)) ?? (await pass(send, known));
    return (
      archives.redirect(known, wire.url) ??
      withPageLinks(states.fromEmulator(await answering()), emulator.url, wire.url)
    );
  });
  const wire = await startWire({
    observe: log.observe,
    // Their addresses are secret enough for GitHub's storage, which takes no token.
    handle: async (request) =>
      (ci.isKeptLog(request.path) ? await ci.answer(request) : null) ??
      (await archives.answer(request)) ??
      (await pages(request)) ??
      forward(request),
  });
  const side = peopleOf({ url: emulator.url, repository, admin });
  await side.commitToMain(options.files, 'Start the shop');
  return {
    ...side,
    ...{ become: states.become, setRules: states.setRules, rename: states.rename },
    url: wire.url,
    token: BOT_TOKEN,
    repository,
    ci: ci.people,
    reviewers: reviewers.people,
    requests: log.requests,
    fail: wire.fail,
    clearFaults: wire.clearFaults,
    commitToMain: (files, message) => {
      archives.remember(Object.values(files));
      return side.commitToMain(files, message);
    },
    registerApp: apps.register,
    prepareArchive: async () => archives.prepare(repository, await side.headOfMain()),
    close: async () => {
      await wire.close();
      await emulator.close();
    },
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Sends to the emulator as the bot. */
function sendAsBot(upstream: string): Send {
  const nextToken = createTokenWheel(BOT);
  return (address, init) =>
    fetch(`${upstream}${address}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${nextToken()}` },
    });
}

/** Passes the bot's requests on; emulate takes any token for its first user's, so ours is checked here. */
function botForward(
  now: () => number,
  apps: AppServer,
  answerTo: (request: WireRequest) => Promise<WireAnswer>,
): (request: WireRequest) => Promise<WireAnswer> {
  const quotaAfterThis = createHourlyQuota(now);
  return async (request) => {
    const asApp = apps.answer(request);
    if (asApp !== null) return asApp;
    const [, token = ''] = /^(?:bearer|token) (.+)$/i.exec(request.headers['authorization'] ?? '') ?? [];
    if (token !== BOT_TOKEN && !apps.isAlive(token))
      return { status: 401, body: JSON.stringify({ message: 'Bad credentials', status: '401' }) };
    const { isLeft, headers } = quotaAfterThis();
    if (!isLeft)
      return { status: 403, headers, body: JSON.stringify({ message: 'API rate limit exceeded' }) };
    const answer = await answerTo(request);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };
}

type Send = (
  address: string,
  init: RequestInit & { readonly headers?: Readonly<Record<string, string>> },
) => Promise<Response>;

async function pass(send: Send, request: WireRequest): Promise<WireAnswer> {
  if (await isOpenAlready(send, request)) {
    const problem = { resource: 'PullRequest', code: 'custom', message: 'A pull request already exists.' };
    return { status: 422, body: JSON.stringify({ message: 'Validation Failed', errors: [problem] }) };
  }
  const query = request.query.size === 0 ? '' : `?${request.query.toString()}`;
  const bare = request.method === 'GET' || request.method === 'HEAD';
  const response = await send(`${request.path}${query}`, {
    method: request.method,
    headers: {
      accept: request.headers['accept'] ?? 'application/json',
      'content-type': request.headers['content-type'] ?? 'application/json',
    },
    ...(bare ? {} : { body: new Uint8Array(request.body) }),
  });
  return {
    status: response.status,
    headers: { 'content-type': response.headers.get('content-type') ?? 'application/json' },
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** GitHub keeps one open pull request from a branch; emulate would open a second one. */
async function isOpenAlready(send: Send, { method, path, body }: WireRequest): Promise<boolean> {
  const owner = /^\/repos\/([^/]+)\/[^/]+\/pulls$/.exec(path)?.[1];
  if (method !== 'POST' || owner === undefined) return false;
  const head = headIn(body.toString('utf8'));
  if (head === null) return false;
  const query = new URLSearchParams({ head: head.includes(':') ? head : `${owner}:${head}`, state: 'open' });
  const response = await send(`${path}?${query.toString()}`, {});
  const found: unknown = await response.json();
  return Array.isArray(found) && found.length > 0;
}

function headIn(text: string): string | null {
  try {
    const head: unknown = Reflect.get(Object(JSON.parse(text)), 'head');
    return typeof head === 'string' ? head : null;
  } catch {
    return null;
  }
}
