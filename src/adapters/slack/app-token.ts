import { WebClient } from '@slack/web-api';
import type { Probe } from '#ports/telemetry.ts';
import type { AppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { clientOptionsOf, type SlackAddress } from './client.ts';
import { slackErrorClass } from './error-list.ts';
import { slackErrorName, toSlackError } from './errors.ts';
import { slackFault } from './fault-kinds.ts';

/** What the client throws when a socket is asked for; a fault of the token names the setting of the app-level one. */
export function toAppTokenFault(thrown: unknown): AppError {
  const name = slackErrorName(thrown);
  if (name === null || slackErrorClass(name) !== 'auth') return toSlackError(thrown);
  const message = `Slack does not take the app-level token (${name}). Set SLACK_APP_TOKEN to one with the scope connections:write (page "Basic Information" of the app), or leave it out for HTTP.`;
  return slackFault(name, message, { cause: thrown });
}

/** Asks for the address of a socket, which opens none: the app-level token works, and Socket Mode is on. */
export function createAppTokenProbe(
  address: SlackAddress,
  appToken: string,
  log: Logger,
  send?: typeof fetch,
): Probe {
  const client = new WebClient(appToken, clientOptionsOf(address, log, send));
  return async () => {
    try {
      await client.apps.connections.open({});
    } catch (thrown) {
      throw toAppTokenFault(thrown);
    }
  };
}
