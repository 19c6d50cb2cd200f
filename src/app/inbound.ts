import type { App } from '@slack/bolt';
import type { Job } from '#journal/jobs.ts';
import type { ClaimStore } from '#ports/store.ts';
import type { Telemetry } from '#ports/telemetry.ts';
import { type Clock, DAY, HOUR } from '#shared/clock.ts';

const SCOPE = 'inbound';
/** Slack gives up on a delivery within the hour; remembering it for two days is ample. */
const KEPT = 2 * DAY;

interface Needs {
  readonly store: ClaimStore;
  readonly clock: Clock;
}

/** The id that Slack gives a delivery: of the event, or of the act of a person. Null where there is none. */
export function deliveryId(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null;
  for (const name of ['event_id', 'trigger_id']) {
    const value: unknown = Reflect.get(body, name);
    if (typeof value === 'string' && value !== '') return `${name}:${value}`;
  }
  return null;
}

/**
 * Lets every delivery through once: Slack repeats events that were answered late, and a network repeats anything. A
 * repetition is acknowledged and goes no further, on whichever replica it arrives.
 */
export function onceOnly(
  app: App,
  { store, clock, telemetry }: Needs & { readonly telemetry: Telemetry },
): void {
  app.use(async (delivery) => {
    const id = deliveryId(delivery.body);
    const first = id === null || (await store.claim(SCOPE, id, clock.now()));
    telemetry.delivery(first ? 'first' : 'repeated');
    if (first) return delivery.next();
    const ack: unknown = Reflect.get(delivery, 'ack');
    if (typeof ack === 'function') await ack();
  });
}

/** Forgets deliveries that nobody will repeat any more. */
export function sweepInbound({ store, clock }: Needs): Job {
  return {
    name: 'sweep-inbound',
    everyMs: HOUR,
    backfill: false,
    run: async () => {
      await store.sweepClaims(SCOPE, clock.now() - KEPT, 10_000);
    },
  };
}
