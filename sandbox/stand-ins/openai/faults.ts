/**
 * What a model does wrong: `rubbish` answers with talk instead of JSON, `refuses` declines, `truncated` stops half-way, `timeout`
 * never answers, `invents` puts a figure of its own into its first text; `http-500`, `ratelimited` and `http-401` are the service's own failures.
 */
export type ModelFaultKind =
  | 'rubbish'
  | 'refuses'
  | 'invents'
  | 'timeout'
  | 'http-500'
  | 'http-401'
  | 'ratelimited'
  | 'truncated';

export interface ModelFault {
  readonly kind: ModelFaultKind;
  readonly times: number;
  /** Only questions of this prompt (`designer`, `place-finder` …); any without it. */
  readonly role?: string;
}

export interface ModelFaultPlan {
  add(fault: ModelFault): void;
  /** Uses up and names the fault of the next question; null if it is answered properly. */
  take(name: string): ModelFaultKind | null;
}

/** The faults still to come, in the order in which they were asked for. */
export function modelFaultPlan(): ModelFaultPlan {
  const pending: { fault: ModelFault; left: number }[] = [];
  return {
    add: (fault) => {
      pending.push({ fault, left: fault.times });
    },
    take: (name) => {
      const next = pending.find(({ fault, left }) => left > 0 && (fault.role ?? name) === name);
      if (next === undefined) return null;
      next.left -= 1;
      return next.fault.kind;
    },
  };
}
