import type { IncomingMessage } from 'node:http';

/** The body of a request, or why there is none. */
export type ReadBody =
  | { readonly kind: 'read'; readonly body: Buffer }
  /** More bytes than the limit; the rest is let go by unread. */
  | { readonly kind: 'too-large' }
  /** The sender went away in the middle. */
  | { readonly kind: 'broken-off' };

/** Reads a body of at most `limit` bytes. Unlike a loop over the stream it leaves the connection open for the answer. */
export function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve({ kind: 'too-large' });
      }
    });
    request.on('end', () => resolve({ kind: 'read', body: Buffer.concat(chunks) }));
    request.on('error', () => resolve({ kind: 'broken-off' }));
    request.on('close', () => resolve({ kind: 'broken-off' }));
  });
}
