/** How things lie in MongoDB. Times are milliseconds since the Unix epoch, as everywhere in the house. */

/**
 * A commit with its delivery state, `_id` being the commit's id. `body` is its canonical JSON as text, because BSON
 * would not give back the same bytes. `token` tells whose insert it was.
 */
export interface CommitDocument {
  readonly _id: string;
  readonly experiment: string;
  readonly version: number;
  readonly body: string;
  readonly token: string;
  readonly state: 'pending' | 'delivered' | 'buried';
  readonly next: number;
  readonly effects: number;
  readonly attempts: number;
  readonly worker: string | null;
  /** 0 if no worker holds it, so that one comparison asks for both. */
  readonly leaseUntil: number;
  readonly dueAt: number;
  readonly error: string | null;
}

/** `_id` is the experiment's key, `body` the summary as canonical JSON. */
export interface SummaryDocument extends Partial<ListedFields> {
  readonly _id: string;
  readonly version: number;
  readonly live: boolean;
  readonly proposedAt: number;
  readonly body: string;
}

/** What lists are asked for, out of the body. A document that an older process wrote has none of it, or that of another version. */
export interface ListedFields {
  /** The version of the body that these fields were taken from. */
  readonly listed: number;
  readonly status: string;
  readonly channel: string;
  /** The requester and the owner. */
  readonly people: readonly string[];
  readonly surface: string;
  readonly waits: string | null;
  /** 0 without one, as the next. */
  readonly priority: number;
  readonly outcomeAt: number;
}

/** `_id` is the JSON of `[scope, key]`, which no other pair has. */
export interface ClaimDocument {
  readonly _id: string;
  readonly scope: string;
  readonly key: string;
  readonly at: number;
  readonly token: string;
}

/** `_id` is the Slack user. */
export interface PersonDocument {
  readonly _id: string;
  readonly pseudonym: string;
}

/** `_id` is the JSON of `[origin, key]`, `body` the past experiment as canonical JSON, or `null`. */
export interface PastDocument {
  readonly _id: string;
  readonly origin: 'journal' | 'import';
  readonly key: string;
  readonly version: number;
  readonly body: string;
}

/** `_id` is the hash of model and text, `body` the vector in base64. */
export interface VectorDocument {
  readonly _id: string;
  readonly body: string;
}

/** `_id` is the run's hash or the name of a piece of work, `bytes` the size of the body before base64. */
export interface RunDocument {
  readonly _id: string;
  readonly experiment: string;
  readonly at: number;
  readonly bytes: number;
  readonly body: string;
}

/** `_id` is the id of the token. */
export interface TokenUseDocument {
  readonly _id: string;
  readonly at: number;
}

/** `_id` is the hash of the token's id and the key; `claim` tells whose work it is. */
export interface AnswerDocument {
  readonly _id: string;
  readonly token: string;
  readonly request: string;
  readonly at: number;
  readonly work: string;
  readonly answer: string | null;
  readonly claim: string;
}

/** `_id` is the digest of the secret, `user` the Slack user. */
export interface SessionDocument {
  readonly _id: string;
  readonly user: string;
  readonly createdAt: number;
  readonly seenAt: number;
}

/** `_id` is the name of the part. */
export interface FlagPartDocument {
  readonly _id: 'flags' | 'keys';
  readonly version: number;
  readonly body: string;
}

/**
 * Two documents: `_id` `'schema'` with its version, and `'heartbeat'`, which health checks write. Those of self-tests
 * (`self-test:…`) are removed after the test.
 */
export interface MetaDocument {
  readonly _id: string;
  readonly version: number;
  /** When the heartbeat was written; left out of the other document. */
  readonly at?: number;
}
