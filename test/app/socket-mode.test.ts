import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { portOf, portsOf, startProgram, variablesOf } from '#test/support/child-program.ts';
import { PATIENT } from '#test/support/patience.ts';
import { APP_TOKEN, type SocketSlack, startSocketSlack } from '#test/support/socket-slack.ts';

let folder: string;
let sandbox: Sandbox;
let slack: SocketSlack;
let program: ChildProcess | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'co-pilot-socket-'));
  const clock = { now: Date.now, advance: () => {} };
  sandbox = await startSandbox({ clock, databaseFile: join(folder, 'bot.sqlite') });
  slack = await startSocketSlack(sandbox.config.slack.apiUrl ?? '');
});
afterEach(async () => {
  program?.kill('SIGKILL');
  await slack.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

function start(more: Readonly<Record<string, string>> = {}): ChildProcess {
  const environment = {
    ...variablesOf(sandbox.config),
    ...{ SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.apiUrl, ...more },
  };
  program = startProgram({ environment, cwd: folder });
  return program;
}

/** Ends the program by one SIGTERM; how it ended, and after how many milliseconds. */
async function terminate(running: ChildProcess) {
  const gone = once(running, 'exit');
  const told = Date.now();
  running.kill('SIGTERM');
  const [code] = await gone;
  return { code, took: Date.now() - told };
}

async function readiness(port: number): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}/ready`)).status;
}

const HELP = {
  type: 'slash_commands',
  accepts_response_payload: true,
  payload: {
    ...{ command: '/experiment', text: 'help', user_id: 'U0000000MIA', channel_id: 'C000000GROW' },
    ...{ team_id: 'T0000000001', trigger_id: 'T1', response_url: 'http://127.0.0.1:9/none' },
  },
};

describe('Socket Mode', () => {
  it('takes commands over the socket, and again over a new one after the first was cut', async () => {
    const { operationsPort: port } = await portsOf(start());
    await vi.waitUntil(() => slack.open() === 1, PATIENT);
    slack.send({ ...HELP, envelope_id: 'one' });
    await expect.poll(() => slack.heard.map((said) => said['envelope_id']), PATIENT).toEqual(['one']);
    await expect.poll(() => readiness(port), PATIENT).toBe(200);

    const asked = slack.asked();
    slack.cut();
    await vi.waitUntil(() => slack.asked() > asked && slack.open() === 1, PATIENT);
    const second = { ...HELP, envelope_id: 'two', payload: { ...HELP.payload, trigger_id: 'T2' } };
    slack.send(second);
    await expect.poll(() => slack.heard.map((said) => said['envelope_id']), PATIENT).toEqual(['one', 'two']);
  });

  it('refuses what comes for another workspace, in the answer of the same socket', async () => {
    await portsOf(start());
    await vi.waitUntil(() => slack.open() === 1, PATIENT);
    const payload = { ...HELP.payload, team_id: 'T0000000999', trigger_id: 'T9' };
    slack.send({ ...HELP, envelope_id: 'foreign', payload });
    await vi.waitUntil(() => slack.heard.length === 1, PATIENT);
    expect(JSON.stringify(slack.heard)).toContain('serves another Slack workspace');
  });

  it('is not ready while Slack opens no socket, goes on, and is ready again', async () => {
    const { operationsPort: port } = await portsOf(start());
    await expect.poll(() => readiness(port), PATIENT).toBe(200);
    slack.refuse('internal_error');
    slack.cut();
    await expect.poll(() => readiness(port), PATIENT).toBe(503);
    slack.refuse(null);
    await expect.poll(() => readiness(port), PATIENT).toBe(200);
  });

  it('ends at the first SIGTERM while a socket is open', async () => {
    const running = start();
    await portOf(running);
    await vi.waitUntil(() => slack.open() === 1, PATIENT);
    const { code, took } = await terminate(running);
    expect(code).toBe(0);
    expect(took).toBeLessThan(7_500);
  });

  it('ends at the first SIGTERM while Slack cannot be reached', { timeout: 60_000 }, async () => {
    // Port 9 answers nothing: the network is down for Slack alone.
    const running = start({ SLACK_API_URL: 'http://127.0.0.1:9/api/' });
    const { operationsPort: port } = await portsOf(running);
    expect(await readiness(port)).toBe(503);
    const { code, took } = await terminate(running);
    expect(code).toBe(0);
    expect(took).toBeLessThan(7_500);
  });
});
