import type { DatabaseSync } from 'node:sqlite';
import { ownFault } from '#shared/errors.ts';
import { integer } from './columns.ts';

/** A text of a line; null if the line cannot be read. */
function field(name: string): string {
  return `CASE WHEN json_valid(body) THEN json_extract(body, '$.${name}') END`;
}

/** Marks the file as ours ("expj" in ASCII), so that another program's database is never touched. */
const APPLICATION_ID = 0x6578706a;
/** Version of the tables below; a change appends a step to `STEPS`. */
const STEPS: readonly string[] = [
  `
  CREATE TABLE commits (
    id TEXT PRIMARY KEY,
    experiment TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'buried')),
    next INTEGER NOT NULL,
    effects INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    worker TEXT,
    lease_until INTEGER,
    due_at INTEGER NOT NULL,
    error TEXT
  ) STRICT;
  CREATE UNIQUE INDEX commits_chain ON commits (experiment, version);
  CREATE INDEX commits_pending ON commits (experiment, version) WHERE state = 'pending';
  CREATE TABLE summaries (
    key TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    live INTEGER NOT NULL,
    proposed_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX summaries_newest ON summaries (proposed_at DESC, key);
  CREATE TABLE claims (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claims_age ON claims (scope, at);
  CREATE TABLE people (
    slack_user TEXT PRIMARY KEY,
    pseudonym TEXT NOT NULL UNIQUE
  ) STRICT, WITHOUT ROWID;
  `,
  // Counted at every scrape of the metrics: a walk through all commits would hold up the event loop.
  `CREATE INDEX commits_buried ON commits (id) WHERE state = 'buried'`,
  // Heartbeats: one row for each process that works on the file.
  `CREATE TABLE bots (id TEXT PRIMARY KEY, name TEXT NOT NULL, since INTEGER NOT NULL, beat_at INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  // Past experiments, imported ones among them, and what an embeddings service answered.
  `
  CREATE TABLE pasts (
    origin TEXT NOT NULL CHECK (origin IN ('journal', 'import')),
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (origin, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE vectors (hash TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // What lists are asked for. The columns follow from the body, so an older process on the same file fills them, too.
  `
  ALTER TABLE summaries ADD COLUMN status TEXT AS (${field('status')}) VIRTUAL;
  ALTER TABLE summaries ADD COLUMN channel TEXT AS (${field('channel')}) VIRTUAL;
  ALTER TABLE summaries ADD COLUMN requester TEXT AS (${field('requester')}) VIRTUAL;
  ALTER TABLE summaries ADD COLUMN owner TEXT AS (${field('owner')}) VIRTUAL;
  ALTER TABLE summaries ADD COLUMN surface TEXT AS (${field('surface')}) VIRTUAL;
  ALTER TABLE summaries ADD COLUMN waits TEXT AS (CASE
    WHEN NOT json_valid(body) THEN NULL
    WHEN json_type(body, '$.waiting') = 'object' THEN json_extract(body, '$.waiting.act')
    WHEN json_type(body, '$.waiting') = 'null' THEN NULL
    WHEN json_type(body, '$.stuck') IS NOT NULL THEN 'unknown'
    WHEN json_extract(body, '$.status') IN ('in-review', 'implemented', 'paused', 'deciding') THEN 'unknown'
  END) VIRTUAL;
  DROP INDEX summaries_newest;
  CREATE INDEX summaries_listed ON summaries (proposed_at DESC, key, status, channel, requester, owner, surface, waits);
  CREATE INDEX summaries_counted ON summaries (channel, status);
  `,
  // Kept runs of the agents; the second index has all that is needed to find what is beyond the bounds.
  `
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    experiment TEXT NOT NULL,
    at INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE INDEX runs_experiment ON runs (experiment, at);
  CREATE INDEX runs_age ON runs (at DESC, id, bytes);
  `,
  // What lists are ordered by, beside the moment of the proposal.
  `
  ALTER TABLE summaries ADD COLUMN priority REAL AS (coalesce(${field('priority')}, 0)) VIRTUAL;
  ALTER TABLE summaries ADD COLUMN outcome_at INTEGER AS (coalesce(${field('outcomeAt')}, 0)) VIRTUAL;
  DROP INDEX summaries_listed;
  CREATE INDEX summaries_listed ON summaries
    (proposed_at DESC, key, status, channel, requester, owner, surface, waits, priority, outcome_at);
  `,
  // Of the API: when tokens were used, and what requests were answered that may come again.
  `
  CREATE TABLE token_uses (token TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE answers (
    id TEXT PRIMARY KEY,
    token TEXT NOT NULL,
    request TEXT NOT NULL,
    at INTEGER NOT NULL,
    work TEXT NOT NULL,
    answer TEXT
  ) STRICT;
  CREATE INDEX answers_age ON answers (at);
  CREATE INDEX answers_token ON answers (token);
  `,
  // Who is signed in to the desk.
  `
  CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,
    slack_user TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_user ON sessions (slack_user);
  `,
  // The bot's own flags, and the keys of the applications that ask for them.
  `CREATE TABLE flag_parts (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID`,
];

/**
 * Brings a file to the present schema in one transaction; several processes may open a new file at once.
 * Throws `store.foreign` for another program's database and `store.newer` for a file of a later version.
 */
export function migrate(database: DatabaseSync): void {
  if (pragma(database, 'user_version') === STEPS.length && isOurs(database)) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = pragma(database, 'user_version');
    refuseForeign(database, version);
    for (const step of STEPS.slice(version)) database.exec(step);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${STEPS.length}; COMMIT`);
  } catch (thrown) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw thrown;
  }
}

/** Throws as `migrate` does, and changes nothing; `store.foreign` for a file without any table, too. */
export function refuseOthers(database: DatabaseSync): void {
  const version = pragma(database, 'user_version');
  refuseForeign(database, version);
  if (version === 0) throw ownFault('store.foreign', 'The file holds no store of the bot: name another file');
}

function refuseForeign(database: DatabaseSync, version: number): void {
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get();
  if (!isOurs(database) && (version !== 0 || integer(tables, 'count') > 0)) {
    throw ownFault('store.foreign', 'The file is the database of another program: name another file');
  }
  if (version > STEPS.length) {
    throw ownFault('store.newer', 'The file was written by a newer version of the bot: update this one');
  }
}

function isOurs(database: DatabaseSync): boolean {
  return pragma(database, 'application_id') === APPLICATION_ID;
}

function pragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return integer(database.prepare(`PRAGMA ${name}`).get(), name);
}
