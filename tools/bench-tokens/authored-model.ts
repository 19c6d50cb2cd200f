import type { LanguageModel, ModelRequest } from '#ports/language-model.ts';

/** Characters that make a token, about, in English text and code; the same for every form. No vendor's tokenizer is installed. */
export const CHARACTERS_PER_TOKEN = 4;

function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** What the questions of one change cost. */
export interface TokenBill {
  readonly input: number;
  readonly output: number;
}

function inputOf({ instructions, input, schema, repair }: ModelRequest): number {
  return tokensOf(
    `${instructions}${input}${JSON.stringify(schema)}${repair?.answer ?? ''}${repair?.problems ?? ''}`,
  );
}

/** A model that reads the files at once and then answers as an author would; `bill` counts what it was asked and said. */
export function authoredModel(
  paths: readonly string[],
  answer: object,
): { readonly model: LanguageModel; readonly bill: () => TokenBill } {
  let bill: TokenBill = { input: 0, output: 0 };
  const reads = paths.map((path) => ({ tool: 'read_range', path, text: null, from: null, to: null }));
  const steps = Array.from({ length: Math.ceil(reads.length / 8) }, (_, at) =>
    reads.slice(at * 8, at * 8 + 8),
  );
  let step = 0;
  const next = (schemaName: string): object => {
    if (schemaName !== 'place-finder') return answer;
    const requests = steps[step] ?? [];
    step += 1;
    return { requests, done: step >= steps.length, reason: '' };
  };
  const complete: LanguageModel['complete'] = async (request) => {
    const text = JSON.stringify(next(request.schemaName));
    const [inputTokens, outputTokens] = [inputOf(request), tokensOf(text)];
    bill = { input: bill.input + inputTokens, output: bill.output + outputTokens };
    return {
      kind: 'answered',
      answer: { text, model: 'authored', inputTokens, outputTokens, costUsd: null, latencyMs: 0 },
    };
  };
  return { model: { complete }, bill: () => bill };
}

/** Tokens of an answer as it is written. */
export function answerTokens(answer: object): number {
  return tokensOf(JSON.stringify(answer));
}
