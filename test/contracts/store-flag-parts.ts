import { describe, expect, it } from 'vitest';
import type { FlagPart } from '#ports/flag-store.ts';
import type { Subject } from './store.ts';

function part(version: number, body = `{"n":${version}}`): FlagPart {
  return { id: 'flags', version, body };
}

/** The bot's own flags, part by part. */
export function describeFlagParts(subject: Subject): void {
  describe('flag parts', () => {
    it('are kept as they were written, each by itself', async () => {
      const { store } = subject();
      expect([await store.flagPart('flags'), await store.flagPartVersion('flags')]).toEqual([null, 0]);
      expect(await store.putFlagPart(part(1, '{"ü":"👩‍🚀"}'))).toBe(true);
      expect(await store.putFlagPart(part(2))).toBe(true);
      expect(await store.putFlagPart({ ...part(1), id: 'keys' })).toBe(true);
      expect(await store.flagPart('flags')).toEqual(part(2));
      expect(await store.flagPartVersion('flags')).toBe(2);
      expect(await store.flagPart('keys')).toEqual({ ...part(1), id: 'keys' });
    });

    it('are written only over the version just before', async () => {
      const { store } = subject();
      for (const [version, isWritten] of [
        [2, false],
        [1, true],
        [1, false],
        [3, false],
        [2, true],
      ] as const)
        expect(await store.putFlagPart(part(version, 'x'))).toBe(isWritten);
      expect(await store.flagPart('flags')).toEqual(part(2, 'x'));
    });

    it('are written by one of several at once, over any connection', async () => {
      const { store, connect } = subject();
      const other = connect === null ? store : await connect();
      for (const version of [1, 2, 3]) {
        const tries = [store, other, store, other].map((one, index) =>
          one.putFlagPart(part(version, `"${index}"`)),
        );
        expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
        expect(await other.flagPart('flags')).toEqual(await store.flagPart('flags'));
      }
      if (other !== store) await other.close();
    });

    it('are restored where there are none, with any version', async () => {
      const { store } = subject();
      expect(await store.restoreFlagPart(part(7))).toBe(true);
      expect(await store.restoreFlagPart(part(7))).toBe(false);
      expect(await store.putFlagPart(part(8))).toBe(true);
      expect(await store.flagPart('flags')).toEqual(part(8));
    });
  });
}
