import type { ErrorCode, EvaluationReason } from './evaluation.ts';
import type { LocalFlags } from './local-flags.ts';

/** What OpenFeature calls resolution details. */
interface Resolved<Value> {
  readonly value: Value;
  readonly variant?: string;
  readonly reason: EvaluationReason;
  readonly flagMetadata?: { readonly flag: string };
}

/** OpenFeature answers the default of the code then, with this code. */
class LocalFlagFault extends Error {
  readonly code: ErrorCode | 'TYPE_MISMATCH';

  constructor(code: LocalFlagFault['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Evaluates in this process for OpenFeature's server SDK for JavaScript: `OpenFeature.setProviderAndWait(createLocalProvider(flags))`. */
export function createLocalProvider(flags: LocalFlags) {
  async function resolve<Value>(key: string, fallback: Value, context: unknown): Promise<Resolved<Value>> {
    const got = flags.evaluate(key, context);
    if (got.kind === 'error') throw new LocalFlagFault(got.errorCode, got.errorDetails);
    const { value, variant, reason, flag } = got;
    if (typeof value !== typeof fallback)
      throw new LocalFlagFault('TYPE_MISMATCH', `The value of ${key} is a ${typeof value}.`);
    // Of one type: OpenFeature asks for nothing finer.
    return {
      ...{ value: value as Value, reason },
      ...(variant === null ? {} : { variant }),
      ...(flag === undefined ? {} : { flagMetadata: { flag } }),
    };
  }
  return {
    metadata: { name: 'Co-Pilot Flags (local)' },
    runsOn: 'server' as const,
    initialize: async () => void (await flags.refresh()),
    onClose: async () => flags.stop(),
    resolveBooleanEvaluation: resolve<boolean>,
    resolveStringEvaluation: resolve<string>,
    resolveNumberEvaluation: resolve<number>,
    resolveObjectEvaluation: resolve,
  };
}
