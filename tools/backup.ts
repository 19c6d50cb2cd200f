/**
 * `npm run backup -- backup/2026-09-07.sqlite [--from data/co-pilot.sqlite]`: copies the SQLite store of a bot and its
 * file of observations, if there is one, to `backup/2026-09-07-observations.sqlite`, and verifies the copies. The bot may run meanwhile. Without
 * `--from` it is the store that the bot is configured with. Exit code 1: there is no copy, and why; 2: the arguments or the store cannot be used.
 */
import { toAppError } from '#shared/errors.ts';
import { backUpBoth, eventsOf } from './backup/back-up-events.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';
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
    // The configured file of observations is that of the configured store.
    const configured = given.value.values.from === undefined ? process.env['EVENTS_URL'] : undefined;
    const events = eventsOf(address.path, configured);
    const made = await backUpBoth(address.path, events, to);
    if (made.kind === 'refused') {
      process.stderr.write(`backup: ${made.problem}\n`);
      return 1;
    }
    const { store, events: rows } = made.value;
    say(`backup: ${store.chains} chains, ${store.commits} commits, all verified, at ${to}`);
    if (rows !== null)
      say(
        `backup: ${rows.exposures} exposures and ${rows.observations} observations, checked, at ${rows.path}`,
      );
    if (events === null) say('backup: EVENTS_URL names a server: back up its observations by its own means');
    return 0;
  } catch (thrown) {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    return 2;
  }
}

process.exitCode = await main();
