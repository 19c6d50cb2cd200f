import { type Result, refused } from '#shared/result.ts';

export type RefusalCode =
  | 'not-now'
  | 'already-done'
  | 'not-allowed'
  | 'requester'
  | 'editor'
  | 'stale'
  | 'needs-reason'
  | 'conflict'
  | 'policy'
  | 'not-merged'
  | 'too-late'
  | 'too-early'
  | 'unknown';

/** Why a command was refused: a code for machines and one plain sentence for the person. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** Refuses with a code and a sentence that says what to do next. */
export function refuse(code: RefusalCode, message: string): Result<never, Refusal> {
  return refused({ code, message });
}
