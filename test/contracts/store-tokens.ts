import { describe, expect, it } from 'vitest';
import type { KeptAnswer } from '#ports/answer-store.ts';
import type { Subject } from './store.ts';

const REQUEST: Omit<KeptAnswer, 'answer'> = {
  ...{ id: 'a1', token: 't1', request: 'hash-1', at: 1_000, work: 'first' },
};

/** When tokens of the API were used. */
export function describeTokens(subject: Subject): void {
  describe('uses of tokens', () => {
    it('keeps the last use of each, whichever order they come in', async () => {
      const { store } = subject();
      expect(await store.tokenUses()).toEqual([]);
      for (const at of [2_000, 3_000, 1_000]) await store.noteTokenUse({ token: 't2', at });
      await store.noteTokenUse({ token: 't1', at: 5 });
      expect(await store.tokenUses()).toEqual([
        { token: 't1', at: 5 },
        { token: 't2', at: 3_000 },
      ]);
    });

    it('takes many at once, and the latest wins', async () => {
      const { store } = subject();
      const moments = Array.from({ length: 40 }, (_, index) => (index * 7) % 40);
      await Promise.all(moments.map((at) => store.noteTokenUse({ token: 't', at })));
      expect(await store.tokenUses()).toEqual([{ token: 't', at: 39 }]);
    });

    it('forgets those of one token', async () => {
      const { store } = subject();
      for (const token of ['t1', 't2']) await store.noteTokenUse({ token, at: 1 });
      await store.forgetTokenUse('t1');
      await store.forgetTokenUse('never');
      expect(await store.tokenUses()).toEqual([{ token: 't2', at: 1 }]);
    });
  });
}

/** What requests were answered that may come again. */
export function describeAnswers(subject: Subject): void {
  describe('kept answers', () => {
    it('gives the work on a request to one of many', async () => {
      const { store, connect } = subject();
      const other = connect === null ? store : await connect();
      const calls = Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? store : other).beginAnswer({ ...REQUEST, work: `w${index}` }, 0),
      );
      const begun = await Promise.all(calls);
      if (other !== store) await other.close();
      expect(begun.filter(({ isOurs }) => isOurs)).toHaveLength(1);
      expect(new Set(begun.map(({ kept }) => kept.work)).size).toBe(1);
    });

    it('gives back what was answered, and to another request the first one', async () => {
      const { store } = subject();
      await store.beginAnswer(REQUEST, 0);
      expect(await store.keepAnswer('a1', 1_000, '{"status":201}')).toBe(true);
      const again = await store.beginAnswer({ ...REQUEST, at: 9_000, work: 'second' }, 8_000);
      expect(again).toEqual({ isOurs: false, kept: { ...REQUEST, answer: '{"status":201}' } });
      const other = await store.beginAnswer({ ...REQUEST, request: 'hash-2', at: 9_000 }, 8_000);
      expect(other).toEqual({ isOurs: false, kept: { ...REQUEST, answer: '{"status":201}' } });
    });

    it('lets a later call take over what was begun long ago, under the name of the first', async () => {
      const { store } = subject();
      await store.beginAnswer(REQUEST, 0);
      const early = await store.beginAnswer({ ...REQUEST, at: 2_000, work: 'second' }, 1_000);
      expect(early.isOurs).toBe(false);
      const other = await store.beginAnswer({ ...REQUEST, request: 'hash-2', at: 2_000 }, 1_001);
      expect(other.isOurs).toBe(false);
      const late = await store.beginAnswer({ ...REQUEST, at: 2_000, work: 'second' }, 1_001);
      expect(late).toEqual({ isOurs: true, kept: { ...REQUEST, at: 2_000, answer: null } });
      expect(await store.keepAnswer('a1', 1_000, 'too late')).toBe(false);
      expect(await store.keepAnswer('a1', 2_000, 'in time')).toBe(true);
    });

    it('gives up work without its name, so that the next try follows at once', async () => {
      const { store } = subject();
      await store.beginAnswer(REQUEST, 0);
      await store.beginAnswer({ ...REQUEST, at: 100 }, 1_001);
      const next = await store.beginAnswer({ ...REQUEST, at: 1_001, work: 'second' }, 101);
      expect(next).toMatchObject({ isOurs: true, kept: { work: 'first' } });
      // Who was followed meanwhile gives up nothing of the other.
      expect((await store.beginAnswer({ ...REQUEST, at: 100 }, 1_001)).isOurs).toBe(false);
      expect(await store.keepAnswer('a1', 1_001, 'in time')).toBe(true);
    });

    it('lets go what came to nothing, and only that', async () => {
      const { store } = subject();
      await store.beginAnswer(REQUEST, 0);
      await store.dropAnswer('a1', 999);
      expect((await store.beginAnswer(REQUEST, 0)).isOurs).toBe(false);
      await store.dropAnswer('a1', 1_000);
      expect((await store.beginAnswer({ ...REQUEST, at: 1_001 }, 0)).isOurs).toBe(true);
      await store.keepAnswer('a1', 1_001, 'done');
      await store.dropAnswer('a1', 1_001);
      expect((await store.beginAnswer(REQUEST, 0)).kept.answer).toBe('done');
    });

    it('pages through all, restores them, and erases by age and by token', async () => {
      const { store } = subject();
      const all: readonly KeptAnswer[] = ['a', 'b', 'c'].map((id, index) => ({
        ...{ id, token: `t${index % 2}`, request: 'r', at: index, work: 'w' },
        answer: index === 0 ? null : 'x',
      }));
      for (const answer of [...all, ...all]) await store.restoreAnswer(answer);
      const first = await store.answersAfter(null, 2);
      const second = await store.answersAfter(first.at(-1)?.id ?? null, 2);
      expect([...first, ...second]).toEqual(all);
      await store.forgetAnswers('t1');
      expect((await store.answersAfter(null, 9)).map(({ id }) => id)).toEqual(['a', 'c']);
      expect(await store.sweepAnswers(2)).toBe(1);
      expect((await store.answersAfter(null, 9)).map(({ id }) => id)).toEqual(['c']);
    });
  });
}
