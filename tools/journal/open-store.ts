import { parseArgs } from 'node:util';
import type { Store } from '#ports/store.ts';
import { toAppError } from '#shared/errors.ts';
import { openAddress, parseAddress } from '#tools/move/open-address.ts';

/** What a journal tool works on: an existing store and the experiments named on the command line (none: all). */
export interface Opened {
  readonly store: Store;
  readonly experiments: readonly string[];
}

/**
 * Opens the store named by `--store` (a file or a MongoDB address), else by MONGODB_URI, else by DATABASE_FILE, else the
 * default file. Throws if there is none: a tool makes none.
 */
async function openFromArguments(): Promise<Opened> {
  const { values, positionals } = parseArgs({
    options: { store: { type: 'string' } },
    allowPositionals: true,
  });
  const { MONGODB_URI, DATABASE_FILE } = process.env;
  const named = values.store ?? (MONGODB_URI || DATABASE_FILE || 'data/co-pilot.sqlite');
  return { store: await openAddress(parseAddress(named), true), experiments: positionals };
}

/** Runs a tool over a store. The process ends with 1 when `work` answers false, with 2 when the store cannot be used. */
export async function withStore(work: (opened: Opened) => Promise<boolean>): Promise<void> {
  try {
    const opened = await openFromArguments();
    try {
      process.exitCode = (await work(opened)) ? 0 : 1;
    } finally {
      await opened.store.close();
    }
  } catch (thrown) {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    process.exitCode = 2;
  }
}

/** Writes one line for the person who called the tool. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
