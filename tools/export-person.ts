/**
 * `npm run export -- --person U123 [--store <path or mongodb://…>]`: prints everything that is held about one person as
 * JSON. Without `--store` it reads the store of the bot: MONGODB_URI, else DATABASE_FILE, else data/co-pilot.sqlite. Exit
 * code 2: the arguments or the store cannot be used. Changes nothing; the bot may run meanwhile.
 */
import { parseArgs } from 'node:util';
import { toAppError } from '#shared/errors.ts';
import { openAddress, parseAddress } from './move/open-address.ts';
import { heldAbout } from './privacy/held-about.ts';

const USAGE = 'usage: npm run export -- --person <Slack user id> [--store <path or mongodb://…>]';

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { person: { type: 'string' }, store: { type: 'string' } } });
    if (values.person === undefined || !/^[UW][A-Z0-9]+$/.test(values.person)) return complain(USAGE);
    const store = await openAddress(parseAddress(values.store ?? configuredStore()), true);
    try {
      process.stdout.write(`${JSON.stringify(await heldAbout(store, values.person), null, 2)}\n`);
      return 0;
    } finally {
      await store.close();
    }
  } catch (thrown) {
    return complain(toAppError(thrown).message);
  }
}

function configuredStore(): string {
  const named = [process.env['MONGODB_URI'], process.env['DATABASE_FILE'], 'data/co-pilot.sqlite'];
  return named.find((name) => name !== undefined && name !== '') ?? '';
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`);
  return 2;
}

process.exitCode = await main();
