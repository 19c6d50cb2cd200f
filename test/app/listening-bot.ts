import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Bot } from '#app/bot.ts';
import { compose } from '#app/compose.ts';
import type { FullConfig } from '#app/config.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Store } from '#ports/store.ts';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import type { LogFields } from '#shared/logger.ts';
import { FORM, IDEA, wholeForm } from '#test/support/journey.ts';
import { PATIENT } from '#test/support/patience.ts';

export interface Line {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

/** A composed bot that listens, whose port, log and store a test can get at. Effects are performed as they come. */
export interface ListeningBot {
  readonly sandbox: Sandbox;
  readonly bot: Bot;
  /** The store behind whatever the bot was given. */
  readonly store: Store;
  readonly port: number;
  readonly lines: readonly Line[];
  /** A further bot at another port, over the same store or another. */
  another(over?: Store): Promise<{ readonly bot: Bot; readonly port: number }>;
  /** Mia's experiment, once its plan waits for review. */
  propose(idea?: string): Promise<Experiment>;
  close(): Promise<void>;
}

/** Starts the stand-ins and a bot. `between` may stand between the bot and its store; `configOf` may set the bot in another way. */
export async function startListening(
  between: (store: Store) => Store = (store) => store,
  configOf: (sandbox: Sandbox) => FullConfig = ({ config }) => config,
): Promise<ListeningBot> {
  const folder = await mkdtemp(join(tmpdir(), 'listening-'));
  const databaseFile = join(folder, 'bot.sqlite');
  const clock = createVirtualClock(Date.UTC(2026, 8, 7, 9));
  const sandbox = await startSandbox({ clock, databaseFile });
  const store = await openSqliteStore(databaseFile);
  const lines: Line[] = [];
  const bots: Bot[] = [];
  const write =
    (level: Line['level']) =>
    (message: string, fields: LogFields = {}) => {
      lines.push({ level, message, fields });
    };
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const another = async (over: Store = store) => {
    const bot: Bot = compose(configOf(sandbox), {
      ...{ clock, log, store: between(over) },
      onCommitted: () => void bot.worker.drain(),
    });
    bots.push(bot);
    return { bot, port: (await bot.listen()) ?? 0 };
  };
  const { bot, port } = await another();
  await sandbox.connect(port);
  return {
    ...{ sandbox, bot, store, port, lines, another },
    propose: (idea = IDEA) => propose(sandbox, bot, store, idea),
    close: async () => {
      for (const one of bots) {
        await one.worker.stop();
        await one.close();
      }
      await sandbox.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function propose({ slack }: Sandbox, bot: Bot, store: Store, idea: string): Promise<Experiment> {
  const known = await store.experimentKeys(null, 100);
  const mia = slack.as('mia');
  await mia.command('/experiment', wholeForm(idea), { channel: 'growth' });
  const view = await vi.waitUntil(() => slack.openViews('mia').at(-1), PATIENT);
  await mia.submitModal(view, FORM);
  const [key = ''] = (await store.experimentKeys(null, 100)).filter((one) => !known.includes(one));
  await bot.worker.drain();
  const experiment = await bot.coPilot.load(key);
  if (experiment?.status !== 'in-review')
    throw new Error(`the experiment is ${experiment?.status ?? 'not there'}`);
  return experiment;
}
