import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { stopBot } from '#app/stop.ts';
import { createJobs } from '#journal/jobs.ts';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { HOUR, systemClock } from '#shared/clock.ts';
import { portOf, startProgram, variablesOf } from '#test/support/child-program.ts';
import { gate, readableLog } from '#test/support/experiments-bench.ts';
import { FORM, IDEA, wholeForm } from '#test/support/journey.ts';
import { type Gate, startGate } from '#test/support/journey-gate.ts';
import { PATIENT } from '#test/support/patience.ts';

let folder: string;
let databaseFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'co-pilot-stop-'));
  databaseFile = join(folder, 'bot.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function halfSent(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write('POST /github/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{}');
  return socket;
}

async function propose({ slack }: Sandbox): Promise<void> {
  const mia = slack.as('mia');
  await mia.command('/experiment', wholeForm(IDEA), { channel: 'growth' });
  const view = await vi.waitUntil(() => slack.openViews('mia').at(-1), PATIENT);
  await mia.submitModal(view, FORM);
}

describe('npm start, told to end', () => {
  let sandbox: Sandbox;
  let slow: Gate;
  beforeEach(async () => {
    sandbox = await startSandbox({ clock: { now: Date.now, advance: () => {} }, databaseFile });
    slow = await startGate(new URL(sandbox.config.slack.apiUrl ?? '').origin);
  });
  afterEach(() => Promise.all([slow.close(), sandbox.close()]));

  it('is gone within seconds and holds no lease, whatever hangs on its port', {
    timeout: 60_000,
  }, async () => {
    const config = { ...sandbox.config, slack: { ...sandbox.config.slack, apiUrl: `${slow.url}/api/` } };
    const program = startProgram({ environment: variablesOf(config), cwd: folder });
    const gone = once(program, 'exit');
    const port = await portOf(program);
    await sandbox.connect(port);
    const posted = gate();
    const held = slow.holdAt({ matches: ({ path }) => path.endsWith('postMessage'), hold: posted.opened });
    await propose(sandbox);
    await held;
    const socket = await halfSent(port);
    const told = Date.now();
    program.kill('SIGTERM');
    // Closed to newcomers at once, though the effect and the request are still under way.
    await expect.poll(() => fetch(`http://127.0.0.1:${port}/none`).catch(() => 'closed')).toBe('closed');
    posted.open();
    expect(await gone).toEqual([0, null]);
    expect(Date.now() - told).toBeLessThan(7_500);
    socket.destroy();

    const store = await openSqliteStore(databaseFile);
    const claim = { worker: 'the next', now: Date.now(), leaseMs: HOUR, limit: 9 };
    const [delivery] = await store.claimDue(claim);
    // The card was posted and written down; what follows it was not begun.
    expect(delivery).toMatchObject({ next: 1, attempts: 1 });
    await store.close();
  });
});

describe('a stop', () => {
  it('does not wait for a job that runs on, and leaves its bucket to others', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const store = await openSqliteStore(databaseFile);
    const { log, lines } = readableLog();
    const begun = gate();
    const run = () => {
      begun.open();
      return new Promise<never>(() => {});
    };
    const sweep = { name: 'sweep', everyMs: HOUR, backfill: false, run };
    const jobs = createJobs({ store, clock: systemClock, log, jobs: [sweep] });
    void jobs.tick();
    await begun.opened;
    const nothing = async () => {};
    const worker = { drain: async () => 0, start: () => {}, probe: nothing, stop: nothing };
    const stopped = stopBot({
      ticking: { stop: nothing },
      bot: { worker, jobs, close: nothing },
      store,
      log,
    });
    await vi.advanceTimersByTimeAsync(4_000);
    vi.useRealTimers();
    await stopped;
    expect(lines.map(({ fields }) => fields?.['part'])).toEqual(['jobs']);
    const again = await openSqliteStore(databaseFile);
    const bucket = Math.floor(Date.now() / HOUR) * HOUR;
    expect(await again.isClaimed('job:sweep', new Date(bucket).toISOString())).toBe(false);
    await again.close();
  });
});
