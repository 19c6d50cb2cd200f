/** US dollars per million tokens. */
export interface ModelPrice {
  readonly input: number;
  /** Input tokens that the service had in its cache; null if they cost the same. */
  readonly cachedInput: number | null;
  readonly output: number;
}

/** Prices by model id, from configuration. */
export type PriceTable = Readonly<Record<string, ModelPrice>>;

/** Tokens of one call; `cachedInputTokens` are part of `inputTokens`. */
export interface TokenUse {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
}

/**
 * The price of a model; null if none is configured. Services answer with a dated id (`gpt-6-luna-2026-10-01`): the longest configured id
 * that it begins with counts.
 */
export function priceOf(prices: PriceTable, model: string): ModelPrice | null {
  const [, price] =
    Object.entries(prices)
      .filter(([id]) => model === id || model.startsWith(`${id}-`))
      .sort(([a], [b]) => b.length - a.length)
      .at(0) ?? [];
  return price ?? null;
}

/** What a call cost in US dollars; null if no price is configured. */
export function costOf(prices: PriceTable, model: string, use: TokenUse): number | null {
  const price = priceOf(prices, model);
  if (price === null) return null;
  const fresh = use.inputTokens - use.cachedInputTokens;
  const cached = use.cachedInputTokens * (price.cachedInput ?? price.input);
  return (fresh * price.input + cached + use.outputTokens * price.output) / 1_000_000;
}
