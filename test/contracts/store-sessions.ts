import { describe, expect, it } from 'vitest';
import type { Session } from '#ports/session-store.ts';
import type { Subject } from './store.ts';

function session(digest: string, changes: Partial<Session> = {}): Session {
  return { digest, user: 'U1', createdAt: 1_000, seenAt: 2_000, ...changes };
}

/** Who is signed in to the desk. */
export function describeSessions(subject: Subject): void {
  describe('sessions', () => {
    it('gives back what was kept, and only that', async () => {
      const { store } = subject();
      await Promise.all([store.putSession(session('a')), store.putSession(session('a'))]);
      expect(await store.session('a')).toEqual(session('a'));
      expect(await store.session('b')).toBeNull();
      await store.putSession(session('a', { user: 'U2' }));
      expect(await store.session('a')).toEqual(session('a', { user: 'U2' }));
    });

    it('lists those of a person, the newest first', async () => {
      const { store } = subject();
      for (const [digest, createdAt] of [
        ['b', 1],
        ['a', 1],
        ['c', 2],
      ] as const)
        await store.putSession(session(digest, { createdAt }));
      await store.putSession(session('d', { user: 'U12' }));
      expect((await store.sessionsOf('U1')).map(({ digest }) => digest)).toEqual(['c', 'a', 'b']);
      expect(await store.sessionsOf('U3')).toEqual([]);
    });

    it('notes the last use, never an earlier one, and makes none', async () => {
      const { store } = subject();
      await store.putSession(session('a'));
      await store.seeSession('a', 5_000);
      await store.seeSession('a', 4_000);
      await store.seeSession('b', 4_000);
      expect(await store.session('a')).toEqual(session('a', { seenAt: 5_000 }));
      expect(await store.session('b')).toBeNull();
    });

    it('ends one, and all of a person', async () => {
      const { store } = subject();
      for (const digest of ['a', 'b', 'c']) await store.putSession(session(digest));
      await store.putSession(session('d', { user: 'U2' }));
      await store.endSession('a');
      await store.endSession('a');
      expect(await store.session('a')).toBeNull();
      expect(await store.endSessionsOf('U1')).toBe(2);
      expect(await store.endSessionsOf('U1')).toBe(0);
      expect(await store.session('d')).toEqual(session('d', { user: 'U2' }));
      // One that was ended is not brought back by a use that comes late.
      await store.seeSession('b', 9_000);
      expect(await store.session('b')).toBeNull();
    });

    it('ends those that are over, each by one of the bounds', async () => {
      const { store } = subject();
      await store.putSession(session('old', { createdAt: 99, seenAt: 900 }));
      await store.putSession(session('idle', { createdAt: 500, seenAt: 599 }));
      await store.putSession(session('both', { createdAt: 1, seenAt: 2 }));
      await store.putSession(session('edge', { createdAt: 100, seenAt: 600 }));
      const bounds = { createdBefore: 100, seenBefore: 600 };
      expect(await store.sweepSessions(bounds)).toBe(3);
      expect(await store.sweepSessions(bounds)).toBe(0);
      expect(await store.session('edge')).not.toBeNull();
    });

    it('ends those of a person who is forgotten, known by a pseudonym or not', async () => {
      const { store } = subject();
      await store.pseudonymOf('U1', 'p');
      await store.putSession(session('a'));
      await store.putSession(session('b', { user: 'U2' }));
      await store.forget('U1');
      await store.forget('U2');
      expect([await store.session('a'), await store.session('b')]).toEqual([null, null]);
    });
  });
}
