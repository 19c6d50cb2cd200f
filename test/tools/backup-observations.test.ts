import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteEvents } from '#adapters/sqlite/events/open-events.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createObservations } from '#features/observations/observations.ts';

const NOW = Date.UTC(2026, 10, 30, 8);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-observations-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A store with the file of observations that belongs to it. */
async function open(store: string, events: string) {
  const journal = await openSqliteStore(store);
  const kept = await openSqliteEvents(events);
  const observations = createObservations({
    ...{ events: kept, journal, clock: { now: () => NOW }, days: 400 },
  });
  /** What becomes of a hundred rows that begin at a number. */
  const record = (first: number) =>
    observations.recordObservations(
      Array.from({ length: 100 }, (_, index) => ({
        ...{ id: `row ${first + index}`, unit: `unit ${index}`, at: NOW, name: 'answered', value: 1 },
        ...{ properties: null, consent: true },
      })),
      NOW,
    );
  const close = async () => {
    await kept.close();
    await journal.close();
  };
  return { record, close };
}

function backUp(given: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/backup.ts', ...given], {
    ...{ encoding: 'utf8', env: { ...process.env, MONGODB_URI: '', ...more } },
  });
  return { status, stdout, stderr };
}

it('copies the observations with the store while rows arrive, and what is put back knows the rows that it has', async () => {
  const [file, copy] = [join(folder, 'bot.sqlite'), join(folder, 'copy.sqlite')];
  const bot = await open(file, join(folder, 'bot-observations.sqlite'));
  await bot.record(0);
  const running = spawn(process.execPath, ['tools/backup.ts', copy, '--from', file]);
  let said = '';
  running.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  const ended = once(running, 'close');
  let rows = 100;
  for (let isOver = false; !isOver; rows += 100) {
    isOver = await Promise.race([ended.then(() => true), bot.record(rows).then(() => false)]);
    expect(rows).toBeLessThan(1e7);
  }
  expect(await ended).toEqual([0, null]);
  expect(said).toMatch(/0 exposures and \d+00 observations, checked, at .*copy-observations\.sqlite/);
  await bot.close();
  const events = join(folder, 'copy-observations.sqlite');
  expect(statSync(events).mode & 0o077).toBe(0);
  const restored = await open(copy, events);
  expect(new Set(await restored.record(0))).toEqual(new Set(['duplicate']));
  expect(new Set(await restored.record(rows + 100))).toEqual(new Set(['accepted']));
  await restored.close();
});

it('makes both copies or none', async () => {
  const [file, events] = [join(folder, 'bot.sqlite'), join(folder, 'bot-observations.sqlite')];
  const copy = join(folder, 'copy.sqlite');
  const none = () => [copy, join(folder, 'copy-observations.sqlite')].filter((path) => existsSync(path));
  const bot = await open(file, events);
  await bot.record(0);
  await bot.close();
  // Rows whose keys are in no index: they would count twice if they came again.
  const vandal = new DatabaseSync(events, { defensive: false });
  vandal.exec(`PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'hash)', 'hash) WHERE hash > 0')
    WHERE name = 'observations_key'; PRAGMA writable_schema = RESET; REINDEX observations_key;
    PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ' WHERE hash > 0', '')
    WHERE name = 'observations_key'; PRAGMA writable_schema = RESET`);
  vandal.close();
  expect(backUp([copy, '--from', file])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('bot-observations.sqlite is damaged'),
  });
  expect(none()).toEqual([]);
  rmSync(events);
  writeFileSync(events, 'a letter');
  expect(backUp([copy, '--from', file]).status).toBe(2);
  expect(none()).toEqual([]);
  // A store of its own salt alone knows whose rows they are.
  rmSync(events);
  const other = await open(join(folder, 'other.sqlite'), join(folder, 'other-observations.sqlite'));
  await other.record(0);
  await other.close();
  await (await openSqliteStore(join(folder, 'new.sqlite'))).close();
  const given = {
    DATABASE_FILE: join(folder, 'new.sqlite'),
    EVENTS_URL: `sqlite:${join(folder, 'other-observations.sqlite')}`,
  };
  expect(backUp([copy], given)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('back up again'),
  });
  expect(none()).toEqual([]);
});

it('copies the configured file, and says of a server that it is not copied', async () => {
  const [file, events] = [join(folder, 'bot.sqlite'), join(folder, 'elsewhere.sqlite')];
  const bot = await open(file, events);
  await bot.record(0);
  await bot.close();
  const settings = { DATABASE_FILE: file, EVENTS_URL: `sqlite:${events}` };
  expect(backUp([join(folder, 'one.sqlite')], settings)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('100 observations, checked'),
  });
  const server = { DATABASE_FILE: file, EVENTS_URL: 'postgresql://127.0.0.1/none' };
  expect(backUp([join(folder, 'two.sqlite')], server)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('EVENTS_URL names a server'),
  });
  expect(existsSync(join(folder, 'two-observations.sqlite'))).toBe(false);
});
