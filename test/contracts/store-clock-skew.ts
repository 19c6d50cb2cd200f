import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/clock.ts';
import { chainOf, START } from '#test/support/experiments.ts';
import type { Subject } from './store.ts';

const LEASE = 1_000;
const NOW = START + 10 * HOUR;
const LIMITS = { leaseUntil: NOW + HOUR, dueAt: NOW + 2 * HOUR };

/** What waits for a moment that is too far ahead, and how it is made due. */
export function describeClockSkew(subject: Subject): void {
  const ids = async (limits = LIMITS) =>
    (await subject().store.skewedWaits(limits)).map(({ id }) => id).sort();
  const seenOf = async (id: string) => {
    const seen = (await subject().store.skewedWaits(LIMITS)).find((one) => one.id === id);
    if (seen === undefined) throw new Error(`${id} is not far ahead`);
    return seen;
  };
  const fill = async (...keys: readonly string[]) => {
    for (const key of keys)
      for (const commit of chainOf(key, [[{ kind: 'card' }]])) await subject().store.append(commit);
  };
  const claim = (worker: string, now: number, limit = 9) =>
    subject().store.claimDue({ worker, now, leaseMs: LEASE, limit });

  describe('far ahead', () => {
    it('lists what is leased or postponed for longer, and nothing that is delivered or given up', async () => {
      const { store } = subject();
      await fill('leased', 'put-off', 'soon', 'delivered', 'given-up', 'waits');
      await claim('w', NOW);
      await store.release('nobody');
      await store.renew('leased:1', 'w', LIMITS.leaseUntil + 1);
      await store.postpone('put-off:1', 'w', LIMITS.dueAt + 1, 'slack.unavailable');
      await store.renew('soon:1', 'w', LIMITS.leaseUntil);
      await store.renew('delivered:1', 'w', NOW + DAY);
      await store.advance('delivered:1', 'w', 1, NOW + DAY);
      await store.renew('given-up:1', 'w', NOW + DAY);
      await store.giveUp('given-up:1', 'w', 'slack.refused');
      await store.postpone('waits:1', 'w', LIMITS.dueAt, 'slack.unavailable');
      expect(await ids()).toEqual(['leased:1', 'put-off:1']);
      expect(await seenOf('leased:1')).toEqual({
        ...{ id: 'leased:1', worker: 'w', leaseUntil: LIMITS.leaseUntil + 1, dueAt: START },
      });
      expect(await seenOf('put-off:1')).toEqual({
        ...{ id: 'put-off:1', worker: null, leaseUntil: null, dueAt: LIMITS.dueAt + 1 },
      });
    });

    it('makes due what was put off, as it lies', async () => {
      const { store } = subject();
      await fill('a');
      await claim('w', NOW);
      await store.postpone('a:1', 'w', NOW + DAY, 'slack.unavailable');
      expect(await claim('v', NOW)).toEqual([]);
      expect(await store.bringForward(await seenOf('a:1'), NOW)).toBe(true);
      expect(await store.nextDueAt()).toBe(NOW);
      expect(await claim('v', NOW)).toMatchObject([{ commit: { id: 'a:1' }, attempts: 2 }]);
    });

    it('ends a lease for good, with the attempt counted', async () => {
      const { store } = subject();
      await fill('a');
      await claim('ahead', NOW + DAY);
      expect(await claim('v', NOW)).toEqual([]);
      expect(await store.bringForward(await seenOf('a:1'), NOW)).toBe(true);
      expect(await store.renew('a:1', 'ahead', NOW + DAY)).toBe(false);
      expect(await store.advance('a:1', 'ahead', 1, NOW + DAY)).toBe(false);
      expect(await claim('v', NOW)).toMatchObject([{ commit: { id: 'a:1' }, attempts: 2 }]);
    });

    it('leaves alone what was touched since it was seen', async () => {
      const { store } = subject();
      await fill('a', 'b');
      await claim('ahead', NOW + DAY);
      const [renewed, delivered] = [await seenOf('a:1'), await seenOf('b:1')];
      await store.renew('a:1', 'ahead', NOW + DAY + 1);
      await store.advance('b:1', 'ahead', 1, NOW + DAY);
      expect(await store.bringForward(renewed, NOW)).toBe(false);
      expect(await store.bringForward(delivered, NOW)).toBe(false);
      expect(await store.renew('a:1', 'ahead', NOW + 1)).toBe(true);
      expect(await store.bringForward({ ...renewed, id: 'no:1' }, NOW)).toBe(false);
    });
  });
}
