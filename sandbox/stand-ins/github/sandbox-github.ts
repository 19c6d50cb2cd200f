import { randomUUID } from 'node:crypto';
import { createEmulator } from 'emulate';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { createRequestLog, type RequestLog } from '#sandbox/stand-ins/http/request-log.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';
import { createArchives } from './archive.ts';
import { createHourlyQuota } from './hourly-quota.ts';
import { type GitHubPeople, peopleOf } from './people.ts';
import type { RepositoryFiles } from './seed.ts';
import { createStates, type GitHubStates, type States } from './states.ts';
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
  readonly requests: RequestLog['requests'];
  fail: Wire['fail'];
  clearFaults: Wire['clearFaults'];
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
  const states = createStates(repository);
  const wire = await startWire({
    observe: log.observe,
    handle: botForward(emulator.url, now, () => wire.url, states),
  });
  const side = peopleOf({ url: emulator.url, repository, admin: people[0] ?? BOT });
  await side.commitToMain(options.files, 'Start the shop');
  return {
    ...side,
    ...{ become: states.become, setRules: states.setRules, rename: states.rename },
    url: wire.url,
    token: BOT_TOKEN,
    repository,
    requests: log.requests,
    fail: wire.fail,
    clearFaults: wire.clearFaults,
    close: async () => {
      await wire.close();
      await emulator.close();
    },
  };
}

/** Passes the bot's requests on; emulate takes any token for its first user's, so ours is checked here. */
function botForward(
  upstream: string,
  now: () => number,
  ownUrl: () => string,
  states: States,
): (request: WireRequest) => Promise<WireAnswer> {
  const quotaAfterThis = createHourlyQuota(now);
  const nextToken = createTokenWheel(BOT);
  const send: Send = (address, init) =>
    fetch(`${upstream}${address}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${nextToken()}` },
    });
  const archiveKey = randomUUID();
  const archiveOf = createArchives(async (path) => (await send(path, {})).json());
  return async (request) => {
    const archive = ARCHIVE.exec(request.path);
    // GitHub sends archives from another host, which asks for the key in the address.
    if (archive !== null && request.query.get('token') === archiveKey) {
      const [, repository = '', commit = ''] = archive;
      const headers = { 'content-type': 'application/x-gzip' };
      return { status: 200, headers, body: await archiveOf(repository, commit) };
    }
    const authorization = request.headers['authorization'] ?? '';
    if (!/^(bearer|token) /i.test(authorization) || !authorization.endsWith(` ${BOT_TOKEN}`)) {
      return { status: 401, body: JSON.stringify({ message: 'Bad credentials', status: '401' }) };
    }
    const { isLeft, headers } = quotaAfterThis();
    if (!isLeft)
      return { status: 403, headers, body: JSON.stringify({ message: 'API rate limit exceeded' }) };
    const refused = states.intercept(request);
    if (refused !== null) return { ...refused, headers: { ...refused.headers, ...headers } };
    const known = states.toEmulator(request);
    const asked = TARBALL.exec(known.path);
    const answer =
      asked === null
        ? states.fromEmulator(await pass(send, known))
        : redirectTo(`${ownUrl()}/codeload/${asked[1]}/${asked[2]}?token=${archiveKey}`);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };
}

const TARBALL = /^\/repos\/([^/]+\/[^/]+)\/tarball\/([0-9a-f]{40})$/;
const ARCHIVE = /^\/codeload\/([^/]+\/[^/]+)\/([0-9a-f]{40})$/;

function redirectTo(location: string): WireAnswer {
  return { status: 302, headers: { location }, body: '' };
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
