import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { startWire } from '#sandbox/stand-ins/http/wire.ts';

/** A moment at which a request is held. */
export interface Moment {
  readonly matches: (request: WireRequest) => boolean;
  /**
   * `undone`: the far side never hears of it. `done`: it is done there, but no answer comes back. A promise: the far
   * side hears of it when that resolves.
   */
  readonly hold: 'done' | 'undone' | Promise<void>;
}

/** Stands between the bot and a stand-in, and lets everything pass but one moment. */
export interface Gate {
  readonly url: string;
  /** Holds the next request that matches; resolves when it is held. */
  holdAt(moment: Moment): Promise<void>;
  close(): Promise<void>;
}

/** Opens a gate in front of an address. */
export async function startGate(upstream: string): Promise<Gate> {
  let waiting: { readonly moment: Moment; readonly reached: () => void } | null = null;
  const wire = await startWire({
    handle: async (request) => {
      if (waiting === null || !waiting.moment.matches(request)) return pass(upstream, request);
      const { moment, reached } = waiting;
      waiting = null;
      if (moment.hold === 'done') await pass(upstream, request);
      reached();
      if (moment.hold instanceof Promise) return moment.hold.then(() => pass(upstream, request));
      return new Promise<never>(() => {});
    },
  });
  return {
    url: wire.url,
    close: wire.close,
    holdAt: (moment) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting = { moment, reached: resolve };
      return promise;
    },
  };
}

const OWN = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'keep-alive'];

async function pass(upstream: string, request: WireRequest): Promise<WireAnswer> {
  const query = request.query.size === 0 ? '' : `?${request.query.toString()}`;
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !OWN.includes(name)));
  const isBare = request.method === 'GET' || request.method === 'HEAD';
  const answer = await fetch(`${upstream}${request.path}${query}`, {
    method: request.method,
    headers,
    ...(isBare ? {} : { body: request.body }),
  });
  const told = [...answer.headers].filter(([name]) => !OWN.includes(name) && name !== 'content-encoding');
  return {
    status: answer.status,
    headers: Object.fromEntries(told),
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
