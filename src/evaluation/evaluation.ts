import type { FlagValue } from './flag-document.ts';

/**
 * Why a unit gets a value, as OpenFeature names it.
 * - `STATIC`: every unit gets this.
 * - `TARGETING_MATCH`: a rule names the variant.
 * - `SPLIT`: its bucket decides.
 * - `DISABLED`: the flag is off.
 * - `DEFAULT`: it is not let in, so it gets what there is without the experiment.
 */
export type EvaluationReason = 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | 'DISABLED' | 'DEFAULT';

export interface Evaluated {
  readonly kind: 'value';
  readonly key: string;
  readonly value: FlagValue;
  /** Key of the variant; null if the unit takes no part, and then no exposure is to be recorded. */
  readonly variant: string | null;
  readonly reason: EvaluationReason;
  /** Key of the flag whose variant it is, for the exposure; left out if that is the key that was asked. */
  readonly flag?: string;
}

/**
 * What OpenFeature calls an error: code then uses its own default.
 * - `PARSE_ERROR`: the flag or the request cannot be read.
 * - `TARGETING_KEY_MISSING`: the unit has no id, and the answer depends on it.
 * - `INVALID_CONTEXT`: the context is no object, or the id no text.
 * - `PROVIDER_NOT_READY`: a local evaluator has no document, or none that is young enough.
 */
export type ErrorCode =
  | 'FLAG_NOT_FOUND'
  | 'PARSE_ERROR'
  | 'TARGETING_KEY_MISSING'
  | 'INVALID_CONTEXT'
  | 'PROVIDER_NOT_READY';

export interface NotEvaluated {
  readonly kind: 'error';
  readonly key: string;
  readonly errorCode: ErrorCode;
  readonly errorDetails: string;
}

export type Evaluation = Evaluated | NotEvaluated;
