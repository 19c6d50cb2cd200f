import type { RequestListener, Server } from 'node:http';
import { App, type Authorize, HTTPReceiver, type Receiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { clientOptionsOf } from '#adapters/slack/client.ts';
import { createClientLog } from '#adapters/slack/client-log.ts';
import { createSlackFetch } from '#adapters/slack/fetch.ts';
import { createIdentity, type SlackIdentity } from '#adapters/slack/identity.ts';
import type { BodyRoom } from '#app/body-room.ts';
import { closeServer, seeOff } from '#app/close-server.ts';
import type { BotConfig } from '#app/config.ts';
import { type Connections, createConnections } from '#app/connections.ts';
import { guardRequests } from '#app/guard-requests.ts';
import type { HttpRoute } from '#app/http.ts';
import { slackBodyCheck } from '#app/inbound-body.ts';
import { openServer, portOf } from '#app/open-server.ts';
import { routeListener } from '#app/serve-routes.ts';
import { createSocketLink, type SocketLink } from '#app/socket-link.ts';
import { createWeb } from '#app/web/create-web.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Probe } from '#ports/telemetry.ts';
import { systemClock } from '#shared/clock.ts';
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

/** What the Slack side needs besides its settings and routes. */
export interface SlackGround {
  readonly log: Logger;
  /** The memory that bodies share. */
  readonly room: BodyRoom;
  /** Carries every request to Slack and has to give up on what is not answered; the adapter's own if it is left out. */
  readonly send?: typeof fetch;
  /** For the desk; not served if it is left out. */
  readonly coPilot?: () => CoPilot;
}

/**
 * Real Bolt: Socket Mode with an app token, signed HTTP requests otherwise. The server is ours and not Bolt's, which takes connections and
 * bodies without a bound, and in Socket Mode ends the process at a request for `//`.
 */
export function createSlackSide(
  { slack, desk = null }: Pick<BotConfig, 'slack' | 'desk'>,
  routes: readonly HttpRoute[],
  ground: SlackGround,
): SlackSide {
  const { log, room, coPilot } = ground;
  const clientOptions = clientOptionsOf(slack, log, ground.send);
  const client = new webApi.WebClient(slack.botToken, clientOptions);
  const identity = createIdentity(client);
  const connections = createConnections();
  const web =
    desk === null || coPilot === undefined
      ? null
      : createWeb({
          ...{ settings: desk, coPilot, identity, log, room, clock: systemClock, trust: connections.trust },
          send: ground.send ?? createSlackFetch(),
        });
  const plain = routeListener(routes);
  const others = web === null ? plain : web.before(plain);
  const { receiver, listener, link } = receiving(slack, others, { ...ground, connections }, clientOptions);
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
  let server: Server | null = null;
  return {
    ...{ app, identity },
    probes: link === null ? {} : { 'slack-socket': link.probe },
    isReachable: link?.isUp ?? (() => server !== null),
    start: async () => {
      const host = slack.apiUrl === null ? '0.0.0.0' : '127.0.0.1';
      server = await openServer(listener, { host, port: slack.port, setting: 'PORT' }, connections);
      link?.start();
      return portOf(server);
    },
    stop: async () => {
      link?.stop();
      web?.stop();
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

/** How Slack's deliveries come in, and what the server beside answers. Over HTTP there is no link. */
interface Receiving {
  readonly receiver: Receiver;
  readonly listener: RequestListener;
  readonly link: SocketLink | null;
}

function receiving(
  { apiUrl, appToken, signingSecret }: BotConfig['slack'],
  others: RequestListener,
  { log, room, connections }: SlackGround & { readonly connections: Connections },
  clientOptions: webApi.WebClientOptions,
): Receiving {
  const logger = createClientLog(log);
  if (appToken === null) {
    // The guard checks signatures, with Bolt's own function.
    const receiver = new HTTPReceiver({ signingSecret, signatureVerification: false, logger });
    const isBody = slackBodyCheck(apiUrl);
    const listener = guardRequests(
      { slack: receiver.requestListener, others },
      { signingSecret, log, isBody, room, connections },
    );
    return { receiver, listener, link: null };
  }
  // The link opens sockets anew; Slack's client would do it in a way that no stop can end.
  const receiver = new SocketModeReceiver({
    ...{ appToken, logger, autoReconnectEnabled: false },
    installerOptions: { clientOptions },
  });
  return { receiver, listener: others, link: createSocketLink(receiver.client, log) };
}
