import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { BotConfig } from '#app/config.ts';

const Heard = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listening'), port: z.number() }),
  z.object({ kind: z.literal('worked'), done: z.number(), due: z.number().nullable() }),
  z.object({ kind: z.literal('committed') }),
  z.looseObject({ kind: z.literal('log'), level: z.string(), message: z.string() }),
]);
type Heard = z.infer<typeof Heard>;
type HeardOf<Kind extends Heard['kind']> = Extract<Heard, { kind: Kind }>;

/** The bot in a process of its own, and its end. */
export interface ChildBot {
  readonly port: number;
  /** Error lines that it wrote. */
  readonly errors: readonly string[];
  /** How many commits with effects it has told of. */
  readonly commits: () => number;
  /** Does what is due at this time (milliseconds since 1970); never resolves where it is killed meanwhile. */
  work(now: number): Promise<{ readonly done: number; readonly due: number | null }>;
  /** Kills it with SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts the bot with `node`, exactly as it lies there, and waits until it listens. */
export async function startChildBot(config: BotConfig, now: number): Promise<ChildBot> {
  const child = fork(join(import.meta.dirname, 'child-bot.ts'), { execArgv: [], stdio: 'inherit' });
  const errors: string[] = [];
  let commits = 0;
  child.on('message', (message) => {
    const heard = Heard.parse(message);
    if (heard.kind === 'committed') commits += 1;
    if (heard.kind === 'log' && heard.level === 'error') errors.push(JSON.stringify(heard));
  });
  const listening = next(child, 'listening');
  child.send({ kind: 'start', config, now });
  const died = once(child, 'exit').then(([code]): never => {
    throw new Error(`the bot ended with ${code} before it listened`);
  });
  // Its later end, by SIGKILL, is awaited by whoever kills it.
  died.catch(() => {});
  const { port } = await Promise.race([listening, died]);
  return {
    port,
    errors,
    commits: () => commits,
    work: (at) => {
      const worked = next(child, 'worked');
      child.send({ kind: 'work', now: at });
      return worked;
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function next<Kind extends Heard['kind']>(child: ChildProcess, kind: Kind): Promise<HeardOf<Kind>> {
  const { promise, resolve } = Promise.withResolvers<HeardOf<Kind>>();
  const listen = (message: unknown) => {
    const heard = Heard.parse(message);
    if (!isOf(heard, kind)) return;
    child.off('message', listen);
    resolve(heard);
  };
  child.on('message', listen);
  return promise;
}

function isOf<Kind extends Heard['kind']>(heard: Heard, kind: Kind): heard is HeardOf<Kind> {
  return heard.kind === kind;
}
