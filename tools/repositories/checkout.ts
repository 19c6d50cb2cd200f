import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What a command said; `code` is null if it could not be started or was stopped. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly all: string;
}

/** A repository on disk, in a folder of its own. */
export interface Checkout {
  readonly folder: string;
  /** Makes the folder hold exactly these files, beside what builds put there. */
  put(files: Readonly<Record<string, string>>): Promise<void>;
  run(command: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  remove(): Promise<void>;
}

const LONGEST = 180_000;

/** Python with pytest: `PYTHON` may name one. */
function programOf(name: string): string {
  if (name === 'node') return process.execPath;
  return name === 'python' ? (process.env['PYTEST_PYTHON'] ?? 'python3') : name;
}

/** Runs a command without a shell, for three minutes at most. */
export function runCommand(
  command: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const [program = '', ...args] = command;
  const options = {
    cwd,
    timeout: LONGEST,
    // Vitest sets TEST, which Rake takes for the name of the test to run.
    env: { ...process.env, TEST: undefined, NO_COLOR: '1', PYTHONDONTWRITEBYTECODE: '1', ...env },
  };
  return new Promise((done) => {
    execFile(programOf(program), args, options, (fault, stdout, stderr) => {
      const code = fault === null ? 0 : typeof fault.code === 'number' ? fault.code : null;
      done({ code, out: stdout, all: `${stdout}${stderr}${code === null ? String(fault) : ''}` });
    });
  });
}

/** An empty checkout in the folder for temporary files. `link` is a folder of this project to be found in it. */
export async function createCheckout(link?: string): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), 'made-up-repository-'));
  if (link !== undefined) await symlink(resolve(link), join(folder, link));
  let held: readonly string[] = [];
  return {
    folder,
    put: async (files) => {
      await Promise.all(held.filter((path) => !(path in files)).map((path) => rm(join(folder, path))));
      for (const [path, text] of Object.entries(files)) await writeText(join(folder, path), text);
      held = Object.keys(files);
    },
    run: (command, env) => runCommand(command, folder, env),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // An unchanged file keeps its date, so that builds notice what changed and no more.
  if ((await readFile(path, 'utf8').catch(() => null)) === text) return;
  await writeFile(path, text);
  if (text.startsWith('#!')) await chmod(path, 0o755);
}

/** Whether the machine has what the repository needs. */
export async function canRun(needs: readonly (readonly string[])[]): Promise<boolean> {
  const answers = await Promise.all(needs.map((command) => runCommand(command, tmpdir())));
  return answers.every(({ code }) => code === 0);
}
