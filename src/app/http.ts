import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type PullRequestEvent,
  parsePullRequestEvent,
  verifyGitHubSignature,
} from '#adapters/github/webhook.ts';
import type { HealthReport } from '#app/health.ts';
import { readBody } from '#app/read-body.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { notePullRequest } from '#features/follow-pull-request/follow-pull-request.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** The largest webhook body that is read; GitHub's own limit is 25 MB, a pull request event has some 30 kB. */
const BODY_LIMIT = 2 * 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}

/** What operators ask for. */
export interface Operations {
  readonly health: () => Promise<HealthReport>;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  /** True while the bot takes work. */
  readonly ready: () => boolean;
}

/** A route beside Slack's endpoint, as Bolt's receivers take it. */
export interface HttpRoute {
  readonly path: string;
  readonly method: string;
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
}

/** The routes of the bot. `coPilot` is asked for when a request comes, for the receiver is made before it. */
export function httpRoutes(
  coPilot: () => CoPilot,
  webhookSecret: string | null,
  log: Logger,
  operations: () => Operations,
): HttpRoute[] {
  const route = (
    method: string,
    path: string,
    work: (request: IncomingMessage) => Promise<Answer>,
  ): HttpRoute => ({
    method,
    path,
    handler: (request, response) => {
      void answer(log, path, () => work(request)).then(
        ({ status, body, contentType = 'text/plain; charset=utf-8' }) => {
          response.writeHead(status, { 'content-type': contentType });
          response.end(body);
        },
      );
    },
  });
  return [
    route('POST', '/github/webhook', (request) => githubWebhook(coPilot(), webhookSecret, request)),
    route('GET', '/health', () => health(operations())),
    route('GET', '/ready', async () => ready(operations())),
    route('GET', '/metrics', async () => ({ status: 200, ...(await operations().metrics()) })),
  ];
}

async function answer(log: Logger, path: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (thrown) {
    log.error('a request could not be answered', { path, ...faultFields(toAppError(thrown)) });
    return { status: 503, body: 'try again later' };
  }
}

async function githubWebhook(
  coPilot: CoPilot,
  secret: string | null,
  request: IncomingMessage,
): Promise<Answer> {
  const found = await readBody(request, BODY_LIMIT);
  if (found.kind === 'too-large') return { status: 413, body: 'too large' };
  if (found.kind === 'broken-off') return { status: 400, body: 'broken off' };
  const body = found.body.toString('utf8');
  const header = request.headers['x-hub-signature-256'];
  const signature = Array.isArray(header) ? header[0] : header;
  if (!(await verifyGitHubSignature(secret ?? '', body, signature)))
    return { status: 401, body: 'wrong signature' };
  const event = parsePullRequestEvent(parseJson(body));
  const state = event === null ? null : stateAfter(event);
  if (event !== null && state !== null) await notePullRequest(coPilot, { ...event, state });
  return { status: 200, body: 'ok' };
}

/** How a pull request stands after an event; null where the event says nothing of it. */
function stateAfter({ action, merged }: PullRequestEvent): 'merged' | 'closed' | 'open' | null {
  if (action === 'closed') return merged ? 'merged' : 'closed';
  return action === 'reopened' ? 'open' : null;
}

async function health({ health: report }: Operations): Promise<Answer> {
  const found = await report();
  const status = found.status === 'down' ? 503 : 200;
  return { status, body: `${JSON.stringify(found)}\n`, contentType: 'application/json' };
}

function ready({ ready: isReady }: Operations): Answer {
  return isReady() ? { status: 200, body: 'ready\n' } : { status: 503, body: 'not taking work\n' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
