/**
 * `npm run backup -- backup/2026-09-07.sqlite [--from data/co-pilot.sqlite]`: copies the SQLite store of a bot, which may run
 * meanwhile, and verifies the copy. Without `--from` it is the store that the bot is configured with. Exit code 1: there is no
 * copy, and why; 2: the arguments or the store cannot be used.
 */
import { toAppError } from '#shared/errors.ts';
import { backUp } from './backup/back-up.ts';
import { readArguments, refuseArguments } from './command-line.ts';
import { storeAddress } from './journal/open-store.ts';
import { parseAddress, requireFile } from './move/open-address.ts';

const USAGE = 'usage: npm run backup -- <path of the copy> [--from <path>]';

async function main(): Promise<number> {
  const given = readArguments({ options: { from: { type: 'string' } }, allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const [to, ...more] = given.value.positionals;
  if (to === undefined || more.length > 0) return refuseArguments('Name one path for the copy.', USAGE);
  const address = parseAddress(storeAddress(given.value.values.from));
  if (address.kind === 'mongo') {
    return refuseArguments('The store is a MongoDB: back it up by its own means, or by npm run move.', USAGE);
  }
  try {
    requireFile(address.path);
    // The keys of pseudonyms are in it: other users of the machine must not read it.
    process.umask(0o077);
    const made = await backUp(address.path, to);
    if (made.kind === 'refused') {
      process.stderr.write(`backup: ${made.problem}\n`);
      return 1;
    }
    process.stdout.write(
      `backup: ${made.value.chains} chains, ${made.value.commits} commits, all verified, at ${to}\n`,
    );
    return 0;
  } catch (thrown) {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    return 2;
  }
}

process.exitCode = await main();
