import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { BotConfig } from '#app/config.ts';
import type { HttpRoute } from '#app/http.ts';

/** How to bring the Slack side up and down. `start` returns the port of the HTTP side, or null where there is none. */
export interface SlackSide {
  readonly app: App;
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
  send: typeof fetch = fetch,
): SlackSide {
  const clientOptions = {
    fetch: send,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    ...(slack.apiUrl === null ? {} : { slackApiUrl: slack.apiUrl }),
  };
  const receiver = receiverOf(slack, routes);
  const app = new App({
    token: slack.botToken,
    receiver,
    clientOptions,
    // The token is tried when the bot starts listening, not while it is put together.
    tokenVerificationEnabled: false,
    logLevel: LogLevel.ERROR,
  });
  return {
    app,
    start: async () =>
      portOf(await app.start({ port: slack.port, host: slack.apiUrl === null ? '0.0.0.0' : '127.0.0.1' })),
    stop: async () => {
      await app.stop();
    },
  };
}

function receiverOf({ appToken, signingSecret, port }: BotConfig['slack'], customRoutes: HttpRoute[]) {
  if (appToken === null) {
    return new HTTPReceiver({ signingSecret, customRoutes, logLevel: LogLevel.ERROR });
  }
  return new SocketModeReceiver({
    appToken,
    customRoutes,
    installerOptions: { port },
    logLevel: LogLevel.ERROR,
  });
}

/** Bolt's receivers answer with the server they started, or with nothing of use. */
function portOf(server: unknown): number | null {
  if (typeof server !== 'object' || server === null || !('address' in server)) return null;
  const { address } = server;
  const found: unknown = typeof address === 'function' ? address.call(server) : null;
  if (typeof found !== 'object' || found === null || !('port' in found)) return null;
  return typeof found.port === 'number' ? found.port : null;
}
