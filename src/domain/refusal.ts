export type RefusalCode =
  | 'not-now'
  | 'already-done'
  | 'not-allowed'
  | 'requester'
  | 'editor'
  | 'owner'
  | 'stale'
  | 'needs-reason'
  | 'conflict'
  | 'policy'
  | 'not-merged'
  | 'too-late'
  | 'too-early'
  | 'unknown';

/** Why a command is refused: a code for machines, and for the person what happened, what it means and what to do. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** A refusal of this code if the condition does not hold, else null. */
export function unless(condition: boolean, code: RefusalCode, message: string): Refusal | null {
  return condition ? null : { code, message };
}
