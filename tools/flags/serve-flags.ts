/** `node tools/flags/serve-flags.ts <store>`: the bot's flag server over a store, on a free port of this machine, until its input ends. Prints the port. */
import { createFlagServer } from '#app/flag-server/flag-server.ts';
import { silentLogger } from '#shared/logger.ts';
import { openAddress, parseAddress } from '#tools/move/open-address.ts';

const store = await openAddress(parseAddress(process.argv[2] ?? ''), true);
const server = createFlagServer({ host: '127.0.0.1', port: 0 }, { store, log: silentLogger });
await server.start();
process.stdout.write(`${server.port()}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  void server.stop().then(() => store.close());
});
