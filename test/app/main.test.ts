import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** Runs the program with this environment alone, its input ended at once. */
async function start(environment: Readonly<Record<string, string>>, args = [MAIN], cwd = process.cwd()) {
  const running = promisify(execFile)(process.execPath, args, { env: { ...environment }, cwd });
  running.child.stdin?.end();
  return running.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );
}

/** What the script behind `npm start` gives to node, the program named so that any folder will do. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const [program, ...args] = String(scripts.start).split(' ');
  expect(program).toBe('node');
  return args.map((argument) => (argument === 'src/main.ts' ? MAIN : argument));
}

describe('npm start', () => {
  it('refuses a half-filled configuration with every problem at once', async () => {
    const { code, stderr } = await start({ SLACK_BOT_TOKEN: 'xoxp-1', POSTHOG_HOST: 'nowhere' });
    expect(code).toBe(1);
    for (const name of [
      ...['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'GITHUB_TOKEN', 'GITHUB_REPOSITORIES', 'OPENAI_API_KEY'],
      ...['POSTHOG_HOST', 'POSTHOG_PROJECT_ID', 'POSTHOG_PERSONAL_API_KEY', 'APPROVERS'],
    ]) {
      expect(stderr).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    }
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('honours a .env in the working directory, and the environment before it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'start-'));
    await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-1\nPOSTHOG_HOST=nowhere\n');
    const { code, stderr } = await start(
      { POSTHOG_HOST: 'https://eu.posthog.com' },
      startArguments(),
      folder,
    );
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ {2}SLACK_SIGNING_SECRET\b/m);
    expect(stderr).toMatch(/^ {2}GITHUB_TOKEN\b/m);
    expect(stderr).not.toContain('SLACK_BOT_TOKEN');
    expect(stderr).not.toContain('POSTHOG_HOST');
  });

  it('plays in the sandbox if nothing is configured', async () => {
    const { code, stdout, stderr } = await start({});
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Experiment co-pilot, in a sandbox');
  });
});
