import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Connections } from '#app/connections.ts';
import type { ErrorCode } from '#evaluation/evaluation.ts';
import { entityTag, namesTag } from '#shared/entity-tag.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { bulkAnswer, evaluationAnswer } from './evaluation-answers.ts';
import type { FlagSnapshot } from './flag-snapshot.ts';
import { readContext } from './read-context.ts';

/** Bytes of a request: a context has some dozens of attributes. */
export const LARGEST_CONTEXT = 64 * 1024;

const JSON_TYPE = { 'content-type': 'application/json' };
const UNKNOWN_KEY = {
  errorDetails: 'This needs a key of the flags: "Authorization: Bearer <key>", or X-API-Key.',
};

interface FlagEnv {
  readonly Bindings: HttpBindings;
}
type FlagContext = Context<FlagEnv>;

/** What the flag server is made of. */
interface FlagAppGround {
  readonly snapshot: FlagSnapshot;
  readonly log: Logger;
  /** Called if a request over this connection came with a key that holds. */
  readonly trust: Connections['trust'];
}

/** The flag server: the OpenFeature Remote Evaluation Protocol (OFREP), and the document for local evaluation. */
export function flagApp({ snapshot, log, trust }: FlagAppGround): Hono<FlagEnv> {
  const app = new Hono<FlagEnv>({ strict: true });
  const environmentOf = (context: FlagContext) => {
    const environment = snapshot.environmentOf(keyOf(context));
    if (environment !== null) trust(context.env.incoming.socket);
    return environment;
  };
  app.post('/ofrep/v1/evaluate/flags/:key', async (context) => {
    const environment = environmentOf(context);
    if (environment === null) return refuse(context, 401, UNKNOWN_KEY);
    const key = context.req.param('key');
    const asked = await readRequest(context, { key });
    if ('response' in asked) return asked.response;
    const { status, body } = evaluationAnswer(snapshot.served(environment).flags.evaluate(key, asked.given));
    return written(context, status, body);
  });
  app.post('/ofrep/v1/evaluate/flags', async (context) => {
    const environment = environmentOf(context);
    if (environment === null) return refuse(context, 401, UNKNOWN_KEY);
    const asked = await readRequest(context, {});
    if ('response' in asked) return asked.response;
    const { flags, tag: served } = snapshot.served(environment);
    const { given, text } = asked;
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      return failed(context, {}, 'INVALID_CONTEXT', 'The context must be an object.');
    const tag = entityTag(`${served}${text}`);
    if (isKnown(context, tag)) return context.body(null, 304, { etag: tag });
    return written(context, 200, bulkAnswer(flags.evaluateAll(given)), { etag: tag });
  });
  app.get('/flags/v1/document', (context) => {
    const environment = environmentOf(context);
    if (environment === null) return refuse(context, 401, UNKNOWN_KEY);
    const { document, tag } = snapshot.served(environment);
    context.header('etag', tag);
    context.header('cache-control', 'private, no-cache');
    if (isKnown(context, tag)) return context.body(null, 304);
    return context.body(document, 200, JSON_TYPE);
  });
  app.get('/flags/v1/flags/:key', (context) => {
    const environment = environmentOf(context);
    if (environment === null) return refuse(context, 401, UNKNOWN_KEY);
    const flag = snapshot.served(environment).flag(context.req.param('key'));
    if (flag === undefined) return refuse(context, 404, { errorDetails: 'There is no such flag.' });
    return context.json(flag);
  });
  app.notFound((context) => refuse(context, 404, { errorDetails: 'There is nothing at this address.' }));
  app.onError((thrown, context) => {
    log.error('a request for flags could not be answered', faultFields(toAppError(thrown)));
    return refuse(context, 500, { errorCode: 'GENERAL', errorDetails: 'The flag server failed.' });
  });
  return app;
}

/** Writes an answer to Node's own response: one of the web costs more than the evaluation. */
function written(
  { env: { outgoing } }: FlagContext,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  outgoing.writeHead(status, { ...JSON_TYPE, 'content-length': Buffer.byteLength(body), ...headers });
  outgoing.end(body);
  return RESPONSE_ALREADY_SENT;
}

/** What was sent as a key; empty if nothing was. Headers are Node's own: those of the web are made anew for every request. */
function keyOf({ env }: FlagContext): string {
  const { authorization = '', 'x-api-key': key = '' } = env.incoming.headers;
  const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return bearer ?? (typeof key === 'string' ? key : '');
}

/** The context of a request and the text that it came in, or the answer to one that cannot be read. */
async function readRequest(
  context: FlagContext,
  about: { readonly key?: string },
): Promise<{ readonly given: unknown; readonly text: string } | { readonly response: Response }> {
  const length = Number(context.env.incoming.headers['content-length'] ?? Number.NaN);
  if (!(length <= LARGEST_CONTEXT)) {
    // The rest of the body is not read, so the connection ends with the answer.
    context.header('connection', 'close');
    if (Number.isNaN(length))
      return { response: refuse(context, 411, { errorDetails: 'The request needs a Content-Length.' }) };
    return {
      response: refuse(context, 413, { errorDetails: `A request has ${LARGEST_CONTEXT} bytes at most.` }),
    };
  }
  const text = await readContext(context.env);
  const body = parsed(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return {
      response: failed(
        context,
        about,
        'PARSE_ERROR',
        'The body must be a JSON object in UTF-8 with a context.',
      ),
    };
  return { given: Reflect.get(body, 'context'), text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isKnown(context: FlagContext, tag: string): boolean {
  return namesTag(context.env.incoming.headers['if-none-match'], tag);
}

function failed(context: FlagContext, about: object, errorCode: ErrorCode, errorDetails: string): Response {
  return refuse(context, 400, { ...about, errorCode, errorDetails });
}

function refuse(context: FlagContext, status: 400 | 401 | 404 | 411 | 413 | 500, body: object): Response {
  if (status === 401) context.header('www-authenticate', 'Bearer');
  return context.body(JSON.stringify(body), status, JSON_TYPE);
}
