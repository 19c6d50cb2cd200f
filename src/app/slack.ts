import type { Server } from 'node:http';
import { App, type Authorize, HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { acknowledgeInTime } from '#app/acknowledge.ts';
import { createBoltLog } from '#app/bolt-log.ts';
import type { BotConfig } from '#app/config.ts';
import { guardRequests } from '#app/guard-requests.ts';
import type { HttpRoute } from '#app/http.ts';
import { serveRoutes } from '#app/serve-routes.ts';
import type { Logger } from '#shared/logger.ts';

/** How to bring the Slack side up and down. `start` returns the port of the HTTP side, or null where there is none. */
export interface SlackSide {
  readonly app: App;
  /** Calls Slack in the bot's own name. */
  readonly client: webApi.WebClient;
  readonly start: () => Promise<number | null>;
  readonly stop: () => Promise<void>;
}

/**
 * Real Bolt: Socket Mode with an app token, signed HTTP requests otherwise. The client does not retry by itself: what
 * must get through is an effect, and the worker retries those.
 */
export function createSlackSide(
  { slack }: Pick<BotConfig, 'slack'>,
  routes: HttpRoute[],
  log: Logger,
  send: typeof fetch = fetch,
): SlackSide {
  const clientOptions = {
    fetch: send,
    logger: createBoltLog(log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    ...(slack.apiUrl === null ? {} : { slackApiUrl: slack.apiUrl }),
  };
  const client = new webApi.WebClient(slack.botToken, clientOptions);
  const app = new App({
    authorize: authorizeOnce(client, slack.botToken),
    receiver: receiverOf(slack, routes, log),
    clientOptions,
    logger: createBoltLog(log),
  });
  // Without a token of its own it could not serve deliveries that name no team.
  app.client = client;
  acknowledgeInTime(app, log);
  return {
    app,
    client,
    ...(slack.appToken === null ? overHttp(app, slack) : overSocket(app, slack, routes)),
  };
}

function overHttp(app: App, { apiUrl, port }: BotConfig['slack']): Pick<SlackSide, 'start' | 'stop'> {
  return {
    start: async () => portOf(await app.start({ port, host: apiUrl === null ? '0.0.0.0' : '127.0.0.1' })),
    stop: async () => {
      await app.stop();
    },
  };
}

/** The routes are served beside the socket, on the same port as over HTTP. */
function overSocket(
  app: App,
  { port }: BotConfig['slack'],
  routes: readonly HttpRoute[],
): Pick<SlackSide, 'start' | 'stop'> {
  let server: Server | null = null;
  return {
    start: async () => {
      server = await serveRoutes(routes, port);
      await app.start();
      return null;
    },
    stop: async () => {
      server?.close();
      await app.stop();
    },
  };
}

/**
 * Who the bot is, asked once and in the background. Given a token alone, Bolt asks Slack at every delivery and lets it
 * wait for the answer, which may take longer than Slack itself waits.
 */
function authorizeOnce(client: webApi.WebClient, botToken: string): Authorize<boolean> {
  let identity: { readonly botId?: string; readonly botUserId?: string } | null = null;
  const ask = async () => {
    const { bot_id: botId, user_id: botUserId } = await client.auth.test();
    return { ...(botId === undefined ? {} : { botId }), ...(botUserId === undefined ? {} : { botUserId }) };
  };
  return async () => {
    if (identity === null) {
      identity = {};
      void ask().then(
        (found) => {
          identity = found;
        },
        () => {
          identity = null;
        },
      );
    }
    return { botToken, ...identity };
  };
}

function receiverOf({ appToken, signingSecret }: BotConfig['slack'], customRoutes: HttpRoute[], log: Logger) {
  const logger = createBoltLog(log);
  if (appToken === null) {
    const receiver = new HTTPReceiver({ signingSecret, customRoutes, logger });
    receiver.requestListener = guardRequests(receiver.requestListener, { signingSecret, log });
    return receiver;
  }
  return new SocketModeReceiver({ appToken, logger });
}

/** Bolt's receivers answer with the server they started, or with nothing of use. */
function portOf(server: unknown): number | null {
  if (typeof server !== 'object' || server === null || !('address' in server)) return null;
  const { address } = server;
  const found: unknown = typeof address === 'function' ? address.call(server) : null;
  if (typeof found !== 'object' || found === null || !('port' in found)) return null;
  return typeof found.port === 'number' ? found.port : null;
}
