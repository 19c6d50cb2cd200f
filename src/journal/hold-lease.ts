import type { DeliveryQueue } from '#ports/delivery-queue.ts';
import type { Clock } from '#shared/clock.ts';
import { ownFault, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

export interface Lease {
  readonly store: Pick<DeliveryQueue, 'renew'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly worker: string;
  readonly leaseMs: number;
}

/**
 * Renews the lease on commit `id` three times per lease while `work` runs, so that a model call of minutes keeps it.
 * A renewal that fails is only logged: the end of the work checks the lease again. Work that the far side would do
 * twice calls `confirm` right before: it throws `lease.lost` if the lease ran out during a pause.
 */
export async function holdLease<Value>(
  lease: Lease,
  id: string,
  work: (confirm: () => Promise<void>) => Promise<Value>,
): Promise<Value> {
  const { store, clock, log, worker, leaseMs } = lease;
  const renew = async () => {
    try {
      const held = await store.renew(id, worker, clock.now() + leaseMs);
      if (!held) log.warn('a lease was lost while its effect ran', { commit: id, worker });
    } catch (thrown) {
      log.warn('a lease could not be renewed', { commit: id, worker, code: toAppError(thrown).code });
    }
  };
  const confirm = async () => {
    for (let until = 0; clock.now() >= until; ) {
      // Again if a pause lasted longer than the lease that was just written.
      until = clock.now() + leaseMs;
      if (await store.renew(id, worker, until)) continue;
      throw ownFault('lease.lost', 'Another worker performs this effect now.');
    }
  };
  const timer = setInterval(() => void renew(), Math.max(1, Math.floor(leaseMs / 3)));
  try {
    return await work(confirm);
  } finally {
    clearInterval(timer);
  }
}
