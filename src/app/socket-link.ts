import { setTimeout as sleep } from 'node:timers/promises';
import { toAppTokenFault } from '#adapters/slack/app-token.ts';
import { slackFault } from '#adapters/slack/fault-kinds.ts';
import type { Probe } from '#ports/telemetry.ts';
import { type AppError, faultFields } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** How long one attempt may take until Slack greets the bot, in milliseconds. */
const PATIENCE = 20_000;
/** Waits before the next attempt, in milliseconds: the first loss is mostly Slack moving a socket. */
const WAITS = [100, 1_000, 5_000, 15_000, 30_000] as const;

const CLOSED = slackFault('unreachable', 'Slack closed the socket.');

/** The part of Slack's own client of sockets that a link uses. */
export interface SocketClient {
  /** Resolves when Slack has greeted the bot; rejects if it does not. */
  start(): Promise<unknown>;
  disconnect(): Promise<void>;
  once(event: 'disconnected', listener: () => void): unknown;
}

/** A socket to Slack that is opened again whenever it is lost. */
export interface SocketLink {
  /** Begins to connect, and goes on until `stop`; does not wait. */
  readonly start: () => void;
  readonly isUp: () => boolean;
  /** Throws the reason while there is no socket. */
  readonly probe: Probe;
  readonly stop: () => void;
}

/**
 * Keeps one socket open. Slack's client would do it by itself, but a lost network then ends the process by a promise that
 * nothing handles, and an attempt of its cannot be ended before hours are over; so `client` must not reconnect.
 */
export function createSocketLink(client: SocketClient, log: Logger): SocketLink {
  const stopping = new AbortController();
  let fault: AppError | null = slackFault('unreachable', 'Slack has not opened a socket yet.');
  const keepUp = async () => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      const problem = await attempt(client);
      if (stopping.signal.aborted) return;
      if (problem === null) {
        if (failures > 0) log.info('the socket to Slack is open again');
        [fault, failures] = [null, 0];
        await new Promise<void>((resolve) => client.once('disconnected', resolve));
      }
      fault = problem ?? CLOSED;
      if (problem !== null) tell(log, problem, failures);
      await sleep(WAITS[Math.min(failures, WAITS.length - 1)], undefined, stopping).catch(() => {});
      failures += 1;
    }
  };
  return {
    start: () => void keepUp(),
    isUp: () => fault === null,
    probe: async () => {
      if (fault !== null) throw fault;
    },
    stop: () => {
      stopping.abort();
      // Its end is not waited for: a far side that is gone answers nothing.
      client.disconnect().catch(() => {});
    },
  };
}

/** Tries once; null if Slack greeted the bot, else why not. */
async function attempt(client: SocketClient): Promise<AppError | null> {
  const late = new AbortController();
  const limit = sleep(PATIENCE, undefined, late).then(
    () => slackFault('unreachable', `Slack did not greet the bot within ${PATIENCE / 1_000} seconds.`),
    () => null,
  );
  const started = client.start().then(
    () => null,
    // Slack's client rejects with nothing if the socket was closed.
    (thrown: unknown) => (thrown === undefined ? CLOSED : toAppTokenFault(thrown)),
  );
  const problem = await Promise.race([started, limit]);
  late.abort();
  if (problem !== null) client.disconnect().catch(() => {});
  return problem;
}

/** The first failure, and then one that a person must mend each time, so that a log of a night stays short. */
function tell(log: Logger, fault: AppError, failures: number): void {
  if (!fault.retryable) log.error('Slack opens no socket', faultFields(fault));
  else if (failures <= 1) log.warn('Slack opens no socket; the bot tries again', faultFields(fault));
}
