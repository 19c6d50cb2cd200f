import OpenAI, { APIError } from 'openai';
import { z } from 'zod';
import type { LanguageModel, ModelOutcome, ModelRequest } from '#ports/language-model.ts';
import { withBoundedAnswers } from '#shared/bounded-fetch.ts';
import { type Clock, systemClock } from '#shared/clock.ts';
import { AppError } from '#shared/errors.ts';
import { toModelFault } from './fault.ts';
import { modelFault } from './fault-kinds.ts';
import { formatFor, messagesFor, type Structured } from './messages.ts';
import { costOf, type PriceTable } from './prices.ts';

export interface OpenAiOptions {
  readonly apiKey: string;
  /** Of any server that speaks `chat/completions`; OpenAI's own without it. */
  readonly baseUrl?: string;
  readonly model: string;
  readonly prices?: PriceTable;
  readonly timeoutMs: number;
  readonly structured: Structured;
  /** Retries inside one call; the journal's worker retries the whole act besides. Default 1. */
  readonly maxRetries?: number;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
}

const OPENAI_URL = 'https://api.openai.com/v1';

/** What we read of a completion. Other servers leave out much that OpenAI's types promise. */
const Completion = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.number().nullish(),
      completion_tokens: z.number().nullish(),
      prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
    })
    .nullish(),
});

function outcomeOf(raw: unknown, options: OpenAiOptions, latencyMs: number): ModelOutcome {
  const parsed = Completion.safeParse(raw);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || choice === undefined) {
    throw modelFault('garbled', 'The model service answered with something that is not a completion.', {
      cause: parsed.error,
    });
  }
  const { message, finish_reason: reason } = choice;
  if (message.refusal != null) return { kind: 'declined', reason: message.refusal };
  if (reason === 'content_filter') return { kind: 'declined', reason: 'the service filtered the answer' };
  if (reason === 'length') return { kind: 'truncated' };
  const { usage } = parsed.data;
  const use = {
    inputTokens: usage?.prompt_tokens ?? 0,
    cachedInputTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
    outputTokens: usage?.completion_tokens ?? 0,
  };
  const model = parsed.data.model ?? options.model;
  // Without usage a cost of zero would be a lie.
  const costUsd = usage == null ? null : costOf(options.prices ?? {}, model, use);
  const { inputTokens, outputTokens } = use;
  return {
    kind: 'answered',
    answer: { text: message.content ?? '', model, inputTokens, outputTokens, costUsd, latencyMs },
  };
}

/**
 * A language model behind OpenAI's `chat/completions`, at OpenAI or any server that speaks it. A refusal or a cut-off answer
 * is a value; timeouts, 429 and 5xx are thrown as retryable faults, a wrong key or model as faults that name the setting.
 */
export function createOpenAiModel(options: OpenAiOptions): LanguageModel {
  const { model, structured, clock = systemClock } = options;
  const client = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl ?? OPENAI_URL,
    // Null keeps the SDK from reading these out of the environment: configuration comes in here only.
    organization: null,
    project: null,
    timeout: options.timeoutMs,
    maxRetries: options.maxRetries ?? 1,
    logLevel: 'off',
    // A slow model may take longer than other answers.
    fetch: withBoundedAnswers(options.fetch ?? fetch, { milliseconds: options.timeoutMs }),
  });
  return {
    complete: async (request: ModelRequest) => {
      const startedAt = clock.now();
      try {
        const raw: unknown = await client.chat.completions.create({
          model,
          messages: messagesFor(request, structured),
          ...formatFor(request, structured),
        });
        return outcomeOf(raw, options, clock.now() - startedAt);
      } catch (thrown) {
        if (thrown instanceof AppError) throw thrown;
        // Azure and its kin say 400 if their filter stops a prompt; that is an answer, not a fault.
        if (thrown instanceof APIError && thrown.code === 'content_filter') {
          return { kind: 'declined', reason: 'the service filtered the question' };
        }
        throw toModelFault(thrown, model, clock.now());
      }
    },
  };
}
