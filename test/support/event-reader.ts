import { type IncomingMessage, request } from 'node:http';
import { vi } from 'vitest';
import { PATIENT } from './patience.ts';

/** A stream of events that a browser reads. */
export interface EventReader {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** The ids of the events so far. */
  readonly ids: () => readonly number[];
  /** Waits until so many events have come. */
  readonly heard: (count: number) => Promise<void>;
  /** Waits until the server ends the stream. */
  readonly ended: () => Promise<void>;
  readonly close: () => void;
}

/** Reads events at a port of loopback with these headers. */
export function readEvents(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<EventReader> {
  return new Promise((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, path, headers, setHost: false }, (response) => {
      let text = '';
      let isOver = false;
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      for (const end of ['end', 'close', 'error'])
        response.on(end, () => {
          isOver = true;
        });
      const ids = () =>
        [...text.matchAll(/^id: (\d+)\nevent: changed\ndata: \{\}\n\n/gm)].map(([, id]) => Number(id));
      resolve({
        ...{ status: response.statusCode ?? 0, headers: response.headers, ids },
        heard: async (count) => void (await vi.waitUntil(() => ids().length >= count, PATIENT)),
        ended: async () => void (await vi.waitUntil(() => isOver, PATIENT)),
        close: () => sending.destroy(),
      });
    });
    sending.on('error', reject);
    sending.end();
  });
}
