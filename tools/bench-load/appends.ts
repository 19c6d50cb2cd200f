import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMongoStore } from '#adapters/mongo/open.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Commit } from '#domain/commit.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { chainOf } from '#test/support/experiments.ts';
import { databaseName, dropDatabase } from '#test/support/mongo-database.ts';
import { median, times } from './figures.ts';
import type { Options } from './options.ts';
import { openRawMongo, openRawSqlite, type RawInserts } from './raw-inserts.ts';
import { printHead, printRow } from './table.ts';

/** Batches on each side; the first of them warms up. */
const ROUNDS = 8;
/** Writers at the same time in the second measure. */
const WRITERS = 32;

/** Appends of the store beside raw inserts of the driver; answers the line for the summary. */
export async function measureAppends({ appends }: Options): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-appends-'));
  try {
    const store = await openSqliteStore(join(folder, 'store.sqlite'));
    const raw = openRawSqlite(join(folder, 'raw.sqlite'));
    printHead('appends a second, SQLite in a file, each on the disk before it is acknowledged');
    const ratio = await compare(store, raw, appends);
    await raw.close();
    await store.close();
    const line = `appends at ${times(ratio)} of raw inserts (SQLite)`;
    const uri = process.env['MONGODB_URI'];
    return uri === undefined || uri === '' ? line : `${line}, ${await onMongo(uri, appends)}`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function onMongo(uri: string, appends: number): Promise<string> {
  const database = databaseName();
  const store = await openMongoStore(uri, { database, allowStandalone: true });
  const raw = await openRawMongo(uri, database);
  try {
    printHead('appends a second, the server of MONGODB_URI');
    return `${times(await compare(store, raw, appends))} (MongoDB)`;
  } finally {
    await raw.close();
    await store.close();
    await dropDatabase(uri, database);
  }
}

type Write = (commit: Commit) => Promise<unknown>;

/** One writer, then many at once; batches of the two sides take turns. Answers the ratio of the rates of one writer. */
async function compare(store: Pick<JournalStore, 'append'>, raw: RawInserts, size: number): Promise<number> {
  const append: Write = async (commit) => {
    if ((await store.append(commit)) !== 'appended') throw new Error('a fresh commit was in conflict');
  };
  const insert: Write = (commit) => raw.insert(commit.id, canonicalJson(commit));
  const ratios: number[] = [];
  for (const writers of [1, WRITERS]) {
    const rates: [number, number][] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const batch = batchOf(`w${writers}-r${round}`, size);
      rates.push([await rateOf(append, batch, writers), await rateOf(insert, batch, writers)]);
    }
    const [own, bare] = [0, 1].map((side) => median(rates.slice(1).map((pair) => pair[side] ?? 0)));
    const ratio = median(rates.slice(1).map(([first, second]) => first / second));
    const who = writers === 1 ? 'one writer' : `${writers} writers at once`;
    printRow({ label: `${who}: store.append`, figure: `${own?.toFixed(0)} /s` });
    printRow({ label: `${who}: raw insert`, figure: `${bare?.toFixed(0)} /s`, note: raw.what });
    printRow({ label: `${who}: append / raw (median of pairs)`, figure: times(ratio) });
    ratios.push(ratio);
  }
  return ratios[0] ?? Number.NaN;
}

function batchOf(key: string, size: number): readonly Commit[] {
  return Array.from({ length: size }, (_, index) => chainOf(`${key}-${index}`, [[{ kind: 'card' }]])).flat();
}

/** Writes a second. */
async function rateOf(write: Write, batch: readonly Commit[], writers: number): Promise<number> {
  const queue = batch.values();
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (const commit of queue) await write(commit);
    }),
  );
  return (1_000 * batch.length) / (performance.now() - begun);
}
