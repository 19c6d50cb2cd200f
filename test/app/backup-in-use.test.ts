import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { wholeForm } from '#test/support/journey.ts';
import { type ListeningBot, startListening } from './listening-bot.ts';

let bot: ListeningBot;
let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'in-use-'));
  bot = await startListening();
  file = bot.sandbox.config.databaseFile;
  await bot.propose();
});
afterAll(async () => {
  await bot.close();
  rmSync(folder, { recursive: true });
});

/** Runs a tool while people use the bot one act after the other, far more than 200 a minute; at least twenty acts. */
async function whileInUse(tool: string, ...given: readonly string[]) {
  const running = spawn(process.execPath, [`tools/${tool}.ts`, ...given]);
  let [said, complaint, hasEnded] = ['', '', false];
  running.stdout.on('data', (chunk) => {
    said += chunk;
  });
  running.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const ended = once(running, 'close').then(([status]) => {
    hasEnded = true;
    return status;
  });
  const ada = bot.sandbox.slack.as('ada');
  const words = ['list', 'list mine', wholeForm('Show the price earlier')];
  for (let act = 0; !hasEnded || act < 20; act += 1) {
    const { status } = await ada.command('/experiment', words[act % 3] ?? '', { channel: 'growth' });
    expect(status).toBe(200);
  }
  return { status: await ended, said, complaint };
}

function audit(path: string) {
  const { status, stdout } = spawnSync(process.execPath, ['tools/audit.ts', '--store', path], {
    encoding: 'utf8',
  });
  return { status, stdout };
}

describe('while people use the bot', { timeout: 120_000 }, () => {
  it('a backup is made and verified, and what is restored from it is whole', async () => {
    const copy = join(folder, 'copy.sqlite');
    const made = await whileInUse('backup', copy, '--from', file);
    expect(made).toMatchObject({ status: 0, complaint: '' });
    expect(made.said).toContain('all verified');
    expect(audit(copy)).toMatchObject({ status: 0, stdout: expect.stringContaining(' 0 broken') });
    // One file, for its owner alone.
    expect([`${copy}-wal`, `${copy}.part`].filter((path) => existsSync(path))).toEqual([]);
    expect(statSync(copy).mode & 0o077).toBe(0);
    const [key = ''] = await bot.store.experimentKeys(null, 1);
    const restored = await openSqliteStore(copy);
    const entries = await restored.records(key);
    expect(entries.length).toBeGreaterThan(0);
    expect((await bot.store.records(key)).slice(0, entries.length)).toEqual(entries);
    await restored.close();
  });

  it('a move copies what was there when it began', async () => {
    const target = join(folder, 'moved.sqlite');
    const moved = await whileInUse('move', '--from', file, '--to', target);
    expect(moved).toMatchObject({ status: 0, complaint: '' });
    expect(audit(target)).toMatchObject({ status: 0 });
  });
});

describe('npm run backup', () => {
  const backUp = (...given: readonly string[]) => {
    const { status, stderr } = spawnSync(process.execPath, ['tools/backup.ts', ...given], {
      encoding: 'utf8',
    });
    return { status, stderr };
  };

  it('holds no session of the desk: one that is ended must not come back with it', async () => {
    const session = { digest: 'd'.repeat(64), user: 'U0000000MIA', createdAt: 1, seenAt: 2 };
    await bot.store.putSession(session);
    const copy = join(folder, 'without-sessions.sqlite');
    expect(backUp(copy, '--from', file).status).toBe(0);
    expect(readFileSync(copy).includes(session.digest)).toBe(false);
    const restored = await openSqliteStore(copy);
    expect(await restored.sessionsOf(session.user)).toEqual([]);
    await restored.close();
    expect(await bot.store.session(session.digest)).toEqual(session);
  });

  it('writes over no file', () => {
    const taken = join(folder, 'taken');
    writeFileSync(taken, 'a letter');
    expect(backUp(taken, '--from', file)).toEqual({
      status: 1,
      stderr: expect.stringContaining('There is a file'),
    });
    expect(readFileSync(taken, 'utf8')).toBe('a letter');
  });

  const HARMS: readonly (readonly [string, (database: DatabaseSync) => void])[] = [
    [
      'a broken chain',
      (database) => {
        database.exec(`UPDATE commits SET body = replace(body, 'level 30', 'level 31') WHERE version = 1`);
      },
    ],
    [
      'an index without an entry of its table',
      (database) => {
        const name = 'commits_chain';
        const { sql } = database.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(name) ?? {};
        database.exec(`PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql =
          replace(sql, 'version)', 'version) WHERE version > 1') WHERE name = '${name}'; PRAGMA writable_schema = RESET`);
        database.exec(`REINDEX ${name}`);
        database.exec('PRAGMA writable_schema = ON');
        database.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(sql ?? null, name);
        database.exec('PRAGMA writable_schema = RESET');
      },
    ],
  ];

  it.each(HARMS)('keeps no copy of a store with %s', (_name, harm) => {
    const harmed = join(folder, 'harmed.sqlite');
    rmSync(harmed, { force: true });
    expect(backUp(harmed, '--from', file).status).toBe(0);
    const vandal = new DatabaseSync(harmed, { defensive: false });
    harm(vandal);
    vandal.close();
    const copy = join(folder, 'of-harmed.sqlite');
    expect(backUp(copy, '--from', harmed).status).toBe(1);
    expect([copy, `${copy}.part`].filter((path) => existsSync(path))).toEqual([]);
  });

  it('says what it cannot read', () => {
    expect(backUp(join(folder, 'x'), '--from', join(folder, 'nowhere'))).toMatchObject({ status: 2 });
    expect(backUp(join(folder, 'x'), '--from', 'mongodb://127.0.0.1/x')).toMatchObject({ status: 2 });
    expect(backUp()).toMatchObject({ status: 2 });
    const foreign = join(folder, 'foreign.sqlite');
    const other = new DatabaseSync(foreign);
    other.exec('CREATE TABLE bookmarks (url TEXT)');
    other.close();
    expect(backUp(join(folder, 'x'), '--from', foreign)).toMatchObject({ status: 2 });
  });
});
