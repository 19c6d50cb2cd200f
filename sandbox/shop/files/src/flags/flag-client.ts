import type { Events } from '../events/events.ts';

/** The variants that the code knows, and the one that counts when the flag service cannot say. */
export interface FlagQuestion<Variant extends string> {
  readonly variants: readonly Variant[];
  readonly fallback: Variant;
}

/** Tells which variant of an experiment a unit is in. */
export interface FlagClient {
  /**
   * The unit's variant. The fallback, and no exposure, when the service is slow, fails or answers something unknown;
   * otherwise the exposure is sent before this resolves, once per unit and variant.
   */
  variant<Variant extends string>(
    flagKey: string,
    unit: string,
    question: FlagQuestion<Variant>,
  ): Promise<Variant>;
}

export interface FlagClientOptions {
  /** Address of the flag service, without a slash at the end. */
  readonly host: string;
  readonly token: string;
  readonly events: Events;
  /** Nobody waits longer than this for a flag. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** What a flag service may answer; anything else counts as no answer. */
function variantIn(answer: unknown, flagKey: string): unknown {
  if (answer === null || typeof answer !== 'object' || !('flags' in answer)) return null;
  const flags: unknown = answer.flags;
  if (flags === null || typeof flags !== 'object') return null;
  const flag: unknown = new Map<string, unknown>(Object.entries(flags)).get(flagKey);
  return flag !== null && typeof flag === 'object' && 'variant' in flag ? flag.variant : null;
}

/** A reader for a service that speaks PostHog's flag protocol. */
export function createFlagClient(options: FlagClientOptions): FlagClient {
  const { host, token, events, timeoutMs = 300, fetch: ask = fetch } = options;
  const exposed = new Set<string>();

  async function answerFor(flagKey: string, unit: string): Promise<unknown> {
    const body = JSON.stringify({ api_key: token, distinct_id: unit, flag_keys_to_evaluate: [flagKey] });
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await ask(`${host}/flags/?v=2`, { method: 'POST', headers, body, signal });
    return response.ok ? variantIn(await response.json(), flagKey) : null;
  }

  return {
    variant: async (flagKey, unit, { variants, fallback }) => {
      const answer = await answerFor(flagKey, unit).catch(() => null);
      const variant = variants.find((known) => known === answer);
      if (variant === undefined) return fallback;
      const exposure = JSON.stringify([flagKey, unit, variant]);
      if (exposed.has(exposure)) return variant;
      exposed.add(exposure);
      const properties = { $feature_flag: flagKey, $feature_flag_response: variant };
      await events.track(unit, '$feature_flag_called', properties);
      return variant;
    },
  };
}
