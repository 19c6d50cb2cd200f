import type { Server } from 'node:http';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { type Slack, startSlack } from '#sandbox/slack/start-slack.ts';

export const signingSecret = 'a-signing-secret-of-the-sandbox';
export const botToken = 'xoxb-sandbox';

/** A clock that stands still until it is moved. */
export interface HandClock {
  readonly now: () => number;
  readonly pass: (ms: number) => void;
}

/** A clock that begins on 1 September 2026. */
export function handClock(): HandClock {
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

/** Starts Slack and a Bolt app on loopback; `register` puts the listeners on the app. */
export async function startSetting(register: (app: Setting['app']) => void): Promise<Setting> {
  const clock = handClock();
  const slack = await startSlack({
    now: clock.now,
    signingSecret,
    botToken,
    workspace: {
      users: [{ name: 'ada' }, { name: 'grace', isAdmin: true }, { name: 'linus' }],
      channels: [
        { name: 'growth' },
        { name: 'elsewhere', hasBot: false },
        { name: 'secret', isPrivate: true, members: ['ada'], hasBot: false },
        { name: 'old', isArchived: true },
      ],
      userGroups: [{ handle: 'approvers', members: ['grace'] }],
    },
  });
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const app = new App({
    token: botToken,
    receiver,
    logLevel: LogLevel.ERROR,
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

function addressOf(server: unknown): string {
  const address = isServer(server) ? server.address() : null;
  if (address === null || typeof address === 'string') throw new Error('the app listens on no port');
  return `http://127.0.0.1:${address.port}`;
}

function isServer(value: unknown): value is Server {
  return typeof value === 'object' && value !== null && 'address' in value;
}
