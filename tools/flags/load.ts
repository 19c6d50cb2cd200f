import { Pool } from 'undici';
import { median, percentile } from '#tools/bench-load/figures.ts';

/** How fast a server was. */
export interface Loaded {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Requests to one server over so many connections, each with one request at a time. */
export interface LoadOn {
  readonly run: (requests: number) => Promise<Loaded>;
  readonly close: () => Promise<void>;
}

/** Opens a load on a server; request number n asks for the body that `bodyOf` gives. */
export function openLoad(
  { origin, path, headers, connections }: LoadTarget,
  bodyOf: (request: number) => string,
): LoadOn {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return {
    close: () => pool.close(),
    run: async (requests) => {
      const times: number[] = [];
      let next = 0;
      const worker = async () => {
        while (next < requests) {
          const body = bodyOf(next++);
          const start = performance.now();
          const answer = await pool.request({ method: 'POST', path, headers, body });
          const text = await answer.body.text();
          times.push(performance.now() - start);
          if (answer.statusCode !== 200) throw new Error(`${origin} answered ${answer.statusCode}: ${text}`);
        }
      };
      const start = performance.now();
      await Promise.all(Array.from({ length: connections }, worker));
      const seconds = (performance.now() - start) / 1_000;
      return { perSecond: requests / seconds, p50: median(times), p99: percentile(times, 0.99) };
    },
  };
}

interface LoadTarget {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
}
