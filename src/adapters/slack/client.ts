import { WebClient } from '@slack/web-api';
import type { Logger } from '#shared/logger.ts';
import { createClientLog } from './client-log.ts';
import { createSlackFetch } from './fetch.ts';

/** How Slack is called. */
export interface SlackAddress {
  readonly botToken: string;
  /** Of the sandbox; null for the real Slack. */
  readonly apiUrl: string | null;
}

/**
 * Options of every client of Slack. A client does not retry by itself: what must get through is an effect, and the worker
 * retries those. `send` has to give up on what is not answered.
 */
export function clientOptionsOf(
  { apiUrl }: SlackAddress,
  log: Logger,
  send: typeof fetch = createSlackFetch(),
) {
  return {
    fetch: send,
    logger: createClientLog(log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  };
}

/** Calls Slack in the bot's own name. */
export function createSlackClient(address: SlackAddress, log: Logger, send?: typeof fetch): WebClient {
  return new WebClient(address.botToken, clientOptionsOf(address, log, send));
}
