import { gunzipSync, gzipSync } from 'node:zlib';
import { hashOf } from '#shared/canonical-json.ts';

/** The most that is unpacked, in bytes: what is kept is smaller by far. */
const LONGEST = 200_000_000;

/**
 * A value that survives JSON, with its hash and as it is kept: its keys stay in their order, because a prompt may show them. It is packed at
 * once: on a thread of its own, when it is done would depend on the machine, and a schedule of the chaos harness would not repeat.
 */
export function packed(value: unknown): { readonly hash: string; readonly body: Uint8Array } {
  return { hash: hashOf(value), body: new Uint8Array(gzipSync(JSON.stringify(value))) };
}

/** What was packed, as its JSON says; null if it cannot be read any more. */
export function unpacked(body: Uint8Array): unknown {
  try {
    const text = gunzipSync(body, { maxOutputLength: LONGEST });
    return JSON.parse(text.toString('utf8'));
  } catch {
    return null;
  }
}
