import { setTimeout } from 'node:timers/promises';
import { answerGiven } from '#app/acknowledge.ts';
import { deliveryId } from '#app/delivery-id.ts';
import { SUBCOMMANDS } from '#app/features.ts';
import type { InboundLayer } from '#app/layers.ts';
import type { Job } from '#journal/jobs.ts';
import type { ClaimStore } from '#ports/claim-store.ts';
import type { Telemetry } from '#ports/telemetry.ts';
import { type Clock, DAY, HOUR } from '#shared/clock.ts';
import { AppError, ownFault } from '#shared/errors.ts';
import type { FaultCode } from '#shared/fault-codes.ts';

const SCOPE = 'inbound';
/** Deliveries that came to their end; those that did not were cut off by a crash, or are still at work. */
const DEALT_WITH = 'inbound-done';
/** A repetition looks this often, every so many milliseconds, whether the first has been dealt with. */
const LOOKS = 6;
const LOOK_EVERY = 250;
/** Slack gives up on a delivery within the hour; remembering it for two days is ample. */
const KEPT = 2 * DAY;
/** What came of a command stood in the first answer, which may have got lost. */
const REPEATED = {
  response_type: 'ephemeral',
  text: 'This reached me twice and was dealt with once. If you saw no answer, `/experiment list` shows how things stand.',
};

interface Needs {
  readonly store: ClaimStore;
  readonly clock: Clock;
}

/**
 * Lets every delivery through once: Slack repeats events that were answered late, and a network repeats anything. A
 * repetition goes no further, on whichever replica it arrives, and is acknowledged when the first has been dealt with.
 * If that does not happen, a crash may have cut it off, and throwing tells the person so. The same holds if the
 * first was a form that stayed open: the acknowledgement of its repetition would close it, as if it had been taken.
 * A command that only reads goes through, repeated or not, while the store can be read and not written.
 */
export function withOnceOnly({
  store,
  clock,
  telemetry,
}: Needs & { readonly telemetry: Telemetry }): InboundLayer {
  const middleware: InboundLayer['middleware'] = async (delivery) => {
    const id = deliveryId(delivery.body);
    const claim = (scope: string, key: string) =>
      store.claim(scope, key, clock.now()).catch((thrown: unknown) => {
        if (readsOnly(delivery.body) && writesFail(thrown)) return true;
        throw thrown;
      });
    const first = id === null || (await claim(SCOPE, id));
    telemetry.delivery(first ? 'first' : 'repeated');
    if (first) {
      await delivery.next();
      const stayedOpen = isFormError(answerGiven(delivery.context));
      if (id !== null && !stayedOpen) await claim(DEALT_WITH, id);
      return;
    }
    // Slack was answered before, and no person sees what becomes of an event.
    if ('event' in delivery.body) return;
    await untilDealtWith(store, id);
    const ack: unknown = Reflect.get(delivery, 'ack');
    if (typeof ack === 'function') await ack('command' in delivery.body ? REPEATED : undefined);
  };
  return { middleware };
}

/** Faults of a store that may be read nevertheless. */
const UNWRITABLE: readonly FaultCode[] = ['store.busy', 'store.disk', 'store.full', 'store.read-only'];

function writesFail(thrown: unknown): boolean {
  return thrown instanceof AppError && UNWRITABLE.includes(thrown.code);
}

/** Whether a delivery is a command that changes nothing. A text that begins like one and is an idea only opens a form. */
function readsOnly(body: object): boolean {
  const text: unknown = 'command' in body && 'text' in body ? body.text : null;
  const [word] = typeof text === 'string' ? text.trim().toLowerCase().split(/\s+/) : [];
  return SUBCOMMANDS.some((one) => one.word === word && one.changesNothing === true);
}

function isFormError(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'response_action' in answer;
}

/** Waits until a delivery has been dealt with, here or on another replica. Throws if that takes too long. */
async function untilDealtWith(store: ClaimStore, id: string): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (await store.isClaimed(DEALT_WITH, id)) return;
    await setTimeout(LOOK_EVERY);
  }
  throw ownFault('inbound.interrupted', 'The first of these deliveries was not dealt with.');
}

/** Forgets deliveries that Slack will not repeat any more. */
export function sweepInbound({ store, clock }: Needs): Job {
  return {
    name: 'sweep-inbound',
    everyMs: HOUR,
    backfill: false,
    run: async () => {
      for (const scope of [SCOPE, DEALT_WITH]) await store.sweepClaims(scope, clock.now() - KEPT, 10_000);
    },
  };
}
