import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { answerRequest } from '#app/answer-request.ts';
import { once } from '#app/once.ts';
import type { DeskSettings } from '#app/web/desk-settings.ts';
import { createLiveStreams } from '#app/web/live-streams.ts';
import { createSessions } from '#app/web/sessions.ts';
import { createVisits } from '#app/web/visits.ts';
import { webApp } from '#app/web/web-app.ts';
import type { WebEnv, WebGround } from '#app/web/web-ground.ts';
import { webHeadProblem } from '#app/web/web-head.ts';
import { DESK } from '#desk/paths.ts';

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
      if (problem !== null)
        return answerRequest(request, response, { status: problem.status, body: `${problem.why}\n` });
      void listener(request, response);
    },
  };
}

/** The names under which the desk is served. In the sandbox those of this machine alone: a page elsewhere can point its name here. */
function hostsOf(settings: DeskSettings, { socket }: IncomingMessage): readonly string[] {
  if (settings.kind === 'slack') return [new URL(settings.origin).host];
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${socket.localPort}`);
}
