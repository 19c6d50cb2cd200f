import { loadEnvFile } from '#app/env-file.ts';
import type { Store } from '#ports/store.ts';
import { toAppError } from '#shared/errors.ts';
import { readArguments, refuseArguments } from '#tools/command-line.ts';
import { openAddress, parseAddress } from '#tools/move/open-address.ts';

/** A tool by the name of its script, and whether experiments may be named behind it. */
export interface JournalTool {
  readonly name: string;
  readonly takesExperiments: boolean;
}

/** What a journal tool works on: an existing store and the experiments named on the command line (none: all). */
export interface Opened {
  readonly store: Store;
  readonly experiments: readonly string[];
}

/**
 * The address of the store: the one named on the command line, else MONGODB_URI, else DATABASE_FILE (both from the
 * environment or `.env`), else the default file.
 */
export function storeAddress(named: string | undefined): string {
  loadEnvFile();
  const { MONGODB_URI, DATABASE_FILE } = process.env;
  return named ?? (MONGODB_URI || DATABASE_FILE || 'data/co-pilot.sqlite');
}

/**
 * Runs a tool over an existing store. The process ends with 1 if `work` answers false, with 2 if the arguments or the
 * store cannot be used.
 */
export async function withStore(
  { name, takesExperiments }: JournalTool,
  work: (opened: Opened) => Promise<boolean>,
): Promise<void> {
  const options = { store: { type: 'string' } } as const;
  const given = readArguments({ options, allowPositionals: takesExperiments });
  if (given.kind === 'refused') {
    const usage = `usage: npm run ${name} -- [--store <path or mongodb://…>]`;
    process.exitCode = refuseArguments(given.problem, takesExperiments ? `${usage} [experiment…]` : usage);
    return;
  }
  const { values, positionals } = given.value;
  try {
    const store = await openAddress(parseAddress(storeAddress(values.store)), true);
    try {
      process.exitCode = (await work({ store, experiments: positionals })) ? 0 : 1;
    } finally {
      await store.close();
    }
  } catch (thrown) {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    process.exitCode = 2;
  }
}
