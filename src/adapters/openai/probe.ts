import OpenAI from 'openai';
import type { Probe } from '#ports/telemetry.ts';
import { toModelFault } from './fault.ts';
import type { OpenAiOptions } from './model.ts';

/** Lists the models: the key works and the server answers. A server without that route answers 404, which is an answer. */
export function createOpenAiProbe({ apiKey, baseUrl }: Pick<OpenAiOptions, 'apiKey' | 'baseUrl'>): Probe {
  const client = new OpenAI({
    apiKey,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: 3_000,
    logLevel: 'off',
  });
  return async () => {
    try {
      await client.models.list();
    } catch (thrown) {
      if (!(thrown instanceof OpenAI.NotFoundError)) throw toModelFault(thrown, 'any', Date.now());
    }
  };
}
