/**
 * `npm run test:api -- [--seconds 120] [--seed 1]`: serves the sandbox and lets Schemathesis, a fuzzer of OpenAPI documents, send what the document allows and
 * what it forbids. It fails on an answer of 5xx, on one that the document does not describe, and on a request that should have been refused.
 * `SCHEMATHESIS` names the program (`pip install schemathesis`); without it nothing is run, which the tool says. Exit code 1: the fuzzer found something,
 * or the bot logged an error; 2: the arguments cannot be used.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Logger } from '#shared/logger.ts';
import { serveSandbox } from './api-fuzz/serve-sandbox.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';

const USAGE = 'usage: npm run test:api -- [--seconds <1..>] [--seed <0..>]';
const PROGRAM = process.env['SCHEMATHESIS'] || 'schemathesis';
/** That a request of the right shape succeeds is not asked: most name an experiment that is not there, or an act that is not possible now. */
const CHECKS = ['positive_data_acceptance'];

async function main(): Promise<number> {
  const given = readArguments({
    options: { seconds: { type: 'string', default: '120' }, seed: { type: 'string', default: '1' } },
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const seconds = wholeNumber(given.value.values.seconds);
  const seed = wholeNumber(given.value.values.seed);
  if (seconds === null || seconds < 1)
    return refuseArguments('--seconds must be a whole number from 1.', USAGE);
  if (seed === null) return refuseArguments('--seed must be a whole number.', USAGE);
  if (spawnSync(PROGRAM, ['--version']).status !== 0) {
    say(
      'test:api: skipped, because there is no Schemathesis here: pip install schemathesis, or name it in SCHEMATHESIS',
    );
    return 0;
  }
  return fuzz(seconds, seed);
}

async function fuzz(seconds: number, seed: number): Promise<number> {
  const errors: string[] = [];
  const quiet = () => {};
  const log: Logger = {
    ...{ debug: quiet, info: quiet, warn: quiet },
    error: (message, fields) => void errors.push(`${message} ${JSON.stringify(fields ?? {})}`),
  };
  const served = await serveSandbox(log);
  try {
    const status = await run([
      ...['--config-file', resolve('tools/api-fuzz/schemathesis.toml')],
      ...['run', `${served.origin}/api/v1/openapi.json`, '--header', `Authorization: Bearer ${served.token}`],
      ...['--checks', 'all', '--exclude-checks', CHECKS.join(','), '--exclude-operation-id', 'revokeToken'],
      ...['--max-time', String(seconds), '--seed', String(seed), '--continue-on-failure', '--no-color'],
      ...['--generation-database', 'none', '--warnings', 'off'],
    ]);
    for (const line of errors) say(`the bot logged an error: ${line}`);
    say(
      `test:api: ${status === 0 ? 'the fuzzer found nothing' : 'the fuzzer found something'}, ${errors.length} errors in the log`,
    );
    return status === 0 && errors.length === 0 ? 0 : 1;
  } finally {
    await served.close();
  }
}

function run(args: readonly string[]): Promise<number> {
  const { promise, resolve: end } = Promise.withResolvers<number>();
  // It keeps what it found in the folder in which it runs.
  const folder = mkdtempSync(join(tmpdir(), 'schemathesis-'));
  const child = spawn(PROGRAM, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  child.on('close', (status) => end(status ?? 1)).on('error', () => end(1));
  return promise.finally(() => rmSync(folder, { recursive: true, force: true }));
}

process.exitCode = await main();
