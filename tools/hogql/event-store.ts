import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine.ts';

/** An event as a team sent it. */
export interface StoredEvent {
  readonly event: string;
  /** After all merges. */
  readonly person: string;
  /** ISO 8601 in UTC, up to microseconds. */
  readonly at: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The person if left out. */
  readonly distinctId?: string | undefined;
  /** One of its own if left out. */
  readonly uuid?: string | undefined;
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS events (team_id Int64, uuid UUID, event String, properties String,
timestamp DateTime64(6, 'UTC'), distinct_id String, person_id UUID) ENGINE = MergeTree
ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid))`,
  `CREATE TABLE IF NOT EXISTS person_distinct_id_overrides (team_id Int64, distinct_id String, person_id UUID,
is_deleted Int8, version Int64) ENGINE = MergeTree ORDER BY (team_id, distinct_id)`,
];

/** The two tables that a query reads, in the order in which PostHog keeps them. */
export async function createTables(engine: Engine): Promise<void> {
  for (const table of TABLES) await engine.run(table);
}

/** Stores the events of teams as PostHog does: each under its distinct id, merges as overrides of the person. */
export async function storeEvents(
  engine: Engine,
  teams: ReadonlyMap<number, readonly StoredEvent[]>,
): Promise<void> {
  await createTables(engine);
  const folder = mkdtempSync(join(tmpdir(), 'events-'));
  try {
    const all = [...teams].flatMap(([team, events]) =>
      events.map((event, index) => ({ team, event, index })),
    );
    const rows = all.map(({ team, event, index }) => eventRow(team, event, index));
    await insert(engine, folder, 'events', rows);
    await insert(engine, folder, 'person_distinct_id_overrides', overrides(all));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function insert(engine: Engine, folder: string, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const file = join(folder, `${table}.jsonl`);
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await engine.run(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM file('${file}', JSONEachRow, '${STRUCTURES[table]}')`,
  );
}

const STRUCTURES: Readonly<Record<string, string>> = {
  events:
    "team_id Int64, uuid UUID, event String, properties String, timestamp DateTime64(6, \\'UTC\\'), distinct_id String, person_id UUID",
  person_distinct_id_overrides:
    'team_id Int64, distinct_id String, person_id UUID, is_deleted Int8, version Int64',
};

function eventRow(team: number, event: StoredEvent, index: number): object {
  const distinctId = event.distinctId ?? event.person;
  return {
    team_id: team,
    uuid: uuidOf(event.uuid === undefined ? `${team} ${index}` : `given ${event.uuid}`),
    event: event.event,
    properties: JSON.stringify(event.properties),
    timestamp: event.at.replace('T', ' ').replace('Z', ''),
    distinct_id: distinctId,
    person_id: uuidOf(`person ${distinctId}`),
  };
}

function overrides(
  all: readonly { readonly team: number; readonly event: StoredEvent }[],
): readonly object[] {
  const rows = new Map<string, object>();
  for (const { team, event } of all) {
    const { distinctId, person } = event;
    if (distinctId === undefined || distinctId === person) continue;
    rows.set(`${team} ${distinctId}`, {
      team_id: team,
      distinct_id: distinctId,
      person_id: uuidOf(`person ${person}`),
      is_deleted: 0,
      version: 1,
    });
  }
  return [...rows.values()];
}

/** A UUID that depends on the text alone. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
