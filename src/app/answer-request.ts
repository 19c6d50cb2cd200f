import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasBody } from '#app/read-body.ts';
import type { RouteAnswer } from '#features/feature.ts';

/**
 * Answers a request, and closes its connection if it was refused or if a part of its body was not read: what else is on the way
 * is then not taken.
 */
export function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, contentType = 'text/plain; charset=utf-8' }: RouteAnswer,
): void {
  if ((status >= 400 && status < 500) || (hasBody(request) && !request.complete))
    response.shouldKeepAlive = false;
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
