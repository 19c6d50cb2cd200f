/**
 * `npm run test:all -- [options of vitest]`: every test there is: the long ones, and all random draws. With Java 17 and
 * Maven the tests of the MongoDB store have a server of their own; a MONGODB_URI that is set is used instead. With Python's
 * chdb and hogql_parser the queries of a look run on a real ClickHouse.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { say } from './command-line.ts';
import { findPython, NO_ENGINE } from './hogql/engine.ts';

const VITEST = ['npx', '--no-install', 'vitest', 'run', '--mode', 'all'];

function isThere(command: string): boolean {
  return spawnSync(command, ['-version'], { stdio: 'ignore' }).error === undefined;
}

async function main(): Promise<number> {
  const command = [...VITEST, ...process.argv.slice(2)];
  const hasServer = isThere('java') && isThere('mvn');
  if (!hasServer) say('Java or Maven is missing: the tests that start a MongoDB server are skipped.');
  if (findPython() === null) say(`Tests of queries on a real ClickHouse: ${NO_ENGINE}.`);
  const isOurs = hasServer && (process.env['MONGODB_URI'] ?? '') === '';
  const [program = '', ...args] = isOurs
    ? [process.execPath, 'tools/mongo.ts', '--port', '0', '--', ...command]
    : command;
  const env = { ...process.env, ...(hasServer ? { MONGO_TESTS: '1' } : {}) };
  const [code] = await once(spawn(program, args, { stdio: 'inherit', env }), 'exit');
  return typeof code === 'number' ? code : 1;
}

process.exitCode = await main();
