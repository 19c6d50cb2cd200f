/**
 * `npm run test:client`: generates a client from docs/openapi.json by openapi-typescript, as any program of another team would, compiles a program against it
 * in TypeScript's strict mode, and lets it play an experiment from the idea to the clean-up against the sandbox. The generator comes from npm; without a registry
 * nothing is run, which the tool says. Exit code 1: the program does not compile or does not get to the end; 2: the arguments cannot be used.
 */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeToken } from '#features/tokens/make-token.ts';
import { type RunningSandbox, runSandbox, SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import { type Logger, silentLogger } from '#shared/logger.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';

const USAGE = 'usage: npm run test:client';
const PACKAGES = ['openapi-typescript@7.13.0', 'openapi-fetch@0.17.0', 'typescript@5.9.3', '@types/node@24'];
const PROGRAM = 'test/fixtures/api-client/loop.ts.txt';
const OPTIONS = {
  ...{
    target: 'es2024',
    module: 'nodenext',
    strict: true,
    skipLibCheck: true,
    outDir: 'out',
    types: ['node'],
  },
};

async function main(): Promise<number> {
  const given = readArguments({ options: {} });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const folder = mkdtempSync(join(tmpdir(), 'api-client-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    if (!runIn(folder, 'npm', ['install', '--no-audit', '--no-fund', '--silent', ...PACKAGES])) {
      say('test:client: skipped, because the generator cannot be installed from npm here');
      return 0;
    }
    copyFileSync(PROGRAM, join(folder, 'loop.ts'));
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: OPTIONS, files: ['loop.ts'] }),
    );
    const bin = (name: string) => join(folder, 'node_modules', '.bin', name);
    const made =
      runIn(folder, bin('openapi-typescript'), [
        ...[resolve('docs/openapi.json'), '-o', 'schema.d.ts'],
        // A field with a default may be left out of a request.
        '--default-non-nullable=false',
      ]) && runIn(folder, bin('tsc'), ['-p', '.']);
    const played = made && (await play(folder));
    say(`test:client: ${played ? 'the generated client plays the loop' : 'the generated client fails'}`);
    return played ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a program ends well. Its words are shown if it does not. */
function runIn(folder: string, program: string, args: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) say(`${program} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}`);
  return status === 0;
}

async function play(folder: string): Promise<boolean> {
  const errors: string[] = [];
  const log: Logger = {
    ...silentLogger,
    error: (message, fields) => void errors.push(`${message} ${JSON.stringify(fields ?? {})}`),
  };
  const running = await runSandbox({ databaseFile: ':memory:', log });
  try {
    const environment = {
      ...process.env,
      ORIGIN: `http://127.0.0.1:${running.port}`,
      CHANNEL: running.sandbox.slack.channelId(SANDBOX_CHANNEL),
      MIA: await tokenOf(running, 'mia'),
      PRIYA: await tokenOf(running, 'priya'),
      SAM: await tokenOf(running, 'sam'),
    };
    const child = spawn(process.execPath, ['out/loop.js'], {
      ...{ cwd: folder, env: environment, stdio: 'inherit' },
    });
    const { promise, resolve: end } = Promise.withResolvers<number>();
    child.on('close', (status) => end(status ?? 1)).on('error', () => end(1));
    const status = await promise;
    for (const line of errors) say(`the bot logged an error: ${line}`);
    return status === 0 && errors.length === 0;
  } finally {
    await running.close();
  }
}

async function tokenOf({ bot, sandbox }: RunningSandbox, name: string): Promise<string> {
  const actor = await bot.coPilot.people.actorOf(sandbox.slack.userId(name));
  const wish = { kind: 'person', name: 'A program', scopes: ['read', 'propose', 'act'], days: 365 } as const;
  const made = await makeToken(bot.coPilot, actor, wish);
  if (made.kind === 'refused') throw new Error(made.problem.message);
  return made.value.text;
}

process.exitCode = await main();
