import { createHash, randomBytes } from 'node:crypto';

/** Who is signed in, by the secret in the cookie. */
export interface Sessions {
  /** Begins a session of a chat user, and answers its secret. */
  readonly begin: (user: string) => Promise<string>;
  /** The chat user of a session; null if there is none. */
  readonly userOf: (secret: string) => Promise<string | null>;
  readonly end: (secret: string) => Promise<void>;
}

/** Sessions of this process alone. */
export function createSessions(): Sessions {
  const users = new Map<string, string>();
  return {
    begin: async (user) => {
      const secret = randomBytes(32).toString('base64url');
      users.set(digest(secret), user);
      return secret;
    },
    userOf: async (secret) => users.get(digest(secret)) ?? null,
    end: async (secret) => void users.delete(digest(secret)),
  };
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
