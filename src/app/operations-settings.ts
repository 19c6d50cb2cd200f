import { z } from 'zod';
import { type Environment, readVariables } from '#adapters/vendor.ts';
import type { OperationsAddress } from '#app/operations-side.ts';
import { LOOPBACK_HOSTS } from '#shared/loopback.ts';
import { type Result, refused } from '#shared/result.ts';

const PORT = { error: 'must be a port from 0 to 65535; 3001 if left out' };
const TOKEN = { error: 'must have at least 16 characters' };

const readAddress = readVariables(
  {
    OPERATIONS_HOST: z.string().min(1).default('127.0.0.1'),
    OPERATIONS_PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(3001),
    OPERATIONS_TOKEN: z.string().min(16, TOKEN).optional(),
  },
  (set): OperationsAddress => ({
    host: set.OPERATIONS_HOST,
    port: set.OPERATIONS_PORT,
    token: set.OPERATIONS_TOKEN ?? null,
  }),
);

/** The address at which operators ask. Refuses one that other machines reach without a token: `/health` and `/metrics` would be open there. */
export function readOperations(set: Environment): Result<OperationsAddress, readonly string[]> {
  const read = readAddress(set);
  if (read.kind === 'refused' || LOOPBACK_HOSTS.has(read.value.host) || read.value.token !== null)
    return read;
  return refused([
    'OPERATIONS_TOKEN is not set: OPERATIONS_HOST lets other machines ask for health and figures. Set a token of at least 16 characters, or leave OPERATIONS_HOST out.',
  ]);
}
