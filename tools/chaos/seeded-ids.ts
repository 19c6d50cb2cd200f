import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { presentLife } from './life.ts';

/**
 * Draws the random bytes of this thread's code that runs in a life from a seed, so that ids are the same when a schedule is played
 * again. Drivers of real servers, which run outside of every life, keep the real ones. Answers how to take it back.
 */
export function installSeededIds(seed: number): () => void {
  const real = crypto.randomBytes;
  const { uniform } = seededRandom(seed + 1);
  const drawn = (size: number) =>
    Buffer.from(Array.from({ length: size }, () => Math.floor(uniform() * 256)));
  const bytes = (size: number, ...rest: readonly unknown[]): unknown =>
    presentLife.getStore() === undefined || rest.length > 0
      ? Reflect.apply(real, crypto, [size, ...rest])
      : drawn(size);
  put(bytes);
  return () => put(real);
}

/** Every module that has imported it sees the change. */
function put(randomBytes: unknown): void {
  Object.assign(crypto, { randomBytes });
  syncBuiltinESMExports();
}
