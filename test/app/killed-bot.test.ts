import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { portOf, startProgram, variablesOf } from '#test/support/child-program.ts';
import { FORM, IDEA, wholeForm } from '#test/support/journey.ts';
import { type Gate, startGate } from '#test/support/journey-gate.ts';
import { PATIENT } from '#test/support/patience.ts';

/** Milliseconds; a lease lasts a minute. */
const FAR_LESS_THAN_A_LEASE = { timeout: 40_000 };

let folder: string;
let sandbox: Sandbox;
let gate: Gate;
let programs: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'co-pilot-killed-'));
  const clock = { now: Date.now, advance: () => {} };
  sandbox = await startSandbox({ clock, databaseFile: join(folder, 'bot.sqlite') });
  gate = await startGate(new URL(sandbox.config.slack.apiUrl ?? '').origin);
});
afterEach(async () => {
  for (const program of programs) await killed(program);
  programs = [];
  await Promise.all([gate.close(), sandbox.close()]);
  await rm(folder, { recursive: true, force: true });
});

function start(): ChildProcess {
  const config = { ...sandbox.config, slack: { ...sandbox.config.slack, apiUrl: `${gate.url}/api/` } };
  const program = startProgram({ environment: variablesOf(config), cwd: folder });
  programs.push(program);
  return program;
}

async function killed(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const gone = once(program, 'exit');
  program.kill('SIGKILL');
  await gone;
}

async function propose(): Promise<void> {
  const mia = sandbox.slack.as('mia');
  await mia.command('/experiment', wholeForm(IDEA), { channel: 'growth' });
  const view = await vi.waitUntil(() => sandbox.slack.openViews('mia').at(-1), PATIENT);
  await mia.submitModal(view, FORM);
}

describe('a bot on a SQLite file', { timeout: 120_000 }, () => {
  it('takes up at once, after it was killed, what it was killed in', async () => {
    const first = start();
    await sandbox.connect(await portOf(first));
    const posting = gate.holdAt({ matches: ({ path }) => path.endsWith('postMessage'), hold: 'undone' });
    await propose();
    await posting;
    await killed(first);
    await sandbox.connect(await portOf(start()));
    const isPosted = () => sandbox.slack.snapshot().messages.length > 0;
    expect(await vi.waitUntil(isPosted, FAR_LESS_THAN_A_LEASE)).toBe(true);
  });

  it('says that another one works on the file', async () => {
    const first = start();
    await portOf(first);
    const second = start();
    if (second.stdout === null) throw new Error('the program says nothing');
    for await (const line of createInterface({ input: second.stdout })) {
      const said: { msg?: string; other?: string } = JSON.parse(line);
      if (said.other === undefined) continue;
      expect(said).toMatchObject({ other: expect.stringContaining(`process ${first.pid} on `) });
      return;
    }
    throw new Error('it said nothing of the other');
  });
});
