/** A person who is signed in to the desk with one browser. Times are milliseconds since the Unix epoch. */
export interface Session {
  /** SHA-256 of the secret that the browser holds, in hexadecimal: who reads the store can sign in with nothing of it. */
  readonly digest: string;
  /** The chat user. */
  readonly user: string;
  readonly createdAt: number;
  readonly seenAt: number;
}

/** Which sessions are over: those that began before the one moment, and those that were not used since the other. */
export interface SessionBounds {
  readonly createdBefore: number;
  readonly seenBefore: number;
}

/** Who is signed in to the desk. A session that is not there is over. Nothing else is kept of it, so it is not moved with a store. */
export interface SessionStore {
  /** Keeps a new session; one of the same digest is replaced. */
  putSession(session: Session): Promise<void>;
  /** The session as it was kept, also if it is past any bound; null if there is none. */
  session(digest: string): Promise<Session | null>;
  /** Those of a chat user, the newest first. */
  sessionsOf(user: string): Promise<readonly Session[]>;
  /** Notes that a session was used; a later moment stays, and none comes into being. */
  seeSession(digest: string, at: number): Promise<void>;
  /** Ends one; does nothing if there is none. */
  endSession(digest: string): Promise<void>;
  /** Ends all of a chat user, and answers how many there were. `forget` does so, too. */
  endSessionsOf(user: string): Promise<number>;
  /** Ends those that are over by one of the bounds, and answers how many there were. */
  sweepSessions(bounds: SessionBounds): Promise<number>;
}
