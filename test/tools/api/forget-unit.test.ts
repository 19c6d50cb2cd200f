import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEvents } from '#app/own-observations.ts';
import { type RunningSandbox, runSandbox } from '#sandbox/run-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import { tokenFor } from '#test/support/api-client.ts';

let folder = '';
let running: RunningSandbox;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forget-unit-'));
  const events = await openEvents({ address: `sqlite:${join(folder, 'events.sqlite')}`, days: 400 });
  if (events === null) throw new Error('nothing was opened');
  running = await runSandbox({ log: silentLogger, databaseFile: ':memory:', events });
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the tool to its end while this process answers it. */
function forget(token: string, ...units: readonly string[]) {
  const { promise, resolve } = Promise.withResolvers<{ status: number | null; said: string }>();
  const env = {
    ...{ PATH: process.env['PATH'] ?? '', CO_PILOT_TOKEN: token },
    CO_PILOT_API: `http://127.0.0.1:${running.port}`,
  };
  const child = spawn(process.execPath, ['tools/forget-unit.ts', ...units], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  child.on('close', (status) => resolve({ status, said }));
  return promise;
}

it('`npm run forget-unit` erases a unit for an admin, and for no other person', async () => {
  const { coPilot } = running.bot;
  const { slack, clock } = running.sandbox;
  const row = {
    id: '1',
    unit: 'ann',
    at: clock.now(),
    name: 'seen',
    value: null,
    properties: null,
    consent: true,
  };
  await coPilot.observations?.recordObservations([row], clock.now());
  const member = await tokenFor(coPilot, slack.userId('mia'));
  expect(await forget(member, 'ann')).toEqual({ status: 1, said: expect.stringContaining('Only admins') });
  const admin = await tokenFor(coPilot, slack.userId('ada'));
  const said = 'forget-unit: 0 exposures and 1 observations are erased\n';
  expect(await forget(admin, 'ann')).toEqual({ status: 0, said });
  expect(await forget(admin)).toEqual({ status: 2, said: expect.stringContaining('usage:') });
});
