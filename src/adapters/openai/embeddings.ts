import { z } from 'zod';
import type { Embeddings } from '#ports/embeddings.ts';
import { AppError } from '#shared/errors.ts';
import { createOpenAiClient } from './client.ts';
import { toModelFault } from './fault.ts';
import { modelFault } from './fault-kinds.ts';

/** A search waits for it, so it may not take as long as an answer in words. Milliseconds. */
const TIME = 5_000;

export interface EmbeddingsOptions {
  readonly apiKey: string;
  /** Of any server that speaks `embeddings`; OpenAI's own without it. */
  readonly baseUrl?: string;
  readonly model: string;
  readonly fetch?: typeof fetch;
}

/** What we read of an answer: vectors come back with the place of their text. */
const Answer = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()).min(1) })),
});

/** An embeddings model behind OpenAI's `embeddings`, at OpenAI or any server that speaks it. Trying again is the caller's. */
export function createOpenAiEmbeddings(options: EmbeddingsOptions): Embeddings {
  const { model } = options;
  const client = createOpenAiClient({ ...options, timeoutMs: TIME });
  return {
    model,
    embed: async (texts) => {
      try {
        // Not every server knows the shorter form in base64.
        const raw = await client.embeddings.create({ model, input: [...texts], encoding_format: 'float' });
        return vectorsOf(raw, texts.length);
      } catch (thrown) {
        if (thrown instanceof AppError) throw thrown;
        throw toModelFault(thrown, model, Date.now());
      }
    },
  };
}

function vectorsOf(raw: unknown, count: number): readonly Float32Array[] {
  const read = Answer.safeParse(raw);
  const sorted = (read.data?.data ?? []).toSorted((a, b) => a.index - b.index);
  const length = sorted[0]?.embedding.length;
  const fits =
    sorted.length === count &&
    sorted.every(({ index, embedding }, at) => index === at && embedding.length === length);
  if (!fits)
    throw modelFault(
      'garbled',
      'The embeddings service answered with something that is no list of vectors, one for each text.',
    );
  return sorted.map(({ embedding }) => Float32Array.from(embedding));
}
