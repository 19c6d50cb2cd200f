import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyRoom } from '#app/body-room.ts';

/** How long, in milliseconds, a body may take from its first byte to its last: Slack waits three seconds for the answer. */
const PATIENCE = 5_000;

/** The body of a request, or the status to refuse it with. */
export type ReadBody =
  | { readonly kind: 'read'; readonly body: Buffer }
  | { readonly kind: 'refused'; readonly status: BodyRefusal };

/**
 * 400: the sender went away in the middle. 408: it took too long. 411: the head names no length. 413: the length is above the
 * limit. 503: other bodies needed the room.
 */
export type BodyRefusal = 400 | 408 | 411 | 413 | 503;

/** Whether a request says that bytes follow its head. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Why this head alone makes the body unfit to be read; null if it may be read. `limit` is in bytes. */
export function lengthProblem({ headers }: IncomingMessage, limit: number): BodyRefusal | null {
  const length = headers['content-length'];
  if (length === undefined || headers['transfer-encoding'] !== undefined) return 411;
  return Number(length) > limit ? 413 : null;
}

/**
 * Reads a body of at most `limit` bytes within `patience` milliseconds, if its head names such a length. The connection stays
 * open for the answer; the caller that refuses the request has to close it, because the rest of the body is not read.
 */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  { limit, room, patience = PATIENCE }: { limit: number; room: BodyRoom; patience?: number },
): Promise<ReadBody> {
  const problem = lengthProblem(request, limit);
  if (problem !== null) return Promise.resolve({ kind: 'refused', status: problem });
  return new Promise((resolve) => {
    const place = room.enter(Number(request.headers['content-length']), () => refuse(503));
    if (place === null) return resolve({ kind: 'refused', status: 503 });
    if (request.headers.expect !== undefined) response.writeContinue();
    const chunks: Buffer[] = [];
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      place.grow(chunk.length);
    };
    const settle = (found: ReadBody) => {
      clearTimeout(timer);
      place.leave();
      request.off('data', take);
      chunks.length = 0;
      resolve(found);
    };
    const refuse = (status: BodyRefusal) => {
      request.pause();
      settle({ kind: 'refused', status });
    };
    const timer = setTimeout(() => refuse(408), patience);
    request.on('data', take);
    request.once('end', () => settle({ kind: 'read', body: Buffer.concat(chunks) }));
    for (const event of ['error', 'close']) request.once(event, () => refuse(400));
  });
}
