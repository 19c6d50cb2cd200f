import { digestOfKey, keptKeys, PRODUCTION } from '#adapters/own-flags/flag-keys.ts';
import { keptDocument } from '#adapters/own-flags/kept-flag.ts';
import { once } from '#app/once.ts';
import type { FlagStore } from '#ports/flag-store.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { oneAfterAnother } from '#shared/one-after-another.ts';
import { type ServedFlags, servedFlags } from './served-flags.ts';

/** How often, in milliseconds, the store is asked whether it holds something newer. */
const EVERY = 500;

/** Flags and keys in memory. */
export interface FlagSnapshot {
  /** What applications of this environment are answered from. */
  readonly served: (environment: string) => ServedFlags;
  /** The environment of a key; null if it is none. */
  readonly environmentOf: (key: string) => string | null;
  /** Takes over what the store holds, and keeps what there is if the store does not answer. Never rejects. */
  readonly refresh: () => Promise<void>;
  /** Reads once, and again and again from then on. */
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** Holds what the store says of flags, so that an answer asks no store. */
export function createFlagSnapshot(store: FlagStore, log: Logger): FlagSnapshot {
  let flags = { version: -1, ...servedBoth(null) };
  let keys = { version: -1, environments: new Map<string, string>() as ReadonlyMap<string, string> };
  let told = '';
  let timer: NodeJS.Timeout | null = null;

  async function readKeys(): Promise<void> {
    if ((await store.flagPartVersion('keys')) === keys.version) return;
    const part = await store.flagPart('keys');
    const all = keptKeys(part?.body ?? null);
    const environments = new Map(all.map(({ digest, environment }) => [digest, environment]));
    keys = { version: part?.version ?? 0, environments };
  }

  async function readFlags(): Promise<void> {
    if ((await store.flagPartVersion('flags')) === flags.version) return;
    const part = await store.flagPart('flags');
    flags = { version: part?.version ?? 0, ...servedBoth(part?.body ?? null) };
  }

  const refresh = oneAfterAnother(async () => {
    try {
      // A key that was taken back opens nothing, whatever becomes of the flags.
      try {
        await readFlags();
      } finally {
        await readKeys();
      }
      if (told !== '') log.info('the flags are read again');
      told = '';
    } catch (thrown) {
      const fault = toAppError(thrown);
      if (fault.message !== told)
        log.warn('the flags cannot be read; applications get the last ones', faultFields(fault));
      told = fault.message;
    }
  });

  return {
    served: (environment) => (environment === PRODUCTION ? flags.launched() : flags.preview()),
    environmentOf: (key) => keys.environments.get(digestOfKey(key)) ?? null,
    refresh,
    start: async () => {
      await refresh();
      timer = setInterval(() => void refresh(), EVERY);
    },
    stop: () => {
      if (timer !== null) clearInterval(timer);
    },
  };
}

function servedBoth(body: string | null) {
  const document = keptDocument(body);
  return {
    launched: once(() => servedFlags(document, false)),
    preview: once(() => servedFlags(document, true)),
  };
}
