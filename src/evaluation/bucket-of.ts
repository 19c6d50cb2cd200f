import { hash } from 'node:crypto';
import { WHOLE } from './flag-document.ts';

/**
 * The bucket of a unit, 0..9,999: SHA-256 of `<salt>:<unit>` in UTF-8, its first four bytes as a big-endian number, modulo 10,000. The
 * salt is the key of a flag for its variant, `rollout/<key>` for its place in the rollout, and the key of a layer or a holdout. Keys of
 * flags hold no slash, so no two of these are the same.
 */
export function bucketOf(salt: string, unit: string): number {
  // One character for each byte: this costs least.
  const bytes = hash('sha256', `${salt}:${unit}`, 'binary');
  const first =
    ((bytes.charCodeAt(0) << 24) | (bytes.charCodeAt(1) << 16) | (bytes.charCodeAt(2) << 8)) >>> 0;
  return (first + bytes.charCodeAt(3)) % WHOLE;
}
