import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { answerRequest } from '#app/answer-request.ts';
import type { BodyRoom } from '#app/body-room.ts';
import { FEATURES } from '#app/features.ts';
import { readBody } from '#app/read-body.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { FeatureRoute, RouteAnswer } from '#features/feature.ts';
import { toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** An address beside Slack's endpoint. */
export interface HttpRoute {
  readonly path: string;
  readonly method: string;
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
}

/** The routes of the slices. `coPilot` is asked for when a request comes: the receiver is made before it. */
export function httpRoutes(coPilot: () => CoPilot, log: Logger, room: BodyRoom): HttpRoute[] {
  return FEATURES.flatMap(({ routes = [] }) => routes).map((declared) =>
    routeOf(log, declared, (request, response) => serve(coPilot(), declared, { request, response, room })),
  );
}

/** A route that answers what `work` resolves to, and 503 if it throws. */
export function routeOf(
  log: Logger,
  { method, path }: Pick<HttpRoute, 'method' | 'path'>,
  work: (request: IncomingMessage, response: ServerResponse) => Promise<RouteAnswer>,
): HttpRoute {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      return await work(request, response);
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      log.error('a request could not be answered', { path, code, error: message });
      return { status: 503, body: 'try again later' };
    }
  };
  return {
    ...{ method, path },
    handler: (request, response) => {
      void answer(request, response).then((found) => answerRequest(request, response, found));
    },
  };
}

/** The body is read only if the head may belong to something signed. */
async function serve(
  coPilot: CoPilot,
  { bodyLimit, isFit, handle }: FeatureRoute,
  { request, response, room }: { request: IncomingMessage; response: ServerResponse; room: BodyRoom },
): Promise<RouteAnswer> {
  const headers = single(request.headers);
  if (!isFit(coPilot, headers)) return { status: 401, body: 'not signed' };
  const found = await readBody(request, response, { limit: bodyLimit, room });
  if (found.kind === 'refused') return { status: found.status, body: 'not read' };
  return handle(coPilot, { headers, body: found.body });
}

/** The headers, the first value of those that came several times. */
function single(headers: IncomingHttpHeaders): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
