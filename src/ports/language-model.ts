/** One structured call. `schema` is JSON Schema; texts from outside are already delimited inside `input`. */
export interface ModelRequest {
  readonly role: string;
  readonly instructions: string;
  readonly input: string;
  readonly schemaName: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** Tokens that the answer may have at most, what the model thinks before it included. */
  readonly mostOutputTokens: number;
  /** An earlier answer and what was wrong with it, for the one repair. */
  readonly repair: { readonly answer: string; readonly problems: string } | null;
}

/** What the model cost and said. `text` is meant to be JSON of the schema, and is not trusted to be. */
export interface ModelAnswer {
  readonly text: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
  readonly latencyMs: number;
}

/**
 * Expected outcomes of asking a model; an unreachable or slow service is thrown as a retryable `AppError`. `answer` is what was paid for,
 * also if it is of no use; null if the service stopped the question before the model saw it.
 */
export type ModelOutcome =
  | { readonly kind: 'answered'; readonly answer: ModelAnswer }
  | { readonly kind: 'declined'; readonly reason: string; readonly answer: ModelAnswer | null }
  | { readonly kind: 'truncated'; readonly answer: ModelAnswer };

export interface LanguageModel {
  complete(request: ModelRequest): Promise<ModelOutcome>;
}
