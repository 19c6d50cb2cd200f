import { openApiDocument } from '#api/openapi.ts';
import { OPERATIONS } from '#api/operations.ts';
import { ProblemSchema } from '#api/schemas/problem-schema.ts';
import type { Api, ApiAnswer } from '#api/server/api-request.ts';
import { createApi } from '#api/server/create-api.ts';
import { findOperation, ROOT } from '#api/server/find-operation.ts';
import type { Role } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { makeToken, type TokenWish } from '#features/tokens/make-token.ts';
import type { Journey } from '#test/support/journey.ts';

/** What a program sends, beside the method and the path. */
export interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer of the API; `json` is null if it holds none. */
export interface Told extends ApiAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they expect.
  readonly json: any;
}

/** The API of a running bot, asked without a server. */
export interface ApiClient {
  readonly api: Api;
  readonly ask: (token: string | null, asked: string, sent?: Sent) => Promise<Told>;
  /** A token of a person of the sandbox, made with the roles that they hold. */
  readonly tokenOf: (person: string, changes?: Partial<TokenWish>) => Promise<string>;
}

/** Asks the API of this journey; every request waits until the bot has come to rest. */
export function apiOf(journey: Journey): ApiClient {
  const { coPilot } = journey.running.bot;
  const api = createApi({ coPilot, operations: OPERATIONS, document: openApiDocument(OPERATIONS) });
  return {
    api,
    ask: async (token, asked, sent) => {
      const told = await askApi(api, token, asked, sent);
      holdAgainstSchema(asked, told);
      await journey.running.settle();
      return told;
    },
    tokenOf: (person, changes) => tokenFor(coPilot, journey.running.sandbox.slack.userId(person), changes),
  };
}

/** Throws if an answer is none that the document describes. */
function holdAgainstSchema(asked: string, { status, json, headers }: Told): void {
  if (headers['content-type'] === 'application/problem+json') {
    ProblemSchema.parse(json);
    return;
  }
  const [method = '', address = ''] = asked.split(' ');
  const path = `${ROOT}${address.split('?')[0]}`;
  const found = findOperation(OPERATIONS, { method, path });
  if ('status' in found || status === 304) return;
  const schema = found.operation.answers[status];
  if (schema === undefined)
    throw new Error(`${asked} answers ${status}, of which the document knows nothing`);
  if (!('contentType' in schema)) schema.parse(json);
}

/** Sends one request: `GET /experiments?limit=1`. */
export async function askApi(
  api: Api,
  token: string | null,
  asked: string,
  { body, headers = {} }: Sent = {},
): Promise<Told> {
  const [method = '', address = ''] = asked.split(' ');
  const [path = '', search = ''] = address.split('?');
  const bytes =
    body === undefined ? Buffer.alloc(0) : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const begun = await api.begin({
    ...{ method, search, path: path.startsWith('/api') ? path : `/api/v1${path}` },
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  });
  const answer = begun.kind === 'answered' ? begun.answer : await begun.finish(bytes);
  const isJson = /json/.test(answer.headers['content-type'] ?? '');
  return { ...answer, json: isJson ? JSON.parse(answer.body) : null };
}

/** A token of a chat user, as they would make it. */
export async function tokenFor(
  coPilot: CoPilot,
  user: string,
  changes: Partial<TokenWish> = {},
  more: readonly Role[] = [],
): Promise<string> {
  const actor = await coPilot.people.actorOf(user);
  const wish: TokenWish = { kind: 'person', name: 'A test', scopes: ['read', 'propose', 'act'], days: 90 };
  const made = await makeToken(
    coPilot,
    { ...actor, roles: [...actor.roles, ...more] },
    { ...wish, ...changes },
  );
  if (made.kind === 'refused') throw new Error(made.problem.message);
  return made.value.text;
}
