import type { Drawing } from '#adapters/resvg/pictures.ts';
import type { Bot } from '#app/bot.ts';
import { compose } from '#app/compose.ts';
import type { BotConfig } from '#app/config.ts';
import type { Store } from '#ports/store.ts';
import type { Logger } from '#shared/logger.ts';
import type { Chance } from './chance.ts';
import { beginLife, type Life, presentLife } from './life.ts';
import { severedFetch, type Wires } from './severed-fetch.ts';
import { severedStore } from './severed-store.ts';

/** A running process of the bot: killed, it is gone at once and leaves everything as it lies. */
export interface BotProcess {
  readonly life: Life;
  readonly port: number;
  /** When it started, on the virtual clock. */
  readonly startedAt: number;
  /** The version of the settings that it acts by; null while it acts by those it was started with. */
  settingsVersion(): number | null;
  /** Does what the poll of the worker does. */
  drain(): void;
  /** Does what a tick of the clock does. */
  tick(): void;
  /** Ends it as a deployment does: no new work, what has begun comes to its end, and the leases are handed back. */
  stop(): Promise<void>;
  /** Frees the port that the ended process still holds; of the rest of it nothing happens any more. */
  close(): void;
}

/** A stop is given this long, in milliseconds, before the process is ended as it is. */
const STOP_LIMIT = 9_500;

/** Threads that draw know no virtual clock, and no agenda: every picture is the same dot, at once. */
const AT_ONCE: Drawing = {
  pictures: { toPng: async () => Buffer.from('iVBORw0KGgo=', 'base64') },
  probe: async () => {},
};

export interface ProcessNeeds extends Wires {
  readonly config: () => BotConfig;
  readonly store: Store;
  readonly chance: Chance;
  readonly log: Logger;
}

/** Composes the real bot over a store and a `fetch` that are severed when it is killed, and lets it listen. */
export async function startProcess(needs: ProcessNeeds, name: string, skew: number): Promise<BotProcess> {
  const { sandbox, agenda, chance, log } = needs;
  const life = beginLife(name, skew);
  const startedAt = sandbox.clock.now();
  const inLife = <Value>(work: () => Value) => presentLife.run(life, work);
  const bot: Bot = inLife(() =>
    compose(needs.config(), {
      clock: { now: () => sandbox.clock.now() + life.skew },
      log,
      store: severedStore(needs.store, life, agenda, needs.weather.storeFaultOf),
      fetch: severedFetch(needs, life),
      drawing: AT_ONCE,
      random: chance.uniform,
      onCommitted: () => void bot.worker.drain(),
    }),
  );
  const port = await inLife(() => bot.listen());
  let closed: Promise<void> | null = null;
  const close = () => {
    closed ??= bot.close();
    return closed;
  };
  const stop = async () => {
    // Requests that it still works on are waited for.
    await agenda.expect(close());
    await bot.jobs.stop();
    await bot.worker.stop();
  };
  return {
    life,
    ...{ port: port ?? 0, startedAt },
    settingsVersion: () => bot.coPilot.choices.version,
    drain: () => inLife(() => void bot.worker.drain()),
    tick: () => inLife(() => void bot.jobs.tick()),
    stop: () => inLife(() => Promise.race([stop(), agenda.sleep(life, STOP_LIMIT)])),
    close: () => inLife(() => void close()),
  };
}
