import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A change of the source: a new file, or what becomes of the text of one that is there. */
export type Change = string | ((source: string) => string);

/** What the compiler says, by file: `src/domain/effect.ts` → its errors, one line each. */
export type CompileErrors = ReadonlyMap<string, readonly string[]>;

const ERROR = /^(\S+)\(\d+,\d+\): error (TS\d+: .*)$/;

/**
 * Compiles `src/` in a copy with these changes, one after the other. The start of the process stays out: it imports the sandbox, which
 * the copy has not. Throws if a change leaves its file as it was.
 */
export async function compileChanged(
  changes: readonly (readonly [path: string, change: Change])[],
): Promise<CompileErrors> {
  const folder = await mkdtemp(join(tmpdir(), 'compile-'));
  try {
    await copyProject(folder);
    for (const [path, change] of changes) await apply(join(folder, path), change);
    return errorsIn(await compile(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyProject(folder: string): Promise<void> {
  await Promise.all([
    cp('src', join(folder, 'src'), { recursive: true }),
    cp('package.json', join(folder, 'package.json')),
    symlink(await realpath('node_modules'), join(folder, 'node_modules')),
  ]);
  const { compilerOptions } = JSON.parse(await readFile('tsconfig.json', 'utf8'));
  const settings = { compilerOptions, include: ['src'], exclude: ['src/main.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
}

async function apply(file: string, change: Change): Promise<void> {
  if (typeof change === 'string') return writeFile(file, change, { flag: 'wx' });
  const before = await readFile(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`the change of ${file} changes nothing`);
  await writeFile(file, after);
}

/** What the compiler prints; it ends with 1 or 2 if there are errors. */
async function compile(folder: string): Promise<string> {
  const compiler = join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    return (await promisify(execFile)(process.execPath, [compiler, '--noEmit'], { cwd: folder })).stdout;
  } catch (thrown) {
    if (thrown instanceof Error && 'stdout' in thrown && String(thrown.stdout) !== '')
      return String(thrown.stdout);
    throw thrown;
  }
}

function errorsIn(printed: string): CompileErrors {
  const errors = new Map<string, string[]>();
  for (const line of printed.split('\n')) {
    const [, file, error] = ERROR.exec(line) ?? [];
    if (file !== undefined && error !== undefined) errors.set(file, [...(errors.get(file) ?? []), error]);
  }
  return errors;
}
