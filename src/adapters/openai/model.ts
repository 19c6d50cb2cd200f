import { APIError } from 'openai';
import { z } from 'zod';
import type { LanguageModel, ModelAnswer, ModelOutcome, ModelRequest } from '#ports/language-model.ts';
import { type Clock, systemClock } from '#shared/clock.ts';
import { AppError } from '#shared/errors.ts';
import { createOpenAiClient } from './client.ts';
import { type Dialect, firstDialect, nextDialect } from './dialect.ts';
import { toModelFault } from './fault.ts';
import { modelFault } from './fault-kinds.ts';
import { formatFor, messagesFor, type Structured } from './messages.ts';
import { costOf, type PriceTable } from './prices.ts';

export interface OpenAiOptions {
  readonly apiKey: string;
  /** Of any server that speaks `chat/completions`; OpenAI's own without it. */
  readonly baseUrl?: string;
  readonly model: string;
  /** The models of roles that have one of their own, by role; every other role asks `model`. */
  readonly models?: Readonly<Record<string, string>>;
  readonly prices?: PriceTable;
  readonly timeoutMs: number;
  readonly structured: Structured;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
}

/** The text of an answer, which some servers send as a list of parts; parts that are no text are passed over. */
const Content = z.union([
  z.string(),
  z
    .array(z.object({ text: z.string().nullish() }))
    .transform((parts) => parts.map(({ text }) => text ?? '').join('')),
]);

/** What we read of a completion. Other servers leave out much that OpenAI's types promise. */
const Completion = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: Content.nullish(), refusal: z.string().nullish() }),
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

function outcomeOf(
  raw: unknown,
  options: Pick<OpenAiOptions, 'model' | 'prices'>,
  latencyMs: number,
): ModelOutcome {
  const parsed = Completion.safeParse(raw);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || choice === undefined) {
    throw modelFault('garbled', 'The model service answered with something that is not a completion.', {
      cause: parsed.error,
    });
  }
  const { message, finish_reason: reason } = choice;
  const answer = answerOf(parsed.data, message.content ?? message.refusal ?? '', options, latencyMs);
  if (message.refusal) return { kind: 'declined', reason: message.refusal, answer };
  if (reason === 'content_filter')
    return { kind: 'declined', reason: 'the service filtered the answer', answer };
  return reason === 'length' ? { kind: 'truncated', answer } : { kind: 'answered', answer };
}

function answerOf(
  { usage, model: named }: z.infer<typeof Completion>,
  text: string,
  options: Pick<OpenAiOptions, 'model' | 'prices'>,
  latencyMs: number,
): ModelAnswer {
  const use = {
    inputTokens: usage?.prompt_tokens ?? 0,
    cachedInputTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
    outputTokens: usage?.completion_tokens ?? 0,
  };
  const model = named ?? options.model;
  // Without usage a cost of zero would be a lie.
  const costUsd = usage == null ? null : costOf(options.prices ?? {}, model, use);
  return { text, model, inputTokens: use.inputTokens, outputTokens: use.outputTokens, costUsd, latencyMs };
}

/**
 * A language model behind OpenAI's `chat/completions`, at OpenAI or any server that speaks it. A refusal or a cut-off answer
 * is a value; timeouts, 429 and 5xx are thrown as retryable faults, a wrong key or model as faults that name the setting. Retrying is the
 * caller's: only what the server does not take of the form of a question (the cap of the answer, bounds of strings) is put right at once.
 */
export function createOpenAiModel(options: OpenAiOptions): LanguageModel {
  const { structured, clock = systemClock, models = {} } = options;
  const modelOf = ({ role }: ModelRequest) => models[role] ?? options.model;
  const client = createOpenAiClient(options);
  let known = firstDialect(options.baseUrl === undefined);
  const ask = (request: ModelRequest, { cap, isCapped, hasBounds }: Dialect): Promise<unknown> =>
    client.chat.completions.create({
      model: modelOf(request),
      messages: messagesFor(request, structured),
      ...formatFor(request, structured, hasBounds),
      ...(isCapped ? { [cap]: request.mostOutputTokens } : {}),
    });
  const askFitting = async (request: ModelRequest): Promise<unknown> => {
    for (let dialect = known; ; ) {
      try {
        const raw = await ask(request, dialect);
        // The cap is left out for the one question that is too long beside it.
        known = { ...dialect, isCapped: true };
        return raw;
      } catch (thrown) {
        const next = thrown instanceof APIError ? nextDialect(dialect, thrown) : null;
        if (next === null) throw thrown;
        dialect = next;
      }
    }
  };
  return {
    complete: async (request: ModelRequest) => {
      const startedAt = clock.now();
      try {
        const raw = throwSaid(await askFitting(request));
        return outcomeOf(raw, { ...options, model: modelOf(request) }, clock.now() - startedAt);
      } catch (thrown) {
        if (thrown instanceof AppError) throw thrown;
        // Azure and its kin say 400 if their filter stops a prompt; that is an answer, not a fault.
        if (thrown instanceof APIError && thrown.code === 'content_filter') {
          return { kind: 'declined', reason: 'the service filtered the question', answer: null };
        }
        throw toModelFault(thrown, modelOf(request), clock.now());
      }
    },
  };
}

const Said = z.object({
  error: z.object({ code: z.union([z.string(), z.number()]).nullish(), message: z.string().nullish() }),
});

/** Some routers answer 200 with the fault of the server behind them in the body. */
function throwSaid(raw: unknown): unknown {
  const said = Said.safeParse(raw).data?.error;
  if (said === undefined) return raw;
  const status = Number(said.code);
  throw APIError.generate(
    status >= 400 && status < 600 ? status : 502,
    { error: said },
    undefined,
    new Headers(),
  );
}
