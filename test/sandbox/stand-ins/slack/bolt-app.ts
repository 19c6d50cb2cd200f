import type { Server } from 'node:http';
import { App, HTTPReceiver, type Logger, LogLevel } from '@slack/bolt';
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import type { Workspace } from '#sandbox/stand-ins/slack/workspace.ts';

export const signingSecret = 'a-signing-secret-of-the-sandbox';
export const botToken = 'xoxb-sandbox';

/** A clock that stands still until it is moved. */
export interface HandClock {
  readonly now: () => number;
  readonly pass: (ms: number) => void;
}

/** A clock that begins on 1 September 2026. */
function handClock(): HandClock {
  let time = Date.UTC(2026, 8, 1, 9);
  return {
    now: () => time,
    pass: (ms) => {
      time += ms;
    },
  };
}

/** Slack, a real Bolt app that talks to it, and the clock of the workspace. */
export interface Setting {
  readonly slack: Slack;
  readonly app: App;
  readonly clock: HandClock;
  readonly close: () => Promise<void>;
}

/** A small workspace: three people, a channel with the bot and others without. */
export const workspace: Workspace = {
  users: [{ name: 'ada' }, { name: 'grace', isAdmin: true }, { name: 'linus' }],
  channels: [
    { name: 'growth' },
    { name: 'elsewhere', hasBot: false },
    { name: 'secret', isPrivate: true, members: ['ada'], hasBot: false },
    { name: 'old', isArchived: true },
  ],
  userGroups: [{ handle: 'approvers', members: ['grace'] }],
  scopes: [
    'channels:read',
    'groups:read',
    'files:write',
    'files:read',
    'usergroups:read',
    'users:read',
    'dnd:read',
  ],
};

/** Slack without a bot, and a real client that holds its token. */
export async function startSlackAlone(retries = 0): Promise<{
  readonly slack: Slack;
  readonly clock: HandClock;
  readonly client: WebClient;
}> {
  const clock = handClock();
  const slack = await startSlack({ now: clock.now, signingSecret, botToken, workspace });
  return { slack, clock, client: clientOf(slack, botToken, retries) };
}

/** A real client for a stand-in. */
export function clientOf(slack: Pick<Slack, 'apiUrl'>, token: string, retries = 0): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    logLevel: LogLevel.ERROR,
    logger: silent,
    retryConfig: { retries, minTimeout: 1, maxTimeout: 2 },
  });
}

/** The error code with which Slack refused a call; fails where it did not. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof WebAPIPlatformError) return error.data.error;
  throw new Error(`not a refusal: ${String(error)}`);
}

/** Starts Slack and a Bolt app on loopback; `register` puts the listeners on the app. */
export async function startSetting(register: (app: App) => void): Promise<Setting> {
  const { slack, clock } = await startSlackAlone();
  const receiver = new HTTPReceiver({ signingSecret, logger: silent });
  const app = new App({
    token: botToken,
    receiver,
    logger: silent,
    // Bolt would call auth.test at once, and a test that ends sooner would leave it hanging.
    tokenVerificationEnabled: false,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 2 } },
  });
  register(app);
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  slack.connectBot(`${addressOf(server)}/slack/events`);
  return {
    slack,
    app,
    clock,
    close: async () => {
      await app.stop();
      await slack.close();
    },
  };
}

/** Refused signatures are expected here; Bolt's warnings of them would only hide real ones. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

function addressOf(server: unknown): string {
  const address = isServer(server) ? server.address() : null;
  if (address === null || typeof address === 'string') throw new Error('the app listens on no port');
  return `http://127.0.0.1:${address.port}`;
}

function isServer(value: unknown): value is Server {
  return typeof value === 'object' && value !== null && 'address' in value;
}
