import OpenAI from 'openai';
import type { Probe } from '#ports/telemetry.ts';
import { AppError } from '#shared/errors.ts';
import { createOpenAiClient } from './client.ts';
import { toModelFault } from './fault.ts';
import type { OpenAiOptions } from './model.ts';

/** How long the head of an answer may take, and then its body, in milliseconds. */
const TIME = 3_000;

type Server = Pick<OpenAiOptions, 'apiKey' | 'baseUrl'>;

/** Lists the models: the key works and the server answers. A server without that route answers 404, which is an answer. */
export function createOpenAiProbe(server: Server): Probe {
  return async () => {
    await listModels(server);
  };
}

/** Ids of the models on the first page of the server's list; null if it has no such list. Throws as the model does. */
export async function listModels(server: Server): Promise<readonly string[] | null> {
  const client = createOpenAiClient({ ...server, timeoutMs: TIME });
  try {
    const { data } = await client.models.list();
    // Servers are many, and some answer a list of their own shape.
    return Array.isArray(data) ? data.map(({ id }) => id) : [];
  } catch (thrown) {
    if (thrown instanceof OpenAI.NotFoundError) return null;
    if (thrown instanceof AppError) throw thrown;
    throw toModelFault(thrown, 'any', Date.now());
  }
}
