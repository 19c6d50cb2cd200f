import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { compose } from '#app/compose.ts';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import { tokenFor } from '#test/support/api-client.ts';
import { portOf, startProgram, variablesOf } from '#test/support/child-program.ts';

const KILLS = 8;
const LANES = 6;
const ROWS = 80;
const HOST = 'experiments.acme.test';

let folder: string;
let sandbox: Sandbox;
let token = '';
let events = '';
const programs: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'killed-ingest-'));
  events = join(folder, 'events.sqlite');
  sandbox = await startSandbox({
    clock: { now: Date.now, advance: () => {} },
    databaseFile: join(folder, 'bot.sqlite'),
  });
  const store = await openSqliteStore(sandbox.config.databaseFile);
  const ground = { clock: sandbox.clock, log: silentLogger, store, onCommitted: () => {} };
  const { coPilot, close } = compose(sandbox.config, ground);
  const wish = { kind: 'service', scopes: ['observe'] } as const;
  token = await tokenFor(coPilot, sandbox.slack.userId('ada'), wish, ['admin']);
  await close();
  await store.close();
});
afterEach(async () => {
  for (const program of programs.splice(0)) await killed(program);
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

async function killed(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const gone = once(program, 'exit');
  program.kill('SIGKILL');
  await gone;
}

async function start(): Promise<{ readonly program: ChildProcess; readonly port: number }> {
  const others = Object.entries(variablesOf(sandbox.config)).filter(([name]) => !name.startsWith('POSTHOG_'));
  const environment = {
    ...Object.fromEntries(others),
    ...{
      FLAGS_PORT: '0',
      EVENTS_URL: `sqlite:${events}`,
      DESK_URL: `https://${HOST}`,
      SLACK_CLIENT_ID: '1.2',
    },
    SLACK_CLIENT_SECRET: 'a'.repeat(32),
  };
  const program = startProgram({ environment, cwd: folder });
  programs.push(program);
  return { program, port: await portOf(program) };
}

/** Sends a batch once; null if no answer came. */
async function send(
  port: number,
  agent: Agent,
  body: object,
): Promise<{ status: number; json: unknown } | null> {
  const { promise, resolve } = Promise.withResolvers<{ status: number; json: unknown } | null>();
  const headers = { host: HOST, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const content = JSON.stringify(body);
  const sent = request(
    {
      ...{ port, agent, method: 'POST', path: '/api/v1/observations', host: '127.0.0.1' },
      headers: { ...headers, 'content-length': Buffer.byteLength(content) },
    },
    (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += String(chunk);
      });
      answer.on('end', () => {
        if (answer.complete) resolve({ status: answer.statusCode ?? 0, json: JSON.parse(text) });
        else resolve(null);
      });
      answer.on('error', () => resolve(null));
    },
  );
  sent.on('error', () => resolve(null));
  sent.end(content);
  return promise;
}

/** The numbers that are stored, each as often as it is. */
function stored(): readonly number[] {
  const database = new DatabaseSync(events);
  try {
    return database
      .prepare('SELECT value FROM observations')
      .all()
      .map(({ value }) => Number(value));
  } finally {
    database.close();
  }
}

it('loses nothing that it acknowledged and counts nothing twice, killed at any moment', {
  timeout: 300_000,
}, async () => {
  let port = 0;
  let isOver = false;
  let numbers = 0;
  const acknowledged = new Set<number>();
  const sent = new Set<number>();
  let [answered, repeated, unanswered] = [0, 0, 0];
  const agent = new Agent({ keepAlive: true });
  const lane = async () => {
    while (!isOver) {
      const own = Array.from({ length: ROWS }, () => (numbers += 1));
      const rows = own.map((value) => ({
        ...{ id: `row ${value}`, unit: `unit ${value % 500}`, name: 'answered', value },
        at: new Date().toISOString(),
      }));
      for (const value of own) sent.add(value);
      // Some answered batches come again, as from a client that died before it noted the answer.
      for (let times = own[0] !== undefined && own[0] % 3 === 0 ? 2 : 1; times > 0; ) {
        const answer = await send(port, agent, { sentAt: new Date().toISOString(), observations: rows });
        if (answer === null) {
          unanswered += 1;
          await sleep(20);
          continue;
        }
        if (answer.status === 429) {
          await sleep(100);
          continue;
        }
        expect([answer.status, answer.json]).toEqual([
          200,
          expect.objectContaining({ refused: [], dropped: 0 }),
        ]);
        const { accepted, duplicate } = answer.json as { accepted: number; duplicate: number };
        expect(accepted + duplicate).toBe(ROWS);
        if (duplicate > 0) repeated += 1;
        for (const value of own) acknowledged.add(value);
        answered += 1;
        times -= 1;
      }
    }
  };
  let running = await start();
  port = running.port;
  const lanes = Array.from({ length: LANES }, lane);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = answered;
    // Some die while they have hardly begun, some in full work.
    while (answered === before) await sleep(1);
    await sleep(Math.random() * 400);
    await killed(running.program);
    const kept = new Set(stored());
    expect([...acknowledged].filter((value) => !kept.has(value))).toEqual([]);
    running = await start();
    port = running.port;
  }
  isOver = true;
  await Promise.all(lanes);
  agent.destroy();
  await killed(running.program);
  const all = stored();
  expect(acknowledged.size).toBe(sent.size);
  expect(all.length).toBe(sent.size);
  expect(new Set(all).size).toBe(all.length);
  expect(repeated).toBeGreaterThan(0);
  expect(unanswered).toBeGreaterThan(0);
});
