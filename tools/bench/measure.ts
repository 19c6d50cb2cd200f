import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Median milliseconds of one call, over `rounds` rounds of `calls` calls, after a warm-up round. */
export function medianMilliseconds(work: () => void, calls: number, rounds: number): number {
  return median(timesOf(work, calls, rounds));
}

/** Milliseconds of one call in the quickest round, which other work on the machine disturbed least. */
export function quickestMilliseconds(work: () => void, calls: number, rounds: number): number {
  return Math.min(...timesOf(work, calls, rounds));
}

function timesOf(work: () => void, calls: number, rounds: number): readonly number[] {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) work();
    if (round > 0) times.push((performance.now() - start) / calls);
  }
  return times;
}

/**
 * Median bytes that one call allocates: growth of the heap over a few calls between collections.
 * Rounds in which the collector ran by itself show less than was allocated; they are the minority.
 */
export function medianBytes(work: () => void, calls: number, rounds: number): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const sizes: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (typeof collect === 'function') collect();
    const before = process.memoryUsage().heapUsed;
    for (let call = 0; call < calls; call += 1) work();
    sizes.push((process.memoryUsage().heapUsed - before) / calls);
  }
  return median(sizes);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((first, second) => first - second);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
