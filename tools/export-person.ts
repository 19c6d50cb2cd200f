/**
 * `npm run export -- --person U123 [--store <path or mongodb://…>]`: prints everything that is held about one person as
 * JSON. `contact:ada@shop.dev` stands for an address or a number that was masked in words. Without `--store` it reads the store of the bot: MONGODB_URI, else DATABASE_FILE, else data/co-pilot.sqlite. Exit
 * code 2: the arguments or the store cannot be used. Changes nothing; the bot may run meanwhile.
 */
import { toAppError } from '#shared/errors.ts';
import { readArguments, refuseArguments } from './command-line.ts';
import { storeAddress } from './journal/open-store.ts';
import { parseAddress, readAddress } from './move/open-address.ts';
import { heldAbout } from './privacy/held-about.ts';

const USAGE =
  'usage: npm run export -- --person <Slack user id, or contact:<address or number>> [--store <path or mongodb://…>]';

async function main(): Promise<number> {
  const given = readArguments({ options: { person: { type: 'string' }, store: { type: 'string' } } });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { person = '', store: named } = given.value.values;
  if (!/^[UW][A-Z0-9]+$|^contact:./.test(person))
    return refuseArguments('--person must be the id of a Slack user, or contact:<address or number>', USAGE);
  try {
    const store = await readAddress(parseAddress(storeAddress(named)));
    try {
      process.stdout.write(`${JSON.stringify(await heldAbout(store, person), null, 2)}\n`);
      return 0;
    } finally {
      await store.close();
    }
  } catch (thrown) {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    return 2;
  }
}

process.exitCode = await main();
