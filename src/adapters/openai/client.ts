import OpenAI from 'openai';
import { Agent } from 'undici';
import { withBoundedAnswers } from '#shared/bounded-fetch.ts';

const OPENAI_URL = 'https://api.openai.com/v1';

/** The platform's client gives up after 300 seconds without headers, whatever the SDK was told; so its limits are ours. One pool of connections for all. */
const UNLIMITED = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

/** A server, and how long an answer of it may take in milliseconds. */
export interface OpenAiServer {
  readonly apiKey: string;
  /** OpenAI's own if it is left out. */
  readonly baseUrl?: string;
  readonly timeoutMs: number;
  readonly fetch?: typeof fetch;
}

/** The SDK for a server that speaks OpenAI's API: it retries nothing, and takes nothing out of the environment. */
export function createOpenAiClient({
  apiKey,
  baseUrl,
  timeoutMs,
  fetch: send = fetch,
}: OpenAiServer): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? OPENAI_URL,
    // Null keeps the SDK from reading these out of the environment: configuration comes in here only.
    organization: null,
    project: null,
    timeout: timeoutMs,
    maxRetries: 0,
    logLevel: 'off',
    fetchOptions: { dispatcher: UNLIMITED },
    // A slow model may take longer than other answers.
    fetch: withBoundedAnswers(send, { milliseconds: timeoutMs }),
  });
}
