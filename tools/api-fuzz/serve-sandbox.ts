import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Bot } from '#app/bot.ts';
import { compose } from '#app/compose.ts';
import type { FullConfig } from '#app/config.ts';
import { openEvents } from '#app/own-observations.ts';
import { makeToken } from '#features/tokens/make-token.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import type { Logger } from '#shared/logger.ts';

/** Between two steps of the clock, in milliseconds; each lets a second pass, so that a rate limit hardly holds a fuzzer up. */
const TICK = 5;

const SCOPES = ['read', 'propose', 'act', 'webhooks'] as const;

/** The sandbox with its desk and API, and a token. */
export interface ServedSandbox {
  readonly origin: string;
  /** Of Sam, an approver who is made an admin too, with the scopes of a person. */
  readonly token: string;
  readonly channel: string;
  readonly close: () => Promise<void>;
}

/** Serves the sandbox on this machine, its clock running fast; `log` gets the lines of the bot. */
export async function serveSandbox(log: Logger): Promise<ServedSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'api-fuzz-'));
  const databaseFile = join(folder, 'bot.sqlite');
  const clock = createVirtualClock(Date.UTC(2026, 8, 7, 9));
  const sandbox = await startSandbox({ clock, databaseFile });
  const store = await openSqliteStore(databaseFile);
  const events = await openEvents({ address: `sqlite:${join(folder, 'observations.sqlite')}`, days: 400 });
  const bot: Bot = compose(withAdmin(sandbox.config, sandbox.slack.userId('sam')), {
    clock,
    log,
    store,
    events,
    onCommitted: () => void bot.worker.drain(),
  });
  await bot.begin();
  const port = (await bot.listen()) ?? 0;
  await sandbox.connect(port);
  const { people } = bot.coPilot;
  const actor = await people.actorOf(sandbox.slack.userId('sam'));
  const wish = { kind: 'person', name: 'A fuzzer', scopes: SCOPES, days: 365 } as const;
  const made = await makeToken(bot.coPilot, actor, wish);
  if (made.kind === 'refused') throw new Error(made.problem.message);
  const ticking = setInterval(() => clock.advance(1_000), TICK);
  return {
    ...{
      origin: `http://127.0.0.1:${port}`,
      token: made.value.text,
      channel: sandbox.slack.channelId('growth'),
    },
    close: async () => {
      clearInterval(ticking);
      await bot.worker.stop();
      await bot.close();
      await sandbox.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Its settings, with one admin more. */
function withAdmin(config: FullConfig, user: string): FullConfig {
  const { settings } = config;
  if (settings === null) return config;
  const { roles } = settings;
  return { ...config, settings: { ...settings, roles: { ...roles, admins: [...roles.admins, user] } } };
}
