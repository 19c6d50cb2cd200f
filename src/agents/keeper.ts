import type { Redaction } from '#agents/redaction.ts';
import type { ModelOutcome, ModelRequest } from '#ports/language-model.ts';

/** One call of a model as it is kept: what was sent, and what came back, without private text. */
export interface RunRecord {
  readonly request: ModelRequest;
  readonly outcome: ModelOutcome;
}

/** Keeps the calls of one piece of work, so that it can be replayed without a model. */
export interface Keeper {
  /** The hash under which the call is kept; null if it cannot be. Never throws: an answer that was paid for is used in any case. */
  readonly keep: (record: RunRecord) => Promise<string | null>;
}

/** How long runs are kept, and how much of them. */
export interface RunsKept {
  /** Days; 0 keeps none. */
  readonly days: number;
  /** Bytes of all of them together, as packed. */
  readonly bytes: number;
}

export const RUNS_KEPT: RunsKept = { days: 90, bytes: 500_000_000 };

/**
 * The call as it may be kept. The request went out without private text; a model can have made some up, so that its words are looked
 * through as those of a source file, which reads as before if there is none.
 */
export function recordOf(
  request: ModelRequest,
  outcome: ModelOutcome,
  { redact }: Pick<Redaction, 'redact'>,
): RunRecord {
  const { answer } = outcome;
  const clean = answer === null ? null : { ...answer, text: redact(answer.text, 'code') };
  if (outcome.kind === 'declined')
    return { request, outcome: { kind: 'declined', reason: redact(outcome.reason, 'code'), answer: clean } };
  return clean === null ? { request, outcome } : { request, outcome: { ...outcome, answer: clean } };
}
