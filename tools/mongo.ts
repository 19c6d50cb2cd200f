/**
 * `npm run mongo`: a server that speaks MongoDB's protocol, for contributors without one. Needs Java 17 and Maven.
 * Prints the MONGODB_URI to use, and that it is no replica set, and runs until Ctrl-C. `--port` and `--file` choose where. With a command behind
 * (`npm run mongo -- --port 0 -- npm test`) it runs that with MONGODB_URI set, on a file of its own, and ends with it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type MongoServer, startMongoServer } from '#test/support/mongo-server/start.ts';
import { readArguments, refuseArguments, wholeNumber } from './command-line.ts';

const USAGE = 'usage: npm run mongo -- [--port <0..65535>] [--file <path>] [-- <command>]';

async function main(): Promise<number> {
  const given = readArguments({
    options: { port: { type: 'string', default: '27017' }, file: { type: 'string' } },
    allowPositionals: true,
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values, positionals } = given.value;
  const port = wholeNumber(values.port);
  if (port === null || port > 65_535) return refuseArguments('--port must be from 0 to 65535', USAGE);
  const [command, ...rest] = positionals;
  if (command === undefined) return serve(await start(port, values.file ?? 'data/mongo.h2'));
  const folder = mkdtempSync(join(tmpdir(), 'mongo-'));
  try {
    return await run(await start(port, values.file ?? join(folder, 'data.h2')), command, rest);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function start(port: number, file: string): Promise<MongoServer> {
  mkdirSync(dirname(file), { recursive: true });
  return startMongoServer({ file, port });
}

async function serve(server: MongoServer): Promise<number> {
  process.stdout.write(`MONGODB_URI=${server.uri}\nMONGODB_ALLOW_STANDALONE=1\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await server.stop();
  return 0;
}

/** Runs the command and answers its exit code; 1 if a signal ended it. */
async function run(server: MongoServer, command: string, rest: readonly string[]): Promise<number> {
  try {
    const env = { ...process.env, MONGODB_URI: server.uri, MONGODB_ALLOW_STANDALONE: '1' };
    const [code] = await once(spawn(command, rest, { stdio: 'inherit', env }), 'exit');
    return typeof code === 'number' ? code : 1;
  } finally {
    await server.stop();
  }
}

process.exitCode = await main();
