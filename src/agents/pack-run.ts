import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { hashOf } from '#shared/canonical-json.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** The most that is unpacked, in bytes: what is kept is smaller by far. */
const LONGEST = 200_000_000;

/** A value that survives JSON, with its hash and as it is kept: its keys stay in their order, because a prompt may show them. */
export async function packed(value: unknown): Promise<{ readonly hash: string; readonly body: Uint8Array }> {
  return { hash: hashOf(value), body: new Uint8Array(await pack(JSON.stringify(value))) };
}

/** What was packed, as its JSON says; null if it cannot be read any more. */
export async function unpacked(body: Uint8Array): Promise<unknown> {
  try {
    const text = await unpack(body, { maxOutputLength: LONGEST });
    return JSON.parse(text.toString('utf8'));
  } catch {
    return null;
  }
}
