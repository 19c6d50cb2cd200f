import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, bad } from '#sandbox/stand-ins/slack/answer.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { respond } from '#sandbox/stand-ins/slack/response-urls.ts';
import { argumentsOf } from './arguments.ts';
import type { Fault, FaultPlan } from './faults.ts';
import { download, upload } from './file-bytes.ts';
import type { PostPace } from './post-pace.ts';
import { answerCall, type SlackRequest, tokenOf, withoutToken } from './web-api.ts';

/** What the server needs to be Slack. */
export interface Wire {
  readonly desk: Desk;
  readonly botToken: string;
  readonly faults: FaultPlan;
  readonly pace: PostPace;
  readonly latency: () => number;
  readonly log: (request: SlackRequest) => void;
  /** Answers paths under `/__test/`, where there are any. */
  readonly testRoute?: (path: string, body: string) => Promise<unknown>;
}

/**
 * The HTTP face of the stand-in. Plain node:http and not emulate's `defineEmulator`: faults must
 * reach below HTTP (a dropped connection, an answer that never comes), and the people's actions
 * change the same state from outside any request, where `defineEmulator` gives no access to it.
 */
export function slackServer(wire: Wire): Server {
  return createServer((request, response) => {
    serve(wire, request, response).catch((error: unknown) => {
      reply(response, 500, JSON.stringify({ ok: false, error: 'internal_error', detail: String(error) }));
    });
  });
}

async function serve(wire: Wire, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [, area = '', name = ''] = pathname.split('/');
  const delay = wire.latency();
  if (delay > 0) await sleep(delay, undefined, { ref: false });
  const type = request.headers['content-type'] ?? '';
  switch (area) {
    case 'api':
      return call(wire, name, request, response, argumentsOf(type, body.toString()));
    case 'response': {
      const answer = respond(wire.desk, name, argumentsOf('application/json', body.toString()));
      return reply(response, answer.status, answer.body, 'text/plain');
    }
    case 'upload':
      return reply(response, (await upload(wire.desk, name, type, body)) ? 200 : 404, 'OK', 'text/plain');
    case 'files':
      return download(
        wire.desk,
        name,
        tokenOf(request.headers.authorization, {}) === wire.botToken,
        response,
      );
    case '__test':
      if (wire.testRoute === undefined) return reply(response, 404, '{}');
      return reply(response, 200, JSON.stringify((await wire.testRoute(name, body.toString())) ?? {}));
    default:
      return reply(response, 404, JSON.stringify(bad('unknown_path')));
  }
}

function call(
  wire: Wire,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
  args: Fields,
): void {
  const wait = wire.pace.wait(method, args);
  const fault: Fault | undefined =
    wait === undefined ? wire.faults.take(method) : { method, kind: 'ratelimited', retryAfter: wait };
  const isDone = fault === undefined || fault.kind === 'done-but-no-answer';
  const token = tokenOf(request.headers.authorization, args);
  const answer = isDone ? answerCall(wire.desk, wire.botToken, method, withoutToken(args), token) : null;
  wire.log({ at: wire.desk.now(), method, args: withoutToken(args), answer, fault: fault?.kind ?? null });
  if (fault !== undefined) fail(fault, request, response);
  else send(response, 200, answer ?? bad('internal_error'));
}

function fail(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (typeof fault.kind === 'object') {
    send(response, 200, bad(fault.kind.error));
  } else if (fault.kind === 'ratelimited') {
    response.setHeader('Retry-After', String(fault.retryAfter ?? 1));
    send(response, 429, bad('ratelimited'));
  } else if (fault.kind === 'http-500') {
    send(response, 500, bad('internal_error'));
  } else if (fault.kind === 'done-but-no-answer') {
    request.socket.destroy();
  }
  // On `timeout` nothing is ever said: the client gives up, or the server closes.
}

function send(response: ServerResponse, status: number, answer: Answer): void {
  reply(response, status, JSON.stringify(answer));
}

function reply(response: ServerResponse, status: number, body: string, type = 'application/json'): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` });
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
