import { hash } from 'node:crypto';
import { WHOLE } from './flag-document.ts';

/**
 * The bucket of a unit, 0..9,999: SHA-256 of `<salt>:<unit>` in UTF-8, its first four bytes as a big-endian number, modulo 10,000. The
 * salt is the key of a flag for its variant, `rollout/<key>` for its place in the rollout, and the key of a layer or a holdout. Keys of
 * flags hold no slash, so no two of these are the same.
 */
export function bucketOf(salt: string, unit: string): number {
  return Number.parseInt(hash('sha256', `${salt}:${unit}`, 'hex').slice(0, 8), 16) % WHOLE;
}
