import { describe, expect, it } from 'vitest';
import type { KeptRun } from '#ports/run-store.ts';
import type { Subject } from './store.ts';

function kept(id: string, changes: Partial<KeptRun> = {}): KeptRun {
  return { id, experiment: 'gate', at: 1_000, body: new Uint8Array([1, 2, 3, 4]), ...changes };
}

/** What is kept of the agents' work. */
export function describeRuns(subject: Subject): void {
  describe('kept runs', () => {
    it('gives back what was kept, bit by bit, and only that', async () => {
      const { store } = subject();
      const all = Uint8Array.from({ length: 256 }, (_, index) => index);
      await store.putRun(kept('h1', { body: all }));
      await store.putRun(kept('h2', { body: new Uint8Array() }));
      expect(await store.run('h1')).toEqual(kept('h1', { body: all }));
      expect((await store.run('h2'))?.body).toEqual(new Uint8Array());
      expect(await store.run('h3')).toBeNull();
    });

    it('replaces what has the same id', async () => {
      const { store } = subject();
      await store.putRun(kept('h1'));
      const other = kept('h1', { at: 2_000, body: new Uint8Array([9]) });
      await Promise.all([store.putRun(other), store.putRun(other)]);
      expect(await store.run('h1')).toEqual(other);
    });

    it('gives those of one experiment, the oldest first, and pages through all ids', async () => {
      const { store } = subject();
      for (const [id, at] of [
        ['c', 3],
        ['a', 1],
        ['b', 2],
      ] as const)
        await store.putRun(kept(id, { at }));
      await store.putRun(kept('ä', { experiment: 'gate-2' }));
      expect((await store.runsOf('gate')).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      expect(await store.runsOf('gat')).toEqual([]);
      const first = await store.runLinesAfter(null, 3);
      const second = await store.runLinesAfter(first.at(-1)?.id ?? null, 3);
      expect([...first, ...second].map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'ä']);
      expect([...first, ...second]).toContainEqual({ id: 'ä', experiment: 'gate-2' });
      expect(await store.runLinesAfter(second.at(-1)?.id ?? null, 3)).toEqual([]);
    });

    it('erases those of one experiment', async () => {
      const { store } = subject();
      for (const id of ['a', 'b']) await store.putRun(kept(id));
      await store.putRun(kept('c', { experiment: 'other' }));
      expect(await store.forgetRuns('gate')).toBe(2);
      expect(await store.forgetRuns('gate')).toBe(0);
      expect(await store.runLinesAfter(null, 9)).toEqual([{ id: 'c', experiment: 'other' }]);
    });

    it('erases what is too old, and then the oldest until the rest is small enough', async () => {
      const { store } = subject();
      for (const at of [1, 2, 3, 4, 5]) await store.putRun(kept(`r${at}`, { at }));
      expect(await store.trimRuns({ before: 2, bytes: 100 })).toBe(1);
      expect(await store.trimRuns({ before: 0, bytes: 11 })).toBe(2);
      expect((await store.runsOf('gate')).map(({ id }) => id)).toEqual(['r4', 'r5']);
      expect(await store.trimRuns({ before: 0, bytes: 8 })).toBe(0);
      expect(await store.trimRuns({ before: 0, bytes: 0 })).toBe(2);
    });

    it('takes many kept at once', async () => {
      const { store } = subject();
      const many = Array.from({ length: 600 }, (_, index) => kept(`m${index}`, { at: index }));
      await Promise.all(many.map((run) => store.putRun(run)));
      expect(await store.trimRuns({ before: 599, bytes: 1e9 })).toBe(599);
      expect((await store.runLinesAfter(null, 9)).map(({ id }) => id)).toEqual(['m599']);
    });
  });
}
