import { Server } from 'node:http';
import { App, type Authorize, HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { clientOptionsOf } from '#adapters/slack/client.ts';
import { createClientLog } from '#adapters/slack/client-log.ts';
import { createIdentity, type SlackIdentity } from '#adapters/slack/identity.ts';
import { closeServer, seeOff } from '#app/close-server.ts';
import type { BotConfig } from '#app/config.ts';
import { guardRequests } from '#app/guard-requests.ts';
import type { HttpRoute } from '#app/http.ts';
import { slackBodyCheck } from '#app/inbound-body.ts';
import { routeListener, serveRoutes } from '#app/serve-routes.ts';
import { createSocketLink } from '#app/socket-link.ts';
import type { Probe } from '#ports/telemetry.ts';
import { ownFault } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** How to bring the Slack side up and down. */
export interface SlackSide {
  readonly app: App;
  /** Listens, and begins to connect in Socket Mode; returns the port of the HTTP side. Waits for no far side. */
  readonly start: () => Promise<number | null>;
  readonly stop: () => Promise<void>;
  /** Who the bot is, asked of Slack once. Throws Slack's fault. */
  readonly identity: () => Promise<SlackIdentity>;
  /** Whether Slack can reach the bot, as far as the bot knows. */
  readonly isReachable: () => boolean;
  /** Throws while there is no socket; empty over HTTP. */
  readonly probes: Readonly<Record<string, Probe>>;
}

type Connection = Omit<SlackSide, 'app' | 'identity'>;

/**
 * Real Bolt: Socket Mode with an app token, signed HTTP requests otherwise. `send` carries every request to Slack and has to
 * give up on what is not answered; the adapter's own if it is left out.
 */
export function createSlackSide(
  { slack }: Pick<BotConfig, 'slack'>,
  routes: readonly HttpRoute[],
  log: Logger,
  send?: typeof fetch,
): SlackSide {
  const clientOptions = clientOptionsOf(slack, log, send);
  const client = new webApi.WebClient(slack.botToken, clientOptions);
  const identity = createIdentity(client);
  const receiver = receiverOf(slack, routes, log, clientOptions);
  const app = new App({
    authorize: authorizeAtOnce(identity, slack.botToken),
    receiver,
    clientOptions,
    // Nothing is kept of a conversation but in the journal.
    convoStore: false,
    logger: createClientLog(log),
  });
  // Without a token of its own it could not serve deliveries that name no team.
  app.client = client;
  return {
    ...{ app, identity },
    ...(receiver instanceof SocketModeReceiver
      ? overSocket(receiver, slack, routes, log)
      : overHttp(app, slack)),
  };
}

function overHttp(app: App, { apiUrl, port }: BotConfig['slack']): Connection {
  let server: Server | null = null;
  return {
    isReachable: () => server !== null,
    probes: {},
    start: async () => {
      const started: unknown = await app
        .start({ port, host: apiUrl === null ? '0.0.0.0' : '127.0.0.1' })
        .catch(sayPortTaken(port));
      // Bolt's type says anything; its HTTP receiver answers with the server that it started.
      server = started instanceof Server ? started : null;
      return server === null ? null : portOf(server);
    },
    stop: async () => {
      if (server === null) return;
      const closed = Promise.resolve(app.stop()).then(() => {});
      await seeOff(server, closed);
    },
  };
}

/** The routes are served beside the socket, on the same port as over HTTP. */
function overSocket(
  receiver: SocketModeReceiver,
  { port }: BotConfig['slack'],
  routes: readonly HttpRoute[],
  log: Logger,
): Connection {
  let server: Server | null = null;
  const link = createSocketLink(receiver.client, log);
  return {
    isReachable: link.isUp,
    probes: { 'slack-socket': link.probe },
    start: async () => {
      server = await serveRoutes(routes, port).catch(sayPortTaken(port));
      link.start();
      return portOf(server);
    },
    stop: async () => {
      link.stop();
      if (server !== null) await seeOff(server, closeServer(server));
    },
  };
}

/**
 * Who the bot is, asked in the background. Given a token alone, Bolt asks Slack at every delivery and lets it wait for the answer,
 * which may take longer than Slack itself waits.
 */
function authorizeAtOnce(identity: SlackSide['identity'], botToken: string): Authorize<boolean> {
  let known: { readonly botId?: string; readonly botUserId?: string } = {};
  return async () => {
    void identity().then(
      ({ botId, botUserId }) => {
        known = { ...(botId === null ? {} : { botId }), ...(botUserId === null ? {} : { botUserId }) };
      },
      () => {},
    );
    return { botToken, ...known };
  };
}

function receiverOf(
  { apiUrl, appToken, signingSecret }: BotConfig['slack'],
  routes: readonly HttpRoute[],
  log: Logger,
  clientOptions: webApi.WebClientOptions,
) {
  const logger = createClientLog(log);
  if (appToken === null) {
    // The guard checks signatures, with Bolt's own function.
    const receiver = new HTTPReceiver({ signingSecret, signatureVerification: false, logger });
    const behind = { slack: receiver.requestListener, others: routeListener(routes) };
    receiver.requestListener = guardRequests(behind, {
      ...{ signingSecret, log },
      isBody: slackBodyCheck(apiUrl),
    });
    return receiver;
  }
  // The link opens sockets anew; Slack's client would do it in a way that no stop can end.
  return new SocketModeReceiver({
    ...{ appToken, logger, autoReconnectEnabled: false },
    installerOptions: { clientOptions },
  });
}

/** Names the setting if another program listens on the port; throws everything else as it is. */
function sayPortTaken(port: number): (thrown: unknown) => never {
  return (thrown) => {
    const isTaken = thrown instanceof Error && Reflect.get(thrown, 'code') === 'EADDRINUSE';
    if (!isTaken) throw thrown;
    const message = `PORT: another program listens on port ${port}. End it, or set PORT to a free one.`;
    throw ownFault('config.port-taken', message, { cause: thrown });
  };
}

function portOf(server: Server): number | null {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : null;
}
