import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program that listens on a port of this machine until its input ends. */
export interface SpawnedServer {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Starts a program that prints its port as its first line. Rejects if it ends before. */
export async function spawnServer(command: string, words: readonly string[]): Promise<SpawnedServer> {
  const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [port] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(([code]) => {
      throw new Error(`${words[0]} ended with ${code} before it listened`);
    }),
  ]);
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
