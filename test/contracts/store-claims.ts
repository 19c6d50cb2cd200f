import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { Subject } from './store.ts';

/** Claims by unique insert, and the pseudonyms of people. */
export function describeClaims(subject: Subject): void {
  describe('claims', () => {
    it('gives a key of a scope to one of twenty callers, ever', async () => {
      const { store } = subject();
      const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => store.claim('job:a', 'k', at)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await store.claim('job:a', 'k', 99)).toBe(false);
      expect(await store.claim('job:b', 'k', 99)).toBe(true);
    });

    it('knows what was claimed, and claims nothing by asking', async () => {
      const { store } = subject();
      expect(await store.isClaimed('job:a', 'k')).toBe(false);
      expect(await store.claim('job:a', 'k', 1)).toBe(true);
      expect(await store.isClaimed('job:a', 'k')).toBe(true);
      expect(await store.isClaimed('job:b', 'k')).toBe(false);
      expect(await store.isClaimed('job:a', 'other')).toBe(false);
    });

    it('names the greatest key of a scope, as far as is asked', async () => {
      const { store } = subject();
      expect(await store.lastClaim('job:a', '9')).toBeNull();
      for (const key of ['2026-01-09', '2026-01-10', '2026-01-02']) await store.claim('job:a', key, 1);
      await store.claim('job:b', '2027-01-01', 1);
      expect(await store.lastClaim('job:a', '9')).toBe('2026-01-10');
      expect(await store.lastClaim('job:a', '2026-01-10')).toBe('2026-01-10');
      expect(await store.lastClaim('job:a', '2026-01-09T23')).toBe('2026-01-09');
      expect(await store.lastClaim('job:a', '2026-01-01')).toBeNull();
    });

    it('forgets old claims of one scope, a few at a time', async () => {
      const { store } = subject();
      for (const at of [1, 2, 3, 4]) await store.claim('a', `k${at}`, at);
      await store.claim('b', 'k', 1);
      expect(await store.sweepClaims('a', 4, 2)).toBe(2);
      expect(await store.sweepClaims('a', 4, 2)).toBe(1);
      expect(await store.sweepClaims('a', 4, 2)).toBe(0);
      expect(await store.claim('a', 'k4', 9)).toBe(false);
      expect(await store.claim('a', 'k1', 9)).toBe(true);
      expect(await store.claim('b', 'k', 9)).toBe(false);
    });
  });

  describe('people', () => {
    it('keeps the first pseudonym, however many ask at once', async () => {
      const { store } = subject();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => store.pseudonymOf('U1', `p${index}`)),
      );
      expect(new Set(answers).size).toBe(1);
      expect(await store.slackUserOf(answers[0] ?? '')).toBe('U1');
      expect(await store.pseudonymOf('U2', 'q')).toBe('q');
    });

    it('looks a pseudonym up without making one', async () => {
      const { store } = subject();
      expect(await store.knownPseudonymOf('U1')).toBeNull();
      expect(await store.knownPseudonymOf('U1')).toBeNull();
      await store.pseudonymOf('U1', 'p');
      expect(await store.knownPseudonymOf('U1')).toBe('p');
      await store.forget('U1');
      expect(await store.knownPseudonymOf('U1')).toBeNull();
    });

    it('gives a pseudonym to nobody else', async () => {
      const { store } = subject();
      await store.pseudonymOf('U1', 'p');
      await expect(store.pseudonymOf('U2', 'p')).rejects.toBeInstanceOf(AppError);
      expect(await store.slackUserOf('p')).toBe('U1');
    });

    it('forgets a person and starts anew', async () => {
      const { store } = subject();
      await store.pseudonymOf('U1', 'p');
      expect(await store.forget('U1')).toBe('p');
      expect(await store.slackUserOf('p')).toBeNull();
      expect(await store.forget('U1')).toBeNull();
      expect(await store.pseudonymOf('U1', 'q')).toBe('q');
      expect(await store.slackUserOf('nobody')).toBeNull();
    });
  });
}
