import { z } from 'zod';
import { readVariables, type VendorDescriptor } from '#adapters/vendor.ts';
import type { FlagStore } from '#ports/flag-store.ts';
import { LOOPBACK_HOSTS } from '#shared/loopback.ts';
import { refused } from '#shared/result.ts';
import { ownFlagsFault } from './fault-kinds.ts';
import { keptKeys } from './flag-keys.ts';
import { createOwnFlags, OWN_FLAGS } from './flags.ts';

/** The flag server: its own address, and the one at which people see flags. */
export interface OwnFlagsSettings {
  readonly host: string;
  readonly port: number;
  /** The address below which people find each flag, without a slash at its end: the desk's page of the experiment, if there is a desk. */
  readonly pages: string;
}

const PORT = { error: 'must be a port from 0 to 65535; 3002 if left out' };
const URL_ADVICE = {
  error: 'must be the address at which applications reach the flags, such as https://flags.acme.com',
};

const readAddress = readVariables(
  {
    FLAGS_HOST: z.string().min(1).default('127.0.0.1'),
    FLAGS_PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(3002),
    FLAGS_URL: z.url({ ...URL_ADVICE, protocol: /^https?$/ }).optional(),
    DESK_URL: z.string().optional(),
  },
  ({ FLAGS_HOST, FLAGS_PORT, FLAGS_URL, DESK_URL }) => {
    const host = FLAGS_HOST.includes(':') ? `[${FLAGS_HOST}]` : FLAGS_HOST;
    const url = (FLAGS_URL ?? `http://${host}:${FLAGS_PORT}`).replace(/\/+$/, '');
    // The key of a flag is that of its experiment. An address that is none is refused with the desk.
    const isDesk = DESK_URL !== undefined && URL.canParse(DESK_URL);
    const pages = isDesk ? `${new URL(DESK_URL).origin}/desk/experiments` : `${url}/flags/v1/flags`;
    return { host: FLAGS_HOST, port: FLAGS_PORT, pages };
  },
);

/** The bot's own flags. */
export const ownFlags: VendorDescriptor<OwnFlagsSettings, 'flags'> = {
  id: 'own-flags',
  name: OWN_FLAGS,
  key: 'FLAGS_PORT',
  fills: ['flags'],
  // Keys of applications: who has one may read every flag.
  secrets: [/\bcpf_[A-Za-z0-9_-]{43}/],
  read: (set) => {
    const read = readAddress(set);
    if (read.kind === 'refused' || LOOPBACK_HOSTS.has(read.value.host) || set['FLAGS_URL'] !== undefined)
      return read;
    return refused([
      `FLAGS_URL is not set: FLAGS_HOST lets other machines ask for flags, so it ${URL_ADVICE.error}.`,
    ]);
  },
  connect: ({ pages }, { store }) => {
    const probe = async () => void (await store.flagPartVersion('flags'));
    return {
      ports: { flags: createOwnFlags(store, pages) },
      probe,
      checks: () => [
        { what: 'the flags in the store', ask: probe, isNeeded: true },
        { what: 'a key of an application', ask: () => requireKey(store), isNeeded: false },
      ],
    };
  },
};

async function requireKey(store: FlagStore): Promise<void> {
  if (keptKeys((await store.flagPart('keys'))?.body ?? null).length > 0) return;
  throw ownFlagsFault('no-key', 'No application can ask for flags yet: npm run flag-keys -- add <name>');
}
