import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/clock.ts';
import { chainOf, START } from '#test/support/experiments.ts';
import type { Subject } from './store.ts';

const CARD = [{ kind: 'card' }] as const;

/** Reading a store out and filling another one with it. */
export function describeTransfer(subject: Subject): void {
  describe('transfer', () => {
    it('shows every entry with its delivery state', async () => {
      const { store } = subject();
      for (const commit of chainOf('gate', [CARD, [], CARD, CARD])) await store.append(commit);
      const claim = { worker: 'w', now: START + 9 * HOUR, leaseMs: HOUR, limit: 1 };
      await store.claimDue(claim);
      await store.giveUp('gate:1', 'w', 'github.refused');
      await store.claimDue(claim);
      const fresh = { next: 0, worker: null, leaseUntil: null, error: null };
      expect((await store.entries('gate')).map(({ id, delivery }) => ({ id, ...delivery }))).toEqual([
        {
          ...fresh,
          id: 'gate:1',
          state: 'buried',
          effects: 1,
          attempts: 1,
          dueAt: START,
          error: 'github.refused',
        },
        { ...fresh, id: 'gate:2', state: 'delivered', effects: 0, attempts: 0, dueAt: START + HOUR },
        {
          ...fresh,
          id: 'gate:3',
          state: 'pending',
          effects: 1,
          attempts: 1,
          dueAt: START + 2 * HOUR,
          worker: 'w',
          leaseUntil: START + 10 * HOUR,
        },
        { ...fresh, id: 'gate:4', state: 'pending', effects: 1, attempts: 0, dueAt: START + 3 * HOUR },
      ]);
      expect((await store.entries('gate')).map(({ delivery: _, ...record }) => record)).toEqual(
        await store.records('gate'),
      );
      expect(await store.entries('nothing')).toEqual([]);
    });

    it('restores an entry once, as it lay', async () => {
      const { store } = subject();
      const [commit] = chainOf('gate', [CARD]);
      if (commit === undefined) throw new Error('no chain');
      const delivery = {
        state: 'pending',
        next: 0,
        effects: 1,
        attempts: 3,
        worker: 'w',
        leaseUntil: START + 5,
        dueAt: START + 2,
        error: 'slack.unavailable',
      } as const;
      const entry = { id: commit.id, experiment: 'gate', version: 1, body: '{"as":"it lay"}', delivery };
      expect(await store.restore(entry)).toBe(true);
      expect(await store.restore({ ...entry, body: '{}' })).toBe(false);
      expect(await store.entries('gate')).toEqual([entry]);
      expect(await store.append(commit)).toBe('conflict');
      expect(await store.postpone('gate:1', 'w', START + 9, 'x')).toBe(true);
    });

    it('lists claims and people page by page, each once', async () => {
      const { store } = subject();
      expect(await store.claimsAfter(null, 9)).toEqual([]);
      const claims = ['a', 'b', 'b"', 'c'].flatMap((scope) =>
        ['1', '10', '2'].map((key, at) => ({ scope, key, at })),
      );
      for (const { scope, key, at } of claims) await store.claim(scope, key, at);
      for (const user of ['U3', 'U1', 'U2']) await store.pseudonymOf(user, `p-${user}`);
      const listed = [];
      for (let page = await store.claimsAfter(null, 5); page.length > 0; ) {
        listed.push(...page);
        page = await store.claimsAfter(page.at(-1) ?? null, 5);
      }
      expect(listed).toHaveLength(claims.length);
      expect(listed).toEqual(expect.arrayContaining(claims));
      expect(await store.peopleAfter(null, 2)).toEqual([
        { slackUser: 'U1', pseudonym: 'p-U1' },
        { slackUser: 'U2', pseudonym: 'p-U2' },
      ]);
      expect(await store.peopleAfter('U2', 2)).toEqual([{ slackUser: 'U3', pseudonym: 'p-U3' }]);
    });
  });
}
