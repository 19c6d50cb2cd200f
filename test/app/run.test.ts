import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RunningBot, run } from '#app/run.ts';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import { PATIENT } from '#test/support/patience.ts';

let folder: string;
let sandbox: Sandbox;
let bot: RunningBot;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'co-pilot-run-'));
  const clock = { now: () => Date.now(), advance: () => {} };
  sandbox = await startSandbox({ clock, databaseFile: join(folder, 'bot.sqlite') });
  const started = await run(sandbox.config, silentLogger);
  if (started.kind === 'refused') throw new Error(started.problem.join(' '));
  bot = started.value;
  await sandbox.connect(bot.port ?? 0);
});

afterAll(async () => {
  await bot.stop();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a bot that runs by itself', () => {
  it('answers, and works on what was asked without being told to', async () => {
    const mia = sandbox.slack.as('mia');
    await mia.command('/experiment', 'Move the first gate from level 30 to level 40', { channel: 'growth' });
    const view = await vi.waitUntil(() => sandbox.slack.openViews('mia').at(-1), PATIENT);
    const { errors } = await mia.submitModal(view, {});
    expect(errors).toEqual({});
    const approvable = () =>
      sandbox.slack.snapshot().messages.some(({ blocks }) => JSON.stringify(blocks).includes('approve_plan'));
    expect(await vi.waitUntil(approvable, PATIENT)).toBe(true);
  });

  it('is healthy while it runs', async () => {
    expect((await fetch(`http://127.0.0.1:${bot.operationsPort}/health`)).status).toBe(200);
  });

  it('is down, and says what to do, after its file was deleted', async () => {
    await expect.poll(() => existsSync(`${sandbox.config.databaseFile}-bots`)).toBe(true);
    const answer = await vi.waitUntil(async () => {
      await rm(sandbox.config.databaseFile, { force: true });
      const asked = await fetch(`http://127.0.0.1:${bot.operationsPort}/health`);
      return asked.status === 503 && asked;
    }, PATIENT);
    expect(await answer.json()).toMatchObject({
      status: 'down',
      dependencies: {
        store: {
          code: 'store.file-gone',
          advice: expect.stringContaining('Stop the bot, put the file back or restore a backup'),
        },
      },
    });
  });

  it('stops, and can be stopped again', async () => {
    await bot.stop();
    await expect(fetch(`http://127.0.0.1:${bot.operationsPort}/health`)).rejects.toThrow();
  });
});
