import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { OPERATIONS } from '#api/operations.ts';
import { findOperation } from '#api/server/find-operation.ts';
import { problemAnswer } from '#api/server/problem.ts';
import { answerRequest } from '#app/answer-request.ts';
import { once } from '#app/once.ts';
import type { DeskSettings } from '#app/web/desk-settings.ts';
import { createLiveStreams } from '#app/web/live-streams.ts';
import { LOOPBACK } from '#app/web/read-desk.ts';
import { createSessions } from '#app/web/sessions.ts';
import { createVisits } from '#app/web/visits.ts';
import { webApp } from '#app/web/web-app.ts';
import type { WebEnv, WebGround } from '#app/web/web-ground.ts';
import { type HeadProblem, webHeadProblem } from '#app/web/web-head.ts';
import { DESK } from '#desk/paths.ts';
import type { RouteAnswer } from '#features/feature.ts';

/** Whether an address belongs to the desk or the API. It is compared as it was sent. */
const OURS = new RegExp(`^(?:/|${DESK}(?:[/?].*)?|/api(?:/.*)?)$`, 's');

/** The desk and the API on a server that has other routes, too. */
export interface Web {
  /** Answers what belongs to them; `others` all else. */
  readonly before: (others: RequestListener) => RequestListener;
  /** Ends what would stay open. */
  readonly stop: () => void;
}

/** What the desk and the API are made of. */
export type WebNeeds = Omit<WebGround, 'sessions' | 'visitOf' | 'streams'>;

/** Makes the desk and the API. Its addresses are the server's own, whatever a request says of proxies. */
export function createWeb(needs: WebNeeds): Web {
  const { settings, coPilot, clock } = needs;
  const streams = createLiveStreams();
  const app = webApp({
    ...{ ...needs, streams, visitOf: createVisits(needs) },
    sessions: once(() => createSessions(coPilot().store, clock)),
  });
  const listener = getRequestListener(
    // The server calls it with the request and response of Node.
    (request, bindings) => app.fetch(request, bindings as WebEnv['Bindings']),
    { overrideGlobalObjects: false, autoCleanupIncoming: false },
  );
  return {
    stop: streams.stop,
    before: (others) => (request, response) => {
      if (!OURS.test(request.url ?? '')) return others(request, response);
      const problem = webHeadProblem(request, hostsOf(settings, request));
      if (problem !== null) {
        if (problem.status === 405) response.setHeader('allow', methodsAt(request.url ?? ''));
        return answerRequest(request, response, refusalAt(request.url ?? '', problem));
      }
      void listener(request, response);
    },
  };
}

/** What an address takes, as far as it is known before it is looked for. */
function methodsAt(url: string): string {
  const [path = ''] = url.split('?');
  const found = findOperation(OPERATIONS, { method: 'OPTIONS', path });
  const { allow } = 'status' in found ? (found.headers ?? {}) : {};
  return allow ?? 'GET, HEAD, POST';
}

/** In words for people; below `/api` as programs read them. */
function refusalAt(url: string, { status, why }: HeadProblem): RouteAnswer {
  if (!url.startsWith('/api')) return { status, body: `${why}\n` };
  const { headers, body } = problemAnswer({ status, title: 'The request cannot be read', detail: why });
  return { status, body, contentType: headers['content-type'] ?? '' };
}

/** The names under which the desk is served. In the sandbox those of this machine alone: a page elsewhere can point its name here. */
function hostsOf(settings: DeskSettings, { socket }: IncomingMessage): readonly string[] {
  if (settings.kind === 'slack') return [new URL(settings.origin).host];
  return LOOPBACK.map((name) => `${name}:${socket.localPort}`);
}
