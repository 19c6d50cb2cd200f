import { bucketOf } from './bucket-of.ts';
import type { ErrorCode, Evaluation, NotEvaluated } from './evaluation.ts';
import type { FlagDocument, Holdout } from './flag-document.ts';
import { type ReadFlag, readFlag } from './flag-reader.ts';
import { type PreparedFlag, prepareFlag } from './prepared-flag.ts';
import type { EvaluationContext } from './targeting.ts';

/** A document ready to be asked. */
export interface PreparedFlags {
  /** What a unit gets of one flag. Answers are shared: they must not be changed. Never throws. */
  readonly evaluate: (key: string, context: unknown) => Evaluation;
  /** Keys of the variants of a flag, the control first; none if it cannot be evaluated. */
  readonly variants: (key: string) => readonly string[];
  /** What a unit gets of every flag, in the order of the document. */
  readonly evaluateAll: (context: unknown) => readonly Evaluation[];
}

/** Prepares a document. A flag that cannot be read answers `PARSE_ERROR` and harms no other. */
export function prepareFlags({ flags, holdouts, aliases = [] }: FlagDocument): PreparedFlags {
  const read = flags.map(readFlag);
  const byKey = new Map(read.map((one) => [one.kind === 'flag' ? one.flag.key : one.key, one]));
  const preparedAs = (one: ReadFlag, key: string): PreparedFlag | NotEvaluated =>
    one.kind === 'flag' ? prepareFlag(one.flag, key) : failure(key, 'PARSE_ERROR', one.why);
  const prepared = new Map(Array.from(byKey, ([key, one]) => [key, preparedAs(one, key)] as const));
  for (const { key, flag } of aliases) {
    const one = byKey.get(flag);
    if (one !== undefined) prepared.set(key, preparedAs(one, key));
  }
  return {
    evaluate: (key, context) => {
      const flag = prepared.get(key);
      if (flag === undefined) return failure(key, 'FLAG_NOT_FOUND', `There is no flag ${key}.`);
      return answerOf(flag, context, (unit) => isHeldOut(holdouts, unit));
    },
    variants: (key) => {
      const flag = prepared.get(key);
      return flag === undefined || 'kind' in flag ? [] : flag.variants;
    },
    evaluateAll: (context) => {
      let held: boolean | null = null;
      const isHeld = (unit: string) => {
        held ??= isHeldOut(holdouts, unit);
        return held;
      };
      return Array.from(prepared.values(), (flag) => answerOf(flag, context, isHeld));
    },
  };
}

function answerOf(
  flag: PreparedFlag | NotEvaluated,
  context: unknown,
  isHeld: (unit: string) => boolean,
): Evaluation {
  if ('kind' in flag) return flag;
  if (!isContext(context)) return failure(flag.key, 'INVALID_CONTEXT', 'The context must be an object.');
  if (flag.always !== null) return flag.always;
  const unit = context['targetingKey'];
  if (unit === undefined || unit === null || unit === '')
    return failure(flag.key, 'TARGETING_KEY_MISSING', 'The context has no targetingKey.');
  if (typeof unit !== 'string') return failure(flag.key, 'INVALID_CONTEXT', 'targetingKey must be text.');
  return flag.isExperiment && isHeld(unit) ? flag.outside : flag.of(unit, context);
}

function isHeldOut(holdouts: readonly Holdout[], unit: string): boolean {
  return holdouts.some(({ key, share }) => bucketOf(key, unit) < share);
}

function isContext(given: unknown): given is EvaluationContext {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function failure(key: string, errorCode: ErrorCode, errorDetails: string): NotEvaluated {
  return { kind: 'error', key, errorCode, errorDetails };
}
