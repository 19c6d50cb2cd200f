import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** Runs the program with this environment alone, its input ended at once. */
async function start(environment: Readonly<Record<string, string>>) {
  const running = promisify(execFile)(process.execPath, [MAIN], { env: { ...environment } });
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

  it('plays in the sandbox where nothing is configured', async () => {
    const { code, stdout, stderr } = await start({});
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Experiment co-pilot, in a sandbox');
  });
});
