import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Store } from '#ports/store.ts';
import { PATIENT } from '#test/support/patience.ts';
import { type ListeningBot, startListening } from './listening-bot.ts';

let bot: ListeningBot;
let folder: string;
let restored: Store | null = null;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  bot = await startListening();
});
afterAll(async () => {
  await bot.close();
  await restored?.close();
  rmSync(folder, { recursive: true });
});

function move(from: string, to: string): void {
  const moved = spawnSync(process.execPath, ['tools/move.ts', '--from', from, '--to', to], {
    encoding: 'utf8',
  });
  expect(moved).toMatchObject({ status: 0, stderr: '' });
  expect(moved.stdout).toContain('both sides hold the same');
}

it('a backup is restored, and the bot continues at its end', async () => {
  const { sandbox, store } = bot;
  const { key } = await bot.propose();
  const [backup, place] = [join(folder, 'backup.sqlite'), join(folder, 'restored.sqlite')];
  move(sandbox.config.databaseFile, backup);

  move(backup, place);
  restored = await openSqliteStore(place);
  const { bot: second, port } = await bot.another(restored);
  sandbox.slack.connectBot(`http://127.0.0.1:${port}/slack/events`);
  expect(await restored.records(key)).toEqual(await store.records(key));

  const { messages } = sandbox.slack.snapshot();
  const plan = messages.find(({ blocks }) => JSON.stringify(blocks).includes('approve_plan'));
  if (plan === undefined) throw new Error('there is no plan to approve');
  await sandbox.slack.as('priya').press(plan, { actionId: 'approve_plan' });
  await vi.waitUntil(async () => (await second.coPilot.load(key))?.status !== 'in-review', PATIENT);
  await second.worker.drain();
  const experiment = await second.coPilot.load(key);
  expect(experiment?.status).toBe('implemented');
  expect(await sandbox.github.listPulls()).toHaveLength(1);
  // The people are who they were: the requester is still kept from launching.
  expect(await restored.knownPseudonymOf('U0000000MIA')).toBe(experiment?.proposal.requester);
  const audit = spawnSync(process.execPath, ['tools/audit.ts', '--store', place], { encoding: 'utf8' });
  expect(audit.stdout).toContain(' 0 broken');
});
