import { describe, expect, it } from 'vitest';
import { firstBrokenLink } from '#domain/commit.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { chainOf } from '#test/support/experiments.ts';
import type { Subject } from './store.ts';

const CARD = [{ kind: 'card' }] as const;

/** Appending, reading back, racing. */
export function describeJournal(subject: Subject): void {
  describe('journal', () => {
    it('gives back what was appended, oldest first, with its chain', async () => {
      const { store } = subject();
      const chain = chainOf('gate', [CARD, [], CARD]);
      for (const commit of chain) expect(await store.append(commit)).toBe('appended');
      expect(await store.commits('gate')).toEqual(chain);
      expect(await store.commits('gate', 1)).toEqual(chain.slice(1));
      expect(await store.commits('gate', 3)).toEqual([]);
      expect(firstBrokenLink(await store.commits('gate'))).toBeNull();
    });

    it('knows no commits of an experiment that is not there', async () => {
      expect(await subject().store.commits('nothing')).toEqual([]);
      expect(await subject().store.records('nothing')).toEqual([]);
    });

    it('keeps versions above nine in order and experiments apart', async () => {
      const { store } = subject();
      for (const commit of chainOf(
        'a',
        Array.from({ length: 12 }, () => []),
      ))
        await store.append(commit);
      for (const commit of chainOf('a-b', [[]])) await store.append(commit);
      expect((await store.commits('a')).map((commit) => commit.version)).toEqual(
        Array.from({ length: 12 }, (_, index) => index + 1),
      );
      expect(await store.commits('a-b')).toHaveLength(1);
    });

    it('answers conflict for a version that exists and keeps the first', async () => {
      const { store } = subject();
      const [first] = chainOf('gate', [CARD]);
      const [other] = chainOf('gate', [[]]);
      if (first === undefined || other === undefined) throw new Error('no chain');
      expect(await store.append(first)).toBe('appended');
      expect(await store.append(other)).toBe('conflict');
      expect(await store.append(first)).toBe('conflict');
      expect(await store.commits('gate')).toEqual([first]);
    });

    it('lets one of twenty racing writers through', async () => {
      const { store } = subject();
      const [commit] = chainOf('gate', [CARD]);
      if (commit === undefined) throw new Error('no chain');
      const answers = await Promise.all(Array.from({ length: 20 }, () => store.append(commit)));
      expect(answers.filter((answer) => answer === 'appended')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'conflict')).toHaveLength(19);
    });

    it('shows the audit the very bytes', async () => {
      const { store } = subject();
      const chain = chainOf('gate', [CARD, []]);
      for (const commit of chain) await store.append(commit);
      expect(await store.records('gate')).toEqual(
        chain.map((commit) => ({
          id: commit.id,
          experiment: 'gate',
          version: commit.version,
          body: canonicalJson(commit),
        })),
      );
    });

    it('lists experiments page by page', async () => {
      const { store } = subject();
      for (const key of ['c', 'a', 'b'])
        for (const commit of chainOf(key, [[], []])) await store.append(commit);
      expect(await store.experimentKeys(null, 2)).toEqual(['a', 'b']);
      expect(await store.experimentKeys('b', 2)).toEqual(['c']);
      expect(await store.experimentKeys('c', 2)).toEqual([]);
    });

    it('lists the settings among the streams, and not among the experiments', async () => {
      const { store } = subject();
      for (const key of ['b', '$settings', 'a']) {
        for (const commit of chainOf(key, [[], []])) await store.append(commit);
      }
      expect(await store.experimentKeys(null, 9)).toEqual(['a', 'b']);
      expect(await store.experimentKeys(null, 1)).toEqual(['a']);
      expect(await store.streamKeys(null, 2)).toEqual(['$settings', 'a']);
      expect(await store.streamKeys('a', 9)).toEqual(['b']);
    });

    it('answers a ping while open', async () => {
      await expect(subject().store.ping()).resolves.toBeUndefined();
    });

    it('shows other connections what it acknowledged, and keeps it when closed', async () => {
      const { store, connect } = subject();
      if (connect === null) return;
      const chain = chainOf('gate', [CARD, CARD]);
      for (const commit of chain) await store.append(commit);
      const other = await connect();
      expect(await other.commits('gate')).toEqual(chain);
      await store.close();
      expect(
        await other.claimDue({ worker: 'w', now: chain[0]?.at ?? 0, leaseMs: 1, limit: 1 }),
      ).toHaveLength(1);
      await other.close();
      const again = await connect();
      expect(await again.commits('gate')).toEqual(chain);
      await again.close();
    });
  });
}
