import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { FEATURES } from '#app/features.ts';
import type { HealthReport } from '#app/health.ts';
import { readBody } from '#app/read-body.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { FeatureRoute, RouteAnswer } from '#features/feature.ts';
import { toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

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

/** The routes of the slices and of operators. `coPilot` is asked for when a request comes: the receiver is made before it. */
export function httpRoutes(coPilot: () => CoPilot, log: Logger, operations: () => Operations): HttpRoute[] {
  const route = (
    method: string,
    path: string,
    work: (request: IncomingMessage) => Promise<RouteAnswer>,
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
    ...FEATURES.flatMap(({ routes = [] }) => routes).map((declared) =>
      route(declared.method, declared.path, (request) => serve(coPilot(), declared, request)),
    ),
    route('GET', '/health', () => health(operations())),
    route('GET', '/ready', async () => ready(operations())),
    route('GET', '/metrics', async () => ({ status: 200, ...(await operations().metrics()) })),
  ];
}

async function answer(log: Logger, path: string, work: () => Promise<RouteAnswer>): Promise<RouteAnswer> {
  try {
    return await work();
  } catch (thrown) {
    const { code, message } = toAppError(thrown);
    log.error('a request could not be answered', { path, code, error: message });
    return { status: 503, body: 'try again later' };
  }
}

async function serve(
  coPilot: CoPilot,
  { bodyLimit, handle }: FeatureRoute,
  request: IncomingMessage,
): Promise<RouteAnswer> {
  const found = await readBody(request, bodyLimit);
  if (found.kind === 'too-large') return { status: 413, body: 'too large' };
  if (found.kind === 'broken-off') return { status: 400, body: 'broken off' };
  return handle(coPilot, { headers: single(request.headers), body: found.body });
}

/** The headers, the first value of those that came several times. */
function single(headers: IncomingHttpHeaders): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

async function health({ health: report }: Operations): Promise<RouteAnswer> {
  const found = await report();
  const status = found.status === 'down' ? 503 : 200;
  return { status, body: `${JSON.stringify(found)}\n`, contentType: 'application/json' };
}

function ready({ ready: isReady }: Operations): RouteAnswer {
  return isReady() ? { status: 200, body: 'ready\n' } : { status: 503, body: 'not taking work\n' };
}
