import { inThreads } from '#tools/in-threads.ts';
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
  await inThreads<Chunk, readonly SystemResult[]>({
    module: new URL('./worker.ts', import.meta.url),
    waiting,
    onAnswer: (results, chunk) => {
      onPlayed(results);
      const left = chunk.numbers.filter((number) => !results.some((one) => one.number === number));
      if (left.length > 0) waiting.unshift({ ...chunk, numbers: left });
    },
  });
}
