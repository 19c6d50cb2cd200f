import { isUtf8 } from 'node:buffer';
import type { HttpBindings } from '@hono/node-server';

/**
 * The body of a request, whose length its head has limited, as text; what came of it if the connection ends before, and nothing if it is not
 * UTF-8: units of other letters would become one. It is read from Node's own request: a stream of the web costs more than the evaluation.
 */
export function readContext({ incoming, outgoing }: HttpBindings): Promise<string> {
  // The server leaves it to the reader to let the sender go on.
  if (incoming.headers.expect !== undefined) outgoing.writeContinue();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const settle = () => {
      const bytes = Buffer.concat(chunks);
      resolve(isUtf8(bytes) ? bytes.toString('utf8') : '');
    };
    incoming.on('data', (chunk: Buffer) => void chunks.push(chunk));
    incoming.once('end', settle);
    incoming.once('error', settle);
  });
}
