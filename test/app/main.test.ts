import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import { childEnvironment } from '#test/support/child-environment.ts';
import { MAIN, portOf, startProgram, variablesOf } from '#test/support/child-program.ts';
import { IDEA, wholeForm } from '#test/support/journey.ts';
import { PATIENT } from '#test/support/patience.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the program with this environment alone in the folder of the test; a person types `quit` at once. */
async function start(environment: Readonly<Record<string, string>>, args = [MAIN]) {
  const running = promisify(execFile)(process.execPath, args, {
    env: childEnvironment(environment),
    cwd: folder,
  });
  running.child.stdin?.end('quit\n');
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
    const { code, stderr } = await start({
      ...{ SLACK_BOT_TOKEN: 'xoxp-1', POSTHOG_HOST: 'nowhere', SETTINGS_FILE: 'none.yaml' },
    });
    expect(code).toBe(1);
    for (const name of [
      ...['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'GITHUB_TOKEN', 'OPENAI_API_KEY'],
      ...['POSTHOG_HOST', 'POSTHOG_PROJECT_ID', 'POSTHOG_PERSONAL_API_KEY', 'SETTINGS_FILE'],
    ]) {
      expect(stderr).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    }
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('honours a .env in the working directory, and the environment before it', async () => {
    await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-1\nPOSTHOG_HOST=nowhere\n');
    const { code, stderr } = await start({ POSTHOG_HOST: 'https://eu.posthog.com' }, startArguments());
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ {2}SLACK_SIGNING_SECRET\b/m);
    expect(stderr).toMatch(/^ {2}GITHUB_TOKEN\b/m);
    expect(stderr).not.toContain('SLACK_BOT_TOKEN');
    expect(stderr).not.toContain('POSTHOG_HOST');
  });

  it('plays in the sandbox if nothing is configured, and says nothing of a .env that is not there', async () => {
    const { code, stdout, stderr } = await start({}, startArguments());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Experiment co-pilot, in a sandbox');
    expect(stdout).toContain('No Slack setting is set.');
  });

  it('keeps the desk of the sandbox open if no person can type, until it is told to stop', async () => {
    const program = startProgram({ environment: {}, cwd: folder });
    const ended = once(program, 'exit');
    let said = '';
    program.stdout?.setEncoding('utf8');
    // The program goes on to say things.
    for await (const part of program.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
      said += String(part);
      if (/In a browser \S+\s/.test(said)) break;
    }
    program.stdout?.resume();
    const desk = /In a browser (\S+)/.exec(said)?.[1] ?? '';
    const page = await fetch(desk);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('New experiment')]);
    program.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
  });

  it('does so from a checkout in a folder with a space and a sign of another script in its name', async () => {
    const checkout = join(folder, 'my work é');
    for (const part of ['src', 'sandbox', 'prompts', 'rules', 'package.json', 'manifest.yml'])
      await cp(part, join(checkout, part), { recursive: true });
    await symlink(join(process.cwd(), 'node_modules'), join(checkout, 'node_modules'));
    const { code, stdout, stderr } = await start({}, [join(checkout, 'src', 'main.ts')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Experiment co-pilot, in a sandbox');
  });

  it('says that a .env without the Slack part is not used, and what it lacks', async () => {
    await writeFile(join(folder, '.env'), 'POSTHOG_HOST=https://eu.posthog.com\nGITHUB_TOKEN=ghp_1\n');
    const { code, stdout } = await start({}, startArguments());
    expect(code).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'GITHUB_TOKEN, POSTHOG_HOST are set, and not used here: a workspace also needs SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET.',
    );
  });

  it('loads no module of the sandbox, and no emulate, if a workspace is configured', async () => {
    const sandbox = await startSandbox({
      clock: { now: Date.now, advance: () => {} },
      databaseFile: join(folder, 'bot.sqlite'),
    });
    const log = join(folder, 'modules');
    const flags = ['--import', join(import.meta.dirname, '../support/log-modules.ts')];
    const environment = { ...variablesOf(sandbox.config), LOADED_MODULES: log };
    const program = startProgram({ environment, cwd: folder, flags });
    try {
      await sandbox.connect(await portOf(program));
      const { slack } = sandbox;
      await slack.as('mia').command('/experiment', wholeForm(IDEA), { channel: 'growth' });
      await vi.waitUntil(() => slack.openViews('mia').at(-1), PATIENT);
    } finally {
      program.kill('SIGTERM');
      await once(program, 'exit');
      await sandbox.close();
    }
    const modules = (await readFile(log, 'utf8')).trimEnd().split('\n');
    // The log is read to be about this program: its own modules and those of its libraries are in it.
    expect(modules).toContainEqual(expect.stringMatching(/\/src\/app\/run\.ts$/));
    expect(modules).toContainEqual(expect.stringContaining('/node_modules/@slack/bolt/'));
    expect(modules.filter((url) => /\/sandbox\/|\/node_modules\/emulate\//.test(url))).toEqual([]);
  });
});
