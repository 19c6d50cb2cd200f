import { describe, expect, it } from 'vitest';
import type { Effect } from '#domain/effect.ts';
import type { Store } from '#ports/store.ts';
import { HOUR } from '#shared/clock.ts';
import { chainOf, START } from '#test/support/experiments.ts';
import type { Subject } from './store.ts';

const CARD: readonly Effect[] = [{ kind: 'card' }];
const TWO: readonly Effect[] = [{ kind: 'card' }, { kind: 'design' }];
const LEASE = 1_000;
/** Late enough for every commit of `chainOf` to be due. */
const NOW = START + 100 * HOUR;

async function fill(store: Store, key: string, effects: readonly (readonly Effect[])[]): Promise<void> {
  for (const commit of chainOf(key, effects)) await store.append(commit);
}

async function claimIds(store: Store, worker: string, now: number, limit = 10): Promise<readonly string[]> {
  const deliveries = await store.claimDue({ worker, now, leaseMs: LEASE, limit });
  return deliveries.map(({ commit, next, attempts }) => `${commit.id} next ${next} attempt ${attempts}`);
}

/** Who gets which commit, and when. */
export function describeClaiming(subject: Subject): void {
  describe('claiming', () => {
    it('gives the oldest undelivered commit of each experiment, once', async () => {
      const { store } = subject();
      await fill(store, 'a', [[], CARD, TWO]);
      await fill(store, 'b', [CARD]);
      await fill(store, 'c', [[]]);
      expect([...(await claimIds(store, 'w', NOW))].sort()).toEqual([
        'a:2 next 0 attempt 1',
        'b:1 next 0 attempt 1',
      ]);
      expect(await claimIds(store, 'w', NOW)).toEqual([]);
      expect(await claimIds(store, 'v', NOW)).toEqual([]);
    });

    it('gives the whole commit with its chain', async () => {
      const { store } = subject();
      await fill(store, 'a', [TWO]);
      const [delivery] = await store.claimDue({ worker: 'w', now: NOW, leaseMs: LEASE, limit: 1 });
      expect(delivery?.commit).toEqual(chainOf('a', [TWO])[0]);
    });

    it('gives a change of a flag before everything else', async () => {
      const { store } = subject();
      await fill(store, 'a', [CARD]);
      await fill(store, 'b', [[{ kind: 'flag', act: { act: 'hold' } }]]);
      expect(await claimIds(store, 'w', NOW, 1)).toEqual(['b:1 next 0 attempt 1']);
    });

    it('gives at most the limit', async () => {
      const { store } = subject();
      for (const key of ['a', 'b', 'c']) await fill(store, key, [CARD]);
      expect(await claimIds(store, 'w', NOW, 2)).toHaveLength(2);
      expect(await claimIds(store, 'w', NOW, 2)).toHaveLength(1);
    });

    it('buries what cannot be read, tells of it, and keeps nobody else waiting', async () => {
      const { store } = subject();
      const delivery = { state: 'pending', next: 0, effects: 1, attempts: 0, worker: null } as const;
      const damaged = { id: 'a:1', experiment: 'a', version: 1, body: '{"id":"a:1","exper' };
      await store.restore({
        ...damaged,
        delivery: { ...delivery, leaseUntil: null, dueAt: START, error: null },
      });
      for (const key of ['b', 'c']) await fill(store, key, [CARD]);
      const told: string[] = [];
      const claim = {
        worker: 'w',
        now: NOW,
        leaseMs: LEASE,
        limit: 10,
        onDamaged: (id: string) => told.push(id),
      };
      const found = await store.claimDue(claim);
      expect(found.map(({ commit }) => commit.id).sort()).toEqual(['b:1', 'c:1']);
      expect(told).toEqual(['a:1']);
      for (const { commit } of found) await store.advance(commit.id, 'w', 1, NOW);
      expect(await store.nextDueAt()).toBeNull();
      expect(await store.claimDue({ ...claim, now: NOW + HOUR })).toEqual([]);
      expect(told).toHaveLength(1);
    });

    it('gives nothing before it is due', async () => {
      const { store } = subject();
      await fill(store, 'a', [CARD]);
      expect(await claimIds(store, 'w', START - 1)).toEqual([]);
      expect(await store.nextDueAt()).toBe(START);
      expect(await claimIds(store, 'w', START)).toHaveLength(1);
      expect(await store.nextDueAt()).toBe(START + LEASE);
    });

    it('tells since when the oldest waits, whenever it is due next, and how many are given up', async () => {
      const { store } = subject();
      expect(await store.backlog()).toEqual({ oldestAt: null, givenUp: 0 });
      await fill(store, 'a', [[], CARD, CARD]);
      await fill(store, 'b', [[], [], CARD]);
      const waiting = (hours: number, givenUp = 0) => ({ oldestAt: START + hours * HOUR, givenUp });
      expect(await store.backlog()).toEqual(waiting(1));
      await claimIds(store, 'w', NOW);
      await store.postpone('a:2', 'w', NOW + HOUR, 'slack.unavailable');
      expect(await store.backlog()).toEqual(waiting(1));
      await claimIds(store, 'w', NOW + HOUR);
      await store.giveUp('a:2', 'w', 'slack.refused');
      expect(await store.backlog()).toEqual(waiting(2, 1));
      await store.revive('a:2', NOW + HOUR);
      expect(await store.backlog()).toEqual(waiting(1));
    });

    it('lets one of twenty racing workers have a commit', async () => {
      const { store } = subject();
      await fill(store, 'a', [CARD]);
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, index) => claimIds(store, `w${index}`, NOW)),
      );
      expect(claims.filter((claim) => claim.length > 0)).toEqual([['a:1 next 0 attempt 1']]);
    });

    it('lets workers on different connections share the work', async () => {
      const { store, connect } = subject();
      if (connect === null) return;
      const other = await connect();
      for (let index = 0; index < 8; index += 1) await fill(store, `e${index}`, [CARD]);
      const claims = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          claimIds(index % 2 === 0 ? store : other, `w${index}`, NOW, 1),
        ),
      );
      const ids = claims.flat();
      expect(new Set(ids).size).toBe(ids.length);
      await other.close();
    });

    it('gives a commit again when its lease has run out, and counts', async () => {
      const { store } = subject();
      await fill(store, 'a', [TWO]);
      await claimIds(store, 'w', NOW);
      expect(await claimIds(store, 'v', NOW + LEASE - 1)).toEqual([]);
      expect(await claimIds(store, 'v', NOW + LEASE)).toEqual(['a:1 next 0 attempt 2']);
    });

    it('keeps the order of one experiment', async () => {
      const { store } = subject();
      await fill(store, 'a', [CARD, CARD, CARD]);
      const order: string[] = [];
      for (let round = 0; round < 3; round += 1) {
        const [delivery, ...more] = await store.claimDue({ worker: 'w', now: NOW, leaseMs: LEASE, limit: 9 });
        expect(more).toEqual([]);
        if (delivery === undefined) throw new Error('nothing was due');
        order.push(delivery.commit.id);
        expect(await store.advance(delivery.commit.id, 'w', 1, NOW + LEASE)).toBe(true);
      }
      expect(order).toEqual(['a:1', 'a:2', 'a:3']);
      expect(await store.nextDueAt()).toBeNull();
    });

    it('hands leases back, and takes no attempt back with them', async () => {
      const { store } = subject();
      await fill(store, 'a', [CARD]);
      await fill(store, 'b', [CARD]);
      await claimIds(store, 'w', NOW, 1);
      await claimIds(store, 'v', NOW, 1);
      await store.release('w');
      expect(await claimIds(store, 'u', NOW)).toEqual(['a:1 next 0 attempt 2']);
      await store.release('nobody');
      expect(await claimIds(store, 'u', NOW)).toEqual([]);
    });
  });
}

/** What the holder of a lease may do, and what others may not. */
export function describeHolding(subject: Subject): void {
  describe('holding', () => {
    it('advances effect by effect; the claim that is held is the first attempt of the next', async () => {
      const { store } = subject();
      await fill(store, 'a', [TWO]);
      await claimIds(store, 'w', NOW);
      expect(await store.advance('a:1', 'w', 1, NOW + 2 * LEASE)).toBe(true);
      expect(await claimIds(store, 'v', NOW + 2 * LEASE - 1)).toEqual([]);
      expect(await claimIds(store, 'v', NOW + 2 * LEASE)).toEqual(['a:1 next 1 attempt 2']);
      expect(await store.advance('a:1', 'v', 2, NOW + 9 * LEASE)).toBe(true);
      expect(await claimIds(store, 'v', NOW + 99 * LEASE)).toEqual([]);
    });

    it('renews a lease', async () => {
      const { store } = subject();
      await fill(store, 'a', [CARD]);
      await claimIds(store, 'w', NOW);
      expect(await store.renew('a:1', 'w', NOW + 5 * LEASE)).toBe(true);
      expect(await claimIds(store, 'v', NOW + 5 * LEASE - 1)).toEqual([]);
      expect(await claimIds(store, 'v', NOW + 5 * LEASE)).toHaveLength(1);
    });

    it('postpones, with the attempt counted', async () => {
      const { store } = subject();
      await fill(store, 'a', [TWO, CARD]);
      await claimIds(store, 'w', NOW);
      expect(await store.postpone('a:1', 'w', NOW + 50, 'slack.unavailable')).toBe(true);
      expect(await store.nextDueAt()).toBe(NOW + 50);
      expect(await claimIds(store, 'w', NOW + 49)).toEqual([]);
      expect(await claimIds(store, 'w', NOW + 50)).toEqual(['a:1 next 0 attempt 2']);
    });

    it('defers what was not tried, with no attempt counted', async () => {
      const { store } = subject();
      await fill(store, 'a', [TWO, CARD]);
      await claimIds(store, 'w', NOW);
      expect(await store.defer('a:1', 'v', NOW)).toBe(false);
      expect(await store.defer('a:1', 'w', NOW + 50)).toBe(true);
      expect(await claimIds(store, 'w', NOW + 49)).toEqual([]);
      expect(await claimIds(store, 'w', NOW + 50)).toEqual(['a:1 next 0 attempt 1']);
      expect(await store.postpone('a:1', 'w', NOW + 60, 'slack.unreachable')).toBe(true);
      await claimIds(store, 'w', NOW + 60);
      expect(await store.defer('a:1', 'w', NOW + 70)).toBe(true);
      expect(await claimIds(store, 'w', NOW + 70)).toEqual(['a:1 next 0 attempt 2']);
    });

    it('refuses everything to a worker whose lease went to another', async () => {
      const { store } = subject();
      await fill(store, 'a', [TWO]);
      await claimIds(store, 'w', NOW);
      await claimIds(store, 'v', NOW + LEASE);
      expect(await store.advance('a:1', 'w', 1, NOW + 9 * LEASE)).toBe(false);
      expect(await store.renew('a:1', 'w', NOW + 9 * LEASE)).toBe(false);
      expect(await store.postpone('a:1', 'w', NOW, 'late')).toBe(false);
      expect(await store.giveUp('a:1', 'w', 'late')).toBe(false);
      await store.release('w');
      expect(await claimIds(store, 'u', NOW + 2 * LEASE)).toEqual(['a:1 next 0 attempt 3']);
    });

    it('refuses everything on what is delivered or was never there', async () => {
      const { store } = subject();
      await fill(store, 'a', [CARD]);
      await claimIds(store, 'w', NOW);
      expect(await store.advance('a:1', 'w', 1, NOW)).toBe(true);
      for (const id of ['a:1', 'a:2']) {
        expect(await store.advance(id, 'w', 1, NOW)).toBe(false);
        expect(await store.renew(id, 'w', NOW)).toBe(false);
        expect(await store.postpone(id, 'w', NOW, 'x')).toBe(false);
        expect(await store.giveUp(id, 'w', 'x')).toBe(false);
        expect(await store.revive(id, NOW)).toBe(false);
      }
    });

    it('buries one effect and goes on with later commits', async () => {
      const { store } = subject();
      await fill(store, 'a', [TWO, CARD]);
      await claimIds(store, 'w', NOW);
      await store.advance('a:1', 'w', 1, NOW + LEASE);
      expect(await store.giveUp('a:1', 'w', 'github.refused')).toBe(true);
      expect(await claimIds(store, 'w', NOW + 99 * LEASE)).toEqual(['a:2 next 0 attempt 1']);
    });

    it('revives from the effect that failed, once, and warns that it was tried before', async () => {
      const { store } = subject();
      await fill(store, 'a', [TWO]);
      await claimIds(store, 'w', NOW);
      await store.advance('a:1', 'w', 1, NOW + LEASE);
      await store.giveUp('a:1', 'w', 'github.refused');
      expect(await store.revive('a:1', NOW + 5)).toBe(true);
      expect(await store.revive('a:1', NOW + 9)).toBe(false);
      expect(await store.nextDueAt()).toBe(NOW + 5);
      expect(await claimIds(store, 'w', NOW + 5)).toEqual(['a:1 next 1 attempt 2']);
    });

    it('lets a revived commit wait for the later one that is under way', async () => {
      const { store } = subject();
      await fill(store, 'a', [CARD, CARD]);
      await claimIds(store, 'w', NOW);
      await store.giveUp('a:1', 'w', 'github.refused');
      expect(await claimIds(store, 'w', NOW)).toEqual(['a:2 next 0 attempt 1']);
      await store.revive('a:1', NOW);
      expect(await claimIds(store, 'v', NOW)).toEqual([]);
      expect(await store.nextDueAt()).toBe(NOW + LEASE);
      await store.advance('a:2', 'w', 1, NOW);
      expect(await claimIds(store, 'v', NOW)).toEqual(['a:1 next 0 attempt 2']);
    });
  });
}
