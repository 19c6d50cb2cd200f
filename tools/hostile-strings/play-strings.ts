import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Defence } from './defences.ts';
import type { PlayedTask } from './worker.ts';

/** What came of one string: the places that took it, and everything by which it got out. */
export interface JudgedString {
  readonly string: string;
  readonly reached: readonly string[];
  readonly escapes: readonly string[];
}

/** Plays every string over the cores of the machine, in the order of the strings. Rejects if one cannot be played. */
export async function playStrings(
  strings: readonly string[],
  without: Defence | null,
  onPlayed: (judged: JudgedString) => void = () => {},
): Promise<readonly JudgedString[]> {
  const waiting = strings.map((string, place) => ({ string, place }));
  const judged: JudgedString[] = [];
  const work = async () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { without } });
    const over = new Promise<void>((resolve, reject) => {
      const next = () => {
        const task = waiting.shift();
        if (task === undefined) return resolve();
        worker.postMessage(task);
      };
      worker.on('error', reject);
      worker.on('message', ({ place, result }: PlayedTask) => {
        if (result.kind === 'refused') return reject(new Error(result.problem));
        const one = { string: strings[place] ?? '', ...result.value };
        judged[place] = one;
        onPlayed(one);
        next();
      });
      next();
    });
    try {
      await over;
    } finally {
      await worker.terminate();
    }
  };
  const threads = Math.min(strings.length, Math.max(2, availableParallelism()));
  await Promise.all(Array.from({ length: threads }, work));
  return judged;
}
