import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Store } from '#ports/store.ts';
import { HOUR } from '#shared/clock.ts';
import { chainOf } from '#test/support/experiments.ts';

const CARD = [{ kind: 'card' }] as const;

let folder = '';
let path = '';
let store: Store;
let bots: ChildProcessWithoutNullStreams[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'presence-'));
  path = join(folder, 'store.sqlite');
  store = await openSqliteStore(path);
  for (const commit of chainOf('gate', [CARD])) await store.append(commit);
});
afterEach(async () => {
  for (const bot of bots) await ended(bot, () => bot.kill('SIGKILL'));
  bots = [];
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Starts a bot in a process of its own, and answers how many others it met. */
async function startBot(): Promise<readonly [ChildProcessWithoutNullStreams, string]> {
  const bot = spawn(process.execPath, ['test/adapters/sqlite/bot.ts', path]);
  bots.push(bot);
  const [said] = await once(bot.stdout, 'data');
  return [bot, String(said).trim()];
}

async function ended(bot: ChildProcessWithoutNullStreams, end: () => void): Promise<void> {
  if (bot.exitCode !== null || bot.signalCode !== null) return;
  const exit = once(bot, 'exit');
  end();
  await exit;
}

/** Arrives, and answers the others, and how often it was told that it is alone. */
async function arrive() {
  let alone = 0;
  const others = await store.arrive(async () => {
    alone += 1;
  });
  return { others, alone };
}

const claim = () => store.claimDue({ worker: 'next', now: Date.now(), leaseMs: HOUR, limit: 9 });

describe('a bot that arrives at a file', () => {
  it('takes over at once what a bot that was killed held, and its attempt counts', async () => {
    const [bot] = await startBot();
    expect(await claim()).toEqual([]);
    await ended(bot, () => bot.kill('SIGKILL'));
    expect(await claim()).toEqual([]);
    expect(await arrive()).toEqual({ others: [], alone: 1 });
    expect(await claim()).toMatchObject([{ attempts: 2 }]);
  });

  it('is told of another one that lives, and leaves it what it holds', async () => {
    const [bot] = await startBot();
    expect(await arrive()).toEqual({
      others: [{ name: expect.stringContaining(`process ${bot.pid} on `), since: expect.any(Number) }],
      alone: 0,
    });
    expect(await claim()).toEqual([]);
  });

  it('is told of the ones that live alone', async () => {
    const [killed] = await startBot();
    await ended(killed, () => killed.kill('SIGKILL'));
    const [left, first] = await startBot();
    expect(first).toBe('0');
    expect((await startBot())[1]).toBe('1');
    await ended(left, () => left.stdin.write('end'));
    expect((await arrive()).others).toHaveLength(1);
  });

  it('is alone on a store in memory', async () => {
    await store.close();
    store = await openSqliteStore(':memory:');
    expect(await arrive()).toEqual({ others: [], alone: 1 });
  });
});
