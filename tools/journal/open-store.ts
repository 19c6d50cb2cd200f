import { loadEnvFile } from '#app/env-file.ts';
import type { Store } from '#ports/store.ts';
import { toAppError } from '#shared/errors.ts';
import { refused } from '#shared/result.ts';
import { readArguments, refuseArguments } from '#tools/command-line.ts';
import { type Address, openAddress, parseAddress, readAddress } from '#tools/move/open-address.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';

/** A tool by the name of its script, and whether experiments may be named behind it. */
export interface JournalTool {
  readonly name: string;
  readonly takesExperiments: boolean;
  /** Whether it takes `--anchor <file>`. */
  readonly takesAnchor?: boolean;
  /** Whether it takes `--runs`. */
  readonly takesRuns?: boolean;
}

/** What a journal tool works on: an existing store and the experiments named on the command line (none: all). */
export interface Opened<Of> {
  readonly store: Of;
  readonly address: Address;
  readonly experiments: readonly string[];
  /** The anchor file that was named; null if none was. */
  readonly anchor: string | null;
  /** Whether `--runs` was given. */
  readonly runs: boolean;
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
export function withStore(
  tool: JournalTool,
  work: (opened: Opened<Store>) => Promise<boolean>,
): Promise<void> {
  return runTool(tool, (address) => openAddress(address, true), work);
}

/** The same for a tool that only reads: a file is read as it is at this moment, and is not changed at all. */
export function withReader(
  tool: JournalTool,
  work: (opened: Opened<StoreReader>) => Promise<boolean>,
): Promise<void> {
  return runTool(tool, readAddress, work);
}

async function runTool<Of extends Pick<Store, 'close'>>(
  { name, takesExperiments, takesAnchor = false, takesRuns = false }: JournalTool,
  open: (address: Address) => Promise<Of>,
  work: (opened: Opened<Of>) => Promise<boolean>,
): Promise<void> {
  const given = readTool({ takesExperiments, takesAnchor, takesRuns });
  if (given.kind === 'refused') {
    const anchor = takesAnchor ? ' [--anchor <file>]' : '';
    const runs = takesRuns ? ' [--runs]' : '';
    const usage = `usage: npm run ${name} -- [--store <path or mongodb://…>]${anchor}${runs}`;
    process.exitCode = refuseArguments(given.problem, takesExperiments ? `${usage} [experiment…]` : usage);
    return;
  }
  const { values, positionals } = given.value;
  try {
    const address = parseAddress(storeAddress(values.store));
    const store = await open(address);
    try {
      process.exitCode = (await work({
        store,
        address,
        anchor: values.anchor ?? null,
        runs: values.runs ?? false,
        experiments: positionals,
      }))
        ? 0
        : 1;
    } finally {
      await store.close();
    }
  } catch (thrown) {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    process.exitCode = 2;
  }
}

function readTool({ takesExperiments, takesAnchor, takesRuns }: Omit<JournalTool, 'name'>) {
  const options = {
    store: { type: 'string' },
    anchor: { type: 'string' },
    runs: { type: 'boolean' },
  } as const;
  const given = readArguments({ options, allowPositionals: takesExperiments });
  if (given.kind === 'ok' && given.value.values.anchor !== undefined && takesAnchor !== true)
    return refused("Unknown option '--anchor'");
  if (given.kind === 'ok' && given.value.values.runs !== undefined && takesRuns !== true)
    return refused("Unknown option '--runs'");
  return given;
}
