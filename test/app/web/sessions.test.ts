import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createSessions, type Sessions, sweepSessions } from '#app/web/sessions.ts';
import type { Store } from '#ports/store.ts';
import { createVirtualClock, type VirtualClock } from '#sandbox/virtual-clock.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { secretHash } from '#shared/token-text.ts';

let store: Store;
let clock: VirtualClock;
let sessions: Sessions;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  clock = createVirtualClock(Date.UTC(2026, 8, 7, 9));
  sessions = createSessions(store, clock);
});
afterEach(() => store.close());

describe('sessions', () => {
  it('have secrets of 256 bits, of which the store knows a digest alone', async () => {
    const secrets = await Promise.all(Array.from({ length: 50 }, () => sessions.begin('U1')));
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const kept = await store.sessionsOf('U1');
    expect(kept.map(({ digest }) => digest).sort()).toEqual(secrets.map(secretHash).sort());
    expect(JSON.stringify(kept)).not.toContain(secrets[0]);
    // What the store holds signs no person in.
    expect(await sessions.userOf(kept[0]?.digest ?? '')).toBeNull();
  });

  it('are over after eight hours without use', async () => {
    const secret = await sessions.begin('U1');
    clock.advance(8 * HOUR);
    expect(await sessions.userOf(secret)).toBe('U1');
    clock.advance(8 * HOUR);
    expect(await sessions.userOf(secret)).toBe('U1');
    clock.advance(8 * HOUR + 1);
    expect(await sessions.userOf(secret)).toBeNull();
  });

  it('are over after seven days, however much they are used', async () => {
    const secret = await sessions.begin('U1');
    for (let passed = 0; passed < 7 * DAY; passed += 4 * HOUR) {
      expect(await sessions.userOf(secret)).toBe('U1');
      clock.advance(4 * HOUR);
    }
    expect(await sessions.userOf(secret)).toBe('U1');
    clock.advance(1);
    expect(await sessions.userOf(secret)).toBeNull();
  });

  it('write at a use only if the last noted one is five minutes ago', async () => {
    const secret = await sessions.begin('U1');
    const began = clock.now();
    clock.advance(5 * MINUTE);
    await sessions.userOf(secret);
    expect((await store.session(secretHash(secret)))?.seenAt).toBe(began);
    clock.advance(1);
    await sessions.userOf(secret);
    expect((await store.session(secretHash(secret)))?.seenAt).toBe(clock.now());
  });

  it('end one by one, and all of a person at once', async () => {
    const [one, two, three] = [
      await sessions.begin('U1'),
      await sessions.begin('U1'),
      await sessions.begin('U1'),
    ];
    const other = await sessions.begin('U2');
    await sessions.end(one);
    expect(await Promise.all([one, two].map(sessions.userOf))).toEqual([null, 'U1']);
    await sessions.endAllOf('U1');
    expect(await Promise.all([two, three, other].map(sessions.userOf))).toEqual([null, null, 'U2']);
  });

  it('are erased when they are over, and not before', async () => {
    const old = await sessions.begin('U1');
    clock.advance(8 * HOUR);
    const fresh = await sessions.begin('U1');
    expect(await sweepSessions(store, clock)).toBe(0);
    clock.advance(1);
    expect(await sweepSessions(store, clock)).toBe(1);
    expect([await store.session(secretHash(old)), await sessions.userOf(fresh)]).toEqual([null, 'U1']);
  });
});
