import { describe, expect, it } from 'vitest';
import type { PastLine } from '#ports/past-store.ts';
import { past } from '#test/memory/example-pasts.ts';
import type { Subject } from './store.ts';

function line(key: string, changes: Partial<PastLine> = {}): PastLine {
  return { origin: 'journal', key, version: 1, past: past({ key, idea: `Idea of ${key}` }), ...changes };
}

/** Past experiments, and the vectors of their texts. */
export function describePasts(subject: Subject): void {
  describe('past experiments', () => {
    it('gives back what was written, those of the journal and imported ones apart', async () => {
      const { store } = subject();
      const imported = line('a', { origin: 'import', past: past({ key: 'a', idea: 'Größer, 大きい “x”' }) });
      await store.putPast(line('a'));
      await store.putPast(imported);
      expect(await store.pastLine({ origin: 'journal', key: 'a' })).toEqual(line('a'));
      expect(await store.pastLine({ origin: 'import', key: 'a' })).toEqual(imported);
      expect(await store.pastLine({ origin: 'import', key: 'b' })).toBeNull();
      expect(await store.pastVersions()).toHaveLength(2);
    });

    it('keeps the newer version, whichever comes last', async () => {
      const { store } = subject();
      await store.putPast(line('a', { version: 3 }));
      await store.putPast(line('a', { version: 2, past: null }));
      expect((await store.pastLine(line('a')))?.version).toBe(3);
      await store.putPast(line('a', { version: 4, past: null }));
      expect(await store.pastLine(line('a'))).toEqual(line('a', { version: 4, past: null }));
      expect(await store.pastVersions()).toEqual([{ origin: 'journal', key: 'a', version: 4 }]);
    });

    it('takes a line out of which nothing newer was written', async () => {
      const { store } = subject();
      await store.putPast(line('a', { version: 2 }));
      await store.removePast(line('a', { version: 1 }));
      await store.removePast(line('a', { version: 2, origin: 'import' }));
      expect(await store.pastVersions()).toHaveLength(1);
      await store.removePast(line('a', { version: 2 }));
      expect(await store.pastVersions()).toEqual([]);
    });

    it('keeps vectors by hash, bit by bit, the first of each', async () => {
      const { store } = subject();
      const vector = new Float32Array([0.1, -2.5e-20, 3]);
      await store.putVector('h1', vector);
      await store.putVector('h1', new Float32Array([9]));
      const found = await store.vectors(['h1', 'h2']);
      expect([...found.keys()]).toEqual(['h1']);
      expect(found.get('h1')).toEqual(vector);
      expect((await store.vectors([])).size).toBe(0);
    });
  });
}
