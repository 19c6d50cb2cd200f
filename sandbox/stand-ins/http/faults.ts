import type { WireAnswer } from './messages.ts';

/**
 * What goes wrong on the wire:
 * - `http-401` … `http-500`: that status; nothing was done
 * - `ratelimited`: 429 with `retry-after`; nothing was done
 * - `timeout`: the request is taken and never answered; nothing was done
 * - `unreachable`: the connection is cut before anything was done
 * - `done-but-no-answer`: the act is done, then the connection is cut
 * - `empty`: 200 with `{}`; `garbled`: 200 with a page instead of JSON
 * - `answer`: this answer, in the vendor's own words; nothing was done
 */
export type FaultKind =
  | 'http-401'
  | 'http-403'
  | 'http-404'
  | 'http-409'
  | 'http-422'
  | 'http-500'
  | 'ratelimited'
  | 'timeout'
  | 'unreachable'
  | 'done-but-no-answer'
  | 'empty'
  | 'garbled'
  | { readonly answer: WireAnswer };

/** Fails the next `times` requests that match (1 if not given), after letting `skip` of them pass. */
export interface Fault {
  readonly kind: FaultKind;
  readonly times?: number;
  /** Part of the path, or a pattern over it; every path without it. */
  readonly path?: string | RegExp;
  readonly method?: string;
  readonly skip?: number;
  /** Seconds of `retry-after` of a `ratelimited`; 7 if not given. */
  readonly retryAfter?: number;
}

/** The faults that are still to come, in the order in which they were asked for. */
export interface FaultPlan {
  add(fault: Fault): void;
  /** Uses up and gives the fault of this request; null if it passes. */
  take(method: string, path: string): Fault | null;
  clear(): void;
}

/** An empty plan. */
export function createFaultPlan(): FaultPlan {
  const pending: { fault: Fault; skip: number; left: number }[] = [];
  return {
    add: (fault) => pending.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 }),
    clear: () => pending.splice(0),
    take: (method, path) => {
      for (const entry of pending) {
        if (entry.left <= 0 || !matches(entry.fault, method, path)) continue;
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        entry.left -= 1;
        return entry.fault;
      }
      return null;
    },
  };
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === 'string' ? path.includes(fault.path) : fault.path.test(path);
}
