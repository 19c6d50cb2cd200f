import { z } from 'zod';
import { readVariables, type VendorDescriptor } from '#adapters/vendor.ts';
import { createOwnFlags, OWN_FLAGS } from './flags.ts';

/** The flag server: its own address, and the one at which applications reach it. */
export interface OwnFlagsSettings {
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end. */
  readonly url: string;
}

const PORT = { error: 'must be a port from 0 to 65535; 3002 if left out' };
const URL_ADVICE = {
  error: 'must be the address at which applications reach the flags, such as https://flags.acme.com',
};

/** The bot's own flags. */
export const ownFlags: VendorDescriptor<OwnFlagsSettings, 'flags'> = {
  id: 'own-flags',
  name: OWN_FLAGS,
  key: 'FLAGS_PORT',
  fills: ['flags'],
  // Keys of applications: who has one may read every flag.
  secrets: [/\bcpf_[A-Za-z0-9_-]{43}/],
  read: readVariables(
    {
      FLAGS_HOST: z.string().min(1).default('127.0.0.1'),
      FLAGS_PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(3002),
      FLAGS_URL: z
        .url(URL_ADVICE)
        .regex(/^https?:/, URL_ADVICE)
        .optional(),
    },
    (set) => ({
      ...{ host: set.FLAGS_HOST, port: set.FLAGS_PORT },
      url: (set.FLAGS_URL ?? `http://${set.FLAGS_HOST}:${set.FLAGS_PORT}`).replace(/\/+$/, ''),
    }),
  ),
  connect: ({ url }, { store }) => {
    const probe = async () => void (await store.flagPartVersion('flags'));
    return {
      ports: { flags: createOwnFlags(store, url) },
      probe,
      checks: () => [{ what: 'the flags in the store', ask: probe, isNeeded: true }],
    };
  },
};
