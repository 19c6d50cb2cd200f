import type { SessionStore } from '#ports/session-store.ts';
import { type Clock, DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { drawSecret, secretHash } from '#shared/token-text.ts';

/** A session that is not used for so long is over, in milliseconds. */
const IDLE = 8 * HOUR;
/** A session is over after so long, however much it is used, in milliseconds. */
const MOST = 7 * DAY;
/** A use is noted if the last noted one is so long ago, in milliseconds: not every page writes. */
const NOTED_EVERY = 5 * MINUTE;

/** Who is signed in, by the secret in the cookie. */
export interface Sessions {
  /** Begins a session of a chat user, and answers its secret: 256 random bits. */
  readonly begin: (user: string) => Promise<string>;
  /** The chat user of a session that is not over; null if there is none. */
  readonly userOf: (secret: string) => Promise<string | null>;
  readonly end: (secret: string) => Promise<void>;
  /** Ends all of a chat user, in every browser. */
  readonly endAllOf: (user: string) => Promise<void>;
}

/** Sessions in the store, which knows only what a secret is condensed to. The clock is that of browsers. */
export function createSessions(store: SessionStore, clock: Clock): Sessions {
  return {
    begin: async (user) => {
      const secret = drawSecret();
      const now = clock.now();
      await store.putSession({ digest: secretHash(secret), user, createdAt: now, seenAt: now });
      return secret;
    },
    userOf: async (secret) => {
      const found = await store.session(secretHash(secret));
      const now = clock.now();
      if (found === null || now - found.createdAt > MOST || now - found.seenAt > IDLE) return null;
      if (now - found.seenAt > NOTED_EVERY) await store.seeSession(found.digest, now);
      return found.user;
    },
    end: (secret) => store.endSession(secretHash(secret)),
    endAllOf: async (user) => void (await store.endSessionsOf(user)),
  };
}

/** Erases the sessions that are over; answers how many there were. */
export function sweepSessions(store: SessionStore, clock: Clock): Promise<number> {
  const now = clock.now();
  return store.sweepSessions({ createdBefore: now - MOST, seenBefore: now - IDLE });
}
