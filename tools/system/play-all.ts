import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Chunk, SystemResult } from './play-chunk.ts';

/** Experiments of one sandbox: a daily job reads every journal, so that its work grows with the square of them. */
const CHUNK = 8;

/** Plays experiments 1 to `count` of a seed over the cores of the machine. Rejects if a thread fails. */
export async function playAll(
  count: number,
  seed: number,
  onPlayed: (results: readonly SystemResult[]) => void,
): Promise<void> {
  const waiting: Chunk[] = [];
  for (let first = 1; first <= count; first += CHUNK) {
    const size = Math.min(CHUNK, count - first + 1);
    waiting.push({ seed, count, numbers: Array.from({ length: size }, (_, index) => first + index) });
  }
  const threads = Math.min(waiting.length, Math.max(2, availableParallelism()));
  await Promise.all(Array.from({ length: threads }, () => work(waiting, onPlayed)));
}

/** One thread, until no chunk is left. */
async function work(waiting: Chunk[], onPlayed: (results: readonly SystemResult[]) => void): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const over = new Promise<void>((resolve, reject) => {
    let present: Chunk | undefined;
    const next = () => {
      present = waiting.shift();
      if (present === undefined) return resolve();
      worker.postMessage(present);
    };
    worker.on('error', reject);
    worker.on('message', (results: readonly SystemResult[]) => {
      onPlayed(results);
      const left = present?.numbers.filter((number) => !results.some((one) => one.number === number)) ?? [];
      if (present !== undefined && left.length > 0) waiting.unshift({ ...present, numbers: left });
      next();
    });
    next();
  });
  try {
    await over;
  } finally {
    await worker.terminate();
  }
}
