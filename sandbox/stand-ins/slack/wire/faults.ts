/**
 * What goes wrong on demand. `ratelimited`, `http-500` and `timeout` do nothing and say so, or say
 * nothing; `done-but-no-answer` does the work and then drops the connection.
 */
export type FaultKind =
  | 'ratelimited'
  | 'http-500'
  | 'timeout'
  | 'done-but-no-answer'
  | { readonly error: string };

/** A fault to come: for one method (or `*`), so many times. */
export interface Fault {
  readonly method: string;
  readonly kind: FaultKind;
  /** How many calls fail; 1 where not given. */
  readonly times?: number;
  /** Seconds of `Retry-After`; 1 where not given. */
  readonly retryAfter?: number;
}

/** Faults that wait for their calls. */
export interface FaultPlan {
  readonly add: (fault: Fault) => void;
  /** The fault of this call, if one is due; it is then used up by one. */
  readonly take: (method: string) => Fault | undefined;
  readonly clear: () => void;
}

/** An empty plan of faults. */
export function faultPlan(): FaultPlan {
  let waiting: { readonly fault: Fault; readonly left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take: (method) => {
      const due = waiting.find(({ fault }) => fault.method === method || fault.method === '*');
      if (due === undefined) return undefined;
      waiting = waiting.flatMap((one) => {
        if (one !== due) return [one];
        return one.left > 1 ? [{ ...one, left: one.left - 1 }] : [];
      });
      return due.fault;
    },
    clear: () => {
      waiting = [];
    },
  };
}
