/**
 * `npm run mongo`: a server that speaks MongoDB's protocol, for contributors without one. Needs Java 17 and Maven.
 * Prints the MONGODB_URI to use and runs until Ctrl-C. `--port` and `--file` choose where.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { startMongoServer } from '#test/support/mongo-server/start.ts';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '27017' },
      file: { type: 'string', default: 'data/mongo.h2' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    process.stderr.write('usage: npm run mongo -- [--port <0..65535>] [--file <path>]\n');
    return 2;
  }
  mkdirSync(dirname(values.file), { recursive: true });
  const server = await startMongoServer({ file: values.file, port });
  process.stdout.write(`MONGODB_URI=${server.uri}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await server.stop();
  return 0;
}

process.exitCode = await main();
