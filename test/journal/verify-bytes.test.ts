import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Commit } from '#domain/commit.ts';
import { type Audit, verifyStore } from '#journal/verify.ts';
import type { Store } from '#ports/store.ts';
import { chain } from '#test/support/arbitraries.ts';
import { chainOf } from '#test/support/experiments.ts';

const COLUMNS = ['id', 'experiment', 'version', 'body'] as const;
type Column = (typeof COLUMNS)[number];

/** A store in a file, and a second connection that knows nothing of the store's rules. */
interface Bench {
  readonly commits: readonly Commit[];
  readonly store: Store;
  readonly vandal: DatabaseSync;
}

let folder = '';
const benches: Bench[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bytes-'));
  const long = chain.filter(({ length }) => length > 5 && length < 30);
  for (const [index, commits] of fc.sample(long, { numRuns: 3, seed: 7 }).entries()) {
    const path = join(folder, `${index}.sqlite`);
    const store = await openSqliteStore(path);
    for (const commit of commits) await store.append(commit);
    // One byte from the other, so that a changed entry may land in a chain that holds.
    for (const commit of chainOf('hate', [[], []])) await store.append(commit);
    benches.push({ commits, store, vandal: new DatabaseSync(path) });
  }
});
afterAll(async () => {
  for (const { store, vandal } of benches) {
    vandal.close();
    await store.close();
  }
  rmSync(folder, { recursive: true });
});

/** The bytes of a column as SQLite keeps them; a version that is below 128 is one byte. */
function bytesOf(commit: Commit, column: Column, body: string): Buffer {
  if (column === 'version') return Buffer.from([commit.version]);
  return Buffer.from(column === 'body' ? body : commit[column]);
}

function write({ vandal }: Bench, row: number, column: Column, bytes: Buffer): boolean {
  const value: SQLInputValue = column === 'version' ? bytes.readInt8() : bytes;
  const type = column === 'version' ? 'INTEGER' : 'TEXT';
  try {
    vandal.prepare(`UPDATE commits SET ${column} = CAST(? AS ${type}) WHERE rowid = ?`).run(value, row);
    return true;
  } catch {
    // The unique indexes let no two entries have one name.
    return false;
  }
}

async function gather(audits: AsyncIterable<Audit>): Promise<readonly Audit[]> {
  const gathered: Audit[] = [];
  for await (const audit of audits) gathered.push(audit);
  return gathered;
}

/** Everything that is called broken, by name. */
function named(audits: readonly Audit[]): readonly string[] {
  return audits.flatMap(({ broken, damaged }) => [broken, ...damaged].flatMap((link) => link?.id ?? []));
}

/** Changes one byte, audits everything and the experiment alone, and puts the byte back. */
async function auditChanged(bench: Bench, at: number, column: Column, position: number, by: number) {
  const commit = bench.commits[at];
  const [record] = (await bench.store.records('gate')).slice(at);
  if (commit === undefined || record === undefined) throw new Error(`no entry ${at}`);
  const before = bytesOf(commit, column, record.body);
  const after = Buffer.from(before);
  const index = position % after.length;
  after[index] = ((after[index] ?? 0) + by) % 256;
  if (!write(bench, at + 1, column, after)) return null;
  const all = await gather(verifyStore(bench.store));
  const alone = await gather(verifyStore(bench.store, ['gate']));
  expect(write(bench, at + 1, column, before)).toBe(true);
  return { id: commit.id, shown: after.toString(), all: named(all), alone: named(alone) };
}

const anyChange = fc.record({
  bench: fc.nat(2),
  at: fc.nat(),
  column: fc.constantFrom(...COLUMNS),
  position: fc.nat({ max: 1e9 }),
  by: fc.integer({ min: 1, max: 255 }),
});

describe('verifyStore on a file', () => {
  it('names the commit of which any single byte was changed in any column', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(anyChange, async ({ bench: which, at, column, position, by }) => {
        const bench = benches[which];
        if (bench === undefined) throw new Error(`no bench ${which}`);
        const found = await auditChanged(bench, at % bench.commits.length, column, position, by);
        if (found === null) return;
        // An experiment whose name is no text any more can be called by nothing but what is left of the name.
        const isText = column !== 'experiment' || !found.shown.includes('\uFFFD');
        const name = isText ? found.id : found.shown;
        expect(found.all).toContain(name);
        expect(found.alone).toContain(name);
      }),
      { numRuns: 400 },
    );
  });

  it('names the last commit, whose end nothing follows, whatever its experiment was changed into', async () => {
    const [bench] = benches;
    if (bench === undefined) throw new Error('no bench');
    for (let by = 1; by < 256; by += 1) {
      const found = await auditChanged(bench, bench.commits.length - 1, 'experiment', by, by);
      if (found === null) throw new Error('no other experiment is as long');
      const name = found.shown.includes('\uFFFD') ? found.shown : found.id;
      expect(found.all).toContain(name);
      expect(found.alone).toContain(name);
    }
  });

  it('names an experiment of which an entry cannot be read at all', async () => {
    const [bench] = benches;
    bench?.vandal.exec('UPDATE commits SET version = version + (1 << 60) WHERE rowid = 3');
    const audits = bench === undefined ? [] : await gather(verifyStore(bench.store));
    bench?.vandal.exec('UPDATE commits SET version = version - (1 << 60) WHERE rowid = 3');
    expect(audits.map(({ experiment, broken }) => [experiment, broken?.id ?? null])).toEqual([
      ['gate', 'gate'],
      ['hate', null],
    ]);
    expect(audits[0]?.broken?.why).toMatch(/^its entries cannot be read: /);
  });
});

it('names a commit whose written U+FFFD lost a byte that decodes to the same', async () => {
  const path = join(folder, 'replacement.sqlite');
  const store = await openSqliteStore(path);
  const [commit] = chainOf('odd', [[{ kind: 'stamp', message: 'gate:1:0', text: 'a\uFFFDb' }]]);
  if (commit === undefined) throw new Error('no commit');
  await store.append(commit);
  const vandal = new DatabaseSync(path);
  const { body } = vandal.prepare('SELECT CAST(body AS BLOB) AS body FROM commits').get() ?? {};
  const bytes = Buffer.from(body instanceof Uint8Array ? body : []);
  bytes[bytes.indexOf(Buffer.from([0xef, 0xbf, 0xbd]))] = 0xf0;
  vandal.prepare('UPDATE commits SET body = CAST(? AS TEXT)').run(bytes);
  const audits: Audit[] = [];
  for await (const audit of verifyStore(store)) audits.push(audit);
  vandal.close();
  await store.close();
  expect(audits.map(({ broken }) => broken?.id)).toEqual(['odd:1']);
});
