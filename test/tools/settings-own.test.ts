import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqliteEvents } from '#adapters/sqlite/events/open-events.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createObservations } from '#features/observations/observations.ts';
import { HOUR } from '#shared/clock.ts';

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'settings-own-'));
  const events = await openSqliteEvents(join(folder, 'events.sqlite'));
  const journal = await openSqliteStore(':memory:');
  const { recordObservations } = createObservations({ events, journal, clock: { now: Date.now }, days: 400 });
  const names = ['run_started', 'answered', 'run_completed'];
  const rows = ['run 1', 'run 2', 'run 3'].flatMap((unit) =>
    names.map((name, index) => {
      const more = { value: name === 'answered' ? 2.5 : null, properties: { correct: unit === 'run 1' } };
      return { id: `${unit} ${name}`, unit, at: Date.now() - HOUR + index, name, consent: true, ...more };
    }),
  );
  await recordObservations(rows, Date.now());
  await events.close();
  await journal.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function settings(...args: readonly string[]) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    FLAGS_PORT: '3002',
    EVENTS_URL: `sqlite:${join(folder, 'events.sqlite')}`,
  };
  const tool = join(process.cwd(), 'tools/settings.ts');
  return spawnSync(process.execPath, [tool, ...args], { cwd: folder, env, encoding: 'utf8' });
}

it('`settings check` says of own observations which came, and which did not', () => {
  cpSync('docs/examples/agent-settings.yaml', join(folder, 'co-pilot.yaml'));
  const { status, stdout } = settings('check');
  expect(stdout).toMatch(/success: last seen .* 33.33 % of 3 units/);
  expect(stdout).toContain('satisfaction: the event "rated" did not come in the last 30 days.');
  expect(stdout).toContain('1 problem');
  expect(status).toBe(1);
});

it('`settings discover` proposes metrics of own observations', () => {
  const file = join(folder, 'new.yaml');
  const { stdout } = settings(
    'discover',
    '--write',
    file,
    '--approvers',
    'U00000PRIYA',
    '--repositories',
    'a/b',
  );
  expect(stdout).toContain('answered');
  expect(readFileSync(file, 'utf8')).toContain('event: run_completed');
});
