import { hash, randomBytes } from 'node:crypto';
import type { FlagStore } from '#ports/flag-store.ts';
import { untilFirst } from '#shared/until-first.ts';
import { ownFlagsFault } from './fault-kinds.ts';

/** The environment in which units meet what was launched; every other one shows the flags as a preview. */
export const PRODUCTION = 'production';

/** A key with which an application asks for flags. The key itself is not kept. */
export interface FlagKey {
  /** By which people tell keys apart. */
  readonly name: string;
  readonly environment: string;
  /** SHA-256 of the key, in hexadecimal. */
  readonly digest: string;
  readonly madeAt: number;
}

/** The digest by which a key is found. */
export function digestOfKey(key: string): string {
  return hash('sha256', key, 'hex');
}

/** The keys that the store keeps; null stands for none yet. Throws `own-flags.unreadable` if they cannot be read. */
export function keptKeys(body: string | null): readonly FlagKey[] {
  if (body === null) return [];
  try {
    const keys: unknown = JSON.parse(body);
    // The bot alone writes them, with these fields.
    if (Array.isArray(keys)) return keys as readonly FlagKey[];
  } catch {
    // Told below.
  }
  throw ownFlagsFault(
    'unreadable',
    'The keys of flags in the store cannot be read: restore a backup of the store',
  );
}

/** Makes a key, keeps its digest and answers the key, which cannot be read again. Null if another key has the name. */
export async function makeFlagKey(store: FlagStore, key: Omit<FlagKey, 'digest'>): Promise<string | null> {
  const secret = `cpf_${randomBytes(32).toString('base64url')}`;
  const isKept = await changeKeys(store, (keys) =>
    keys.some(({ name }) => name === key.name) ? keys : [...keys, { ...key, digest: digestOfKey(secret) }],
  );
  return isKept ? secret : null;
}

/** Takes a key back, and answers whether there was one of this name. */
export function revokeFlagKey(store: FlagStore, name: string): Promise<boolean> {
  return changeKeys(store, (keys) =>
    keys.some((key) => key.name === name) ? keys.filter((key) => key.name !== name) : keys,
  );
}

/** Writes changed keys, and answers whether they are others. Throws `own-flags.contended` if other writers are always faster. */
function changeKeys(
  store: FlagStore,
  change: (keys: readonly FlagKey[]) => readonly FlagKey[],
): Promise<boolean> {
  return untilFirst(
    async () => {
      const part = await store.flagPart('keys');
      const keys = keptKeys(part?.body ?? null);
      const changed = change(keys);
      if (changed === keys) return false;
      const version = (part?.version ?? 0) + 1;
      const isFirst = await store.putFlagPart({ id: 'keys', version, body: JSON.stringify(changed) });
      return isFirst || 'conflict';
    },
    () => ownFlagsFault('contended', 'The keys of flags are changed by others all the time: try again'),
  );
}
