import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { HealthReport } from '#app/health.ts';
import { type HttpRoute, routeOf } from '#app/http.ts';
import type { RouteAnswer } from '#features/feature.ts';
import type { Logger } from '#shared/logger.ts';

/** What operators ask for. */
export interface Operations {
  readonly health: () => Promise<HealthReport>;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  /** True while the bot takes work. */
  readonly ready: () => boolean;
}

/**
 * The routes of operators. With a token, what tells something about the bot asks for it; `/ready` never does, because a load balancer and
 * an orchestrator have none, and it says one word. Without a token they answer to this machine by its own names alone: a page in a
 * browser here can point a name of its own at 127.0.0.1 and would read them.
 */
export function operatorRoutes(log: Logger, operations: () => Operations, token: string | null): HttpRoute[] {
  const guarded = (path: string, work: () => Promise<RouteAnswer>) =>
    routeOf(log, { method: 'GET', path }, async (request) => {
      if (token === null && !isOwnName(request.headers.host)) return MISDIRECTED;
      return isAllowed(request, token) ? work() : DENIED;
    });
  return [
    routeOf(log, { method: 'GET', path: '/ready' }, async () => ready(operations())),
    guarded('/health', () => health(operations())),
    guarded('/metrics', async () => ({ status: 200, ...(await operations().metrics()) })),
  ];
}

const DENIED: RouteAnswer = {
  status: 401,
  body: 'This needs the header "Authorization: Bearer <OPERATIONS_TOKEN>".\n',
};

const MISDIRECTED: RouteAnswer = {
  status: 421,
  body: 'Without OPERATIONS_TOKEN this answers to an IP address or "localhost" in the Host header alone.\n',
};

/** An address or `localhost`, with or without a port. Every browser sends the header, so a request without one is from none. */
function isOwnName(host: string | undefined): boolean {
  if (host === undefined) return true;
  const name = /^(?:\[([^\]]+)\]|([^:]+))(?::\d+)?$/.exec(host);
  const found = name?.[1] ?? name?.[2] ?? '';
  return found.toLowerCase() === 'localhost' || isIP(found) !== 0;
}

function isAllowed({ headers }: IncomingMessage, token: string | null): boolean {
  if (token === null) return true;
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

/** Of one length, whatever was sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

async function health({ health: report }: Operations): Promise<RouteAnswer> {
  const found = await report();
  const status = found.status === 'down' ? 503 : 200;
  return { status, body: `${JSON.stringify(found)}\n`, contentType: 'application/json' };
}

function ready({ ready: isReady }: Operations): RouteAnswer {
  return isReady() ? { status: 200, body: 'ready\n' } : { status: 503, body: 'not taking work\n' };
}
