import type { Exchange } from './wire.ts';

/** One line of the request log; `status` is null if no answer was given. Credentials are not kept. */
export interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly status: number | null;
}

/** Every exchange of a wire, oldest first; `observe` goes into the options of the wire. */
export interface RequestLog {
  readonly requests: readonly LoggedRequest[];
  observe(exchange: Exchange): void;
}

/** An empty log; `now` gives the time of its lines. */
export function createRequestLog(now: () => number): RequestLog {
  const requests: LoggedRequest[] = [];
  return {
    requests,
    observe: ({ request, outcome }) => {
      const { method, path, headers } = request;
      const body = headers['content-encoding'] === undefined ? request.body.toString('utf8') : '(compressed)';
      requests.push({
        at: now(),
        method,
        path,
        body,
        status: typeof outcome === 'string' ? null : outcome.status,
      });
    },
  };
}
