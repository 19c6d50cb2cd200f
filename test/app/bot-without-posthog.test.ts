import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFlagKey, PRODUCTION } from '#adapters/own-flags/flag-keys.ts';
import { createOwnFlags } from '#adapters/own-flags/flags.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { run } from '#app/run.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import type { Logger } from '#shared/logger.ts';
import { HALVES, launchFlag } from '#test/app/flag-server/serving.ts';
import { PATIENT } from '#test/support/patience.ts';

it('a bot without PostHog starts, says that no application has a key, and serves its flags until it stops', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'co-pilot-own-'));
  const clock = { now: () => Date.now(), advance: () => {} };
  const sandbox = await startSandbox({ clock, databaseFile: join(folder, 'bot.sqlite') });
  const { posthog: _, ...others } = sandbox.config;
  const warned: string[] = [];
  const quiet = () => {};
  const log: Logger = {
    ...{ debug: quiet, info: quiet, error: quiet },
    warn: (_message, fields) => void warned.push(String(fields?.['reason'])),
  };
  const started = await run(
    {
      ...others,
      'own-flags': { host: '127.0.0.1', port: 0, pages: 'http://127.0.0.1' },
      'own-observations': { address: `sqlite:${join(folder, 'rows.sqlite')}`, days: 400 },
    },
    log,
  );
  if (started.kind === 'refused') throw new Error(started.problem.join(' '));
  const { flagsPort, stop } = started.value;
  expect(warned).toEqual([expect.stringMatching(/npm run flag-keys -- add/)]);
  const other = await openSqliteStore(sandbox.config.databaseFile);
  const key = await makeFlagKey(other, { name: 'shop', environment: PRODUCTION, madeAt: 0 });
  await launchFlag(createOwnFlags(other, ''), 'copy', HALVES);
  const ask = () =>
    fetch(`http://127.0.0.1:${flagsPort}/ofrep/v1/evaluate/flags/copy`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ context: { targetingKey: 'user-1' } }),
    });
  await expect.poll(async () => (await ask()).status, PATIENT).toBe(200);
  expect(await (await ask()).json()).toMatchObject({ key: 'copy', reason: 'SPLIT' });
  await stop();
  await expect(ask()).rejects.toThrow();
  await other.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});
