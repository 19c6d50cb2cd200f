import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HealthReport } from '#app/health.ts';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { childEnvironment } from '#test/support/child-environment.ts';
import { MAIN, portsOf, variablesOf } from '#test/support/child-program.ts';
import { FORM, IDEA, wholeForm } from '#test/support/journey.ts';
import { PATIENT } from '#test/support/patience.ts';

/** A small disk at the first argument, for one program alone: it is in memory and goes with the program. */
const ON_A_SMALL_DISK = 'mount -t tmpfs -o size=3m disk "$1" && shift && exec "$@"';
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'disk', tmpdir()]).status === 0;

let folder: string;
let sandbox: Sandbox;
let program: ChildProcess;
let operations: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  const clock = { now: Date.now, advance: () => {} };
  sandbox = await startSandbox({ clock, databaseFile: join(folder, 'bot.sqlite') });
  const given = ['-rm', 'sh', '-c', ON_A_SMALL_DISK, 'sh', folder, process.execPath, MAIN];
  program = spawn('unshare', given, {
    env: childEnvironment(variablesOf(sandbox.config)),
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { port, operationsPort } = await portsOf(program);
  operations = `http://127.0.0.1:${operationsPort}`;
  await sandbox.connect(port);
});
afterEach(async () => {
  const gone = once(program, 'exit');
  program.kill('SIGKILL');
  await gone;
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

/** A file on the disk of the program. */
const onDisk = () => `/proc/${program.pid}/root${join(folder, 'fill')}`;

function fillDisk(): void {
  for (const size of [65_536, 4_096, 1]) {
    try {
      for (;;) appendFileSync(onDisk(), Buffer.alloc(size, 1));
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'ENOSPC' });
    }
  }
}

const health = async (): Promise<Pick<HealthReport, 'status' | 'dependencies'>> =>
  JSON.parse(await (await fetch(`${operations}/health`)).text());
const list = (who: string) => sandbox.slack.as(who).command('/experiment', 'list', { channel: 'growth' });

describe.skipIf(!mayMount)('a bot whose disk is full (needs unshare)', { timeout: 180_000 }, () => {
  it('says so, shows what it has, and goes on when there is room', async () => {
    const mia = sandbox.slack.as('mia');
    await mia.command('/experiment', wholeForm(IDEA), { channel: 'growth' });
    const view = await vi.waitUntil(() => sandbox.slack.openViews('mia').at(-1), PATIENT);
    await mia.submitModal(view, FORM);
    await vi.waitUntil(
      () => JSON.stringify(sandbox.slack.snapshot().messages).includes('approve_plan'),
      PATIENT,
    );

    fillDisk();
    // What is left of the log takes some more writes.
    const isFull = async () => {
      const listed = await list('mia');
      expect(listed.status).toBe(200);
      return JSON.stringify(await health()).includes('store.full');
    };
    expect(await vi.waitUntil(isFull, { timeout: 120_000, interval: 20 })).toBe(true);
    const before = sandbox.slack.ephemerals('mia').length;
    const listed = await list('mia');
    const shown = JSON.stringify([listed.body, sandbox.slack.ephemerals('mia').slice(before)]);
    expect(shown).toContain(IDEA.slice(0, 20));
    expect(await health()).toMatchObject({
      status: 'down',
      dependencies: { store: { advice: expect.stringContaining('make room') } },
    });

    rmSync(onDisk());
    const isWell = async () => (await health()).dependencies['store']?.ok === true;
    expect(await vi.waitUntil(isWell, PATIENT)).toBe(true);
    expect((await list('mia')).status).toBe(200);
  });
});
