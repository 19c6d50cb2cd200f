import { setTimeout } from 'node:timers/promises';
import type { SlackIdentity } from '#adapters/slack/identity.ts';
import { tellSender } from '#app/acknowledge.ts';
import type { InboundLayer } from '#app/layers.ts';
import { type Sender, senderOf } from '#app/sender.ts';
import type { Telemetry } from '#ports/telemetry.ts';
import { type Clock, HOUR } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** How long a delivery waits to learn which workspace is ours, in milliseconds: less than the answer may take. */
const PATIENCE = 1_500;
/** A foreign workspace can send as much as it likes, so it gets one line of the log in this time. */
const QUIET = HOUR;
const FOREIGN =
  'This bot serves another Slack workspace. Nothing was done here. An admin can run a bot of your own.';
const UNKNOWN =
  'Slack does not tell me yet which workspace I serve, so I take nothing from any. Nothing was done. Try again in a minute.';
/** The name under which a delivery's context says that its person is external. */
const SENDER = 'sender';

interface Needs {
  readonly identity: () => Promise<SlackIdentity>;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds; `PATIENCE` if left out. */
  readonly patience?: number;
}

/**
 * Serves our own workspace alone: a signature proves that Slack sends a delivery, not for whom. What another workspace sends is
 * refused before anything is read or written, and counted; so is all, as long as Slack does not say which workspace is ours.
 */
export function withOwnWorkspace(needs: Needs): InboundLayer {
  const note = noteForeign(needs);
  return {
    middleware: async (delivery) => {
      const own = await known(needs);
      if (own === null) {
        needs.telemetry.delivery('unknown');
        return tellSender(delivery, UNKNOWN);
      }
      const sender = senderOf(delivery.body, own);
      if (sender === 'foreign') {
        needs.telemetry.delivery('foreign');
        note();
        return tellSender(delivery, FOREIGN);
      }
      delivery.context[SENDER] = sender;
      return delivery.next();
    },
  };
}

/** Whether the person of a delivery belongs to our workspace; without a word of the layer they do not. */
export function isExternal(context: Readonly<Record<string, unknown>>): boolean {
  return context[SENDER] !== ('own' satisfies Sender);
}

/** Who the bot is; null if Slack does not say so in time. */
async function known({ identity, log, patience = PATIENCE }: Needs): Promise<SlackIdentity | null> {
  const stop = new AbortController();
  const late = setTimeout(patience, null, { signal: stop.signal }).catch(() => null);
  try {
    return await Promise.race([identity(), late]);
  } catch (thrown) {
    log.warn('slack did not say which workspace is ours', { code: toAppError(thrown).code });
    return null;
  } finally {
    stop.abort();
  }
}

function noteForeign({ clock, log }: Needs): () => void {
  let count = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  return () => {
    count += 1;
    if (clock.now() - toldAt < QUIET) return;
    toldAt = clock.now();
    log.warn('deliveries of another workspace were refused', { count });
    count = 0;
  };
}
