import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { rsaKeyOf } from '#adapters/sql-http/read-key.ts';
import { LOOPBACK_HOSTS } from '#shared/loopback.ts';

/** The key of a service account. */
export interface ServiceAccountKey {
  readonly email: string;
  readonly key: KeyObject;
  readonly keyId: string;
  /** The address that gives tokens for it. */
  readonly tokenUrl: string;
}

const file = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(3),
  private_key: z.string(),
  private_key_id: z.string(),
  token_uri: z.string().refine(isSafe),
});

/** Reads the JSON file that Google makes for a service account; null if it is none. */
export function readServiceAccountKey(text: string): ServiceAccountKey | null {
  const parsed = file.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const { client_email: email, private_key, private_key_id: keyId, token_uri: tokenUrl } = parsed.data;
  const key = rsaKeyOf(private_key);
  return key === null ? null : { email, key, keyId, tokenUrl };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A token is sent over https, or does not leave this machine. */
function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOSTS.has(hostname));
}
