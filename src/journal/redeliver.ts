import { commitOfEffect } from '#domain/effect.ts';
import type { Performer } from '#journal/perform.ts';
import type { DeliveryQueue } from '#ports/delivery-queue.ts';
import type { Clock } from '#shared/clock.ts';

/** Puts a commit that was given up back into delivery, from the effect that failed. */
export function createRedeliver({
  store,
  clock,
}: {
  readonly store: Pick<DeliveryQueue, 'revive'>;
  readonly clock: Clock;
}): Performer<'redeliver'> {
  return async ({ effect }) => {
    const { experiment, version } = commitOfEffect(effect.effect);
    await store.revive(`${experiment}:${version}`, clock.now());
  };
}
