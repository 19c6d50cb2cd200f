import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.ts';
import { childEnvironment } from '#test/support/child-environment.ts';
import { MAIN, portsOf, startProgram, variablesOf } from '#test/support/child-program.ts';
import { PATIENT } from '#test/support/patience.ts';
import { type SocketSlack, startSocketSlack } from '#test/support/socket-slack.ts';

let folder: string;
let sandbox: Sandbox;
let slack: SocketSlack;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'co-pilot-checks-'));
  const clock = { now: Date.now, advance: () => {} };
  sandbox = await startSandbox({ clock, databaseFile: join(folder, 'bot.sqlite') });
  slack = await startSocketSlack(sandbox.config.slack.apiUrl ?? '');
});
afterEach(async () => {
  await slack.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

type Variables = Readonly<Record<string, string>>;

/** Runs a program of the project until it ends by itself. */
async function runToEnd(program: string, more: Variables = {}) {
  const env = childEnvironment({ ...variablesOf(sandbox.config), SLACK_API_URL: slack.apiUrl, ...more });
  const ended = await promisify(execFile)(process.execPath, [program], { env, cwd: folder }).then(
    (said) => ({ code: 0, ...said }),
    (failed: { code: number; stdout: string; stderr: string }) => failed,
  );
  return { code: ended.code, told: ended.stderr, said: ended.stdout };
}

const WRONG: readonly (readonly [string, Variables, RegExp])[] = [
  ['a wrong bot token', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, /Set SLACK_BOT_TOKEN anew/],
  ['a wrong app-level token', { SLACK_APP_TOKEN: 'xapp-wrong' }, /SLACK_APP_TOKEN/],
  ['a wrong GitHub token', { GITHUB_TOKEN: 'ghp_wrong' }, /set GITHUB_TOKEN, or GITHUB_APP_ID/],
  ['a wrong key of PostHog', { POSTHOG_PERSONAL_API_KEY: 'phx_wrong' }, /POSTHOG_PERSONAL_API_KEY/],
  ['another project of PostHog', { POSTHOG_PROJECT_ID: '17' }, /no project 17 .* POSTHOG_PROJECT_ID/],
];

const DOCTOR = join(import.meta.dirname, '../../tools/doctor.ts');

describe('npm run doctor', { timeout: 120_000 }, () => {
  it('says what holds, line by line, makes no file, and ends with 0', async () => {
    const { code, said, told } = await runToEnd(DOCTOR);
    expect({ code, told }).toEqual({ code: 0, told: '' });
    expect(said.trimEnd().split('\n')).toEqual([
      '✓ Settings: every variable is set, and the settings file holds',
      expect.stringMatching(/^✓ Store: .*bot\.sqlite is not there yet; the start makes it$/),
      '✓ Slack: the bot token',
      '✓ Slack: scopes that the bot needs',
      '✓ Slack: scopes that add to it',
      '✓ GitHub: acme/shop',
      '✓ The model service: the key',
      '✓ The model service: the model scripted-model',
      '✓ PostHog: the key and its scopes',
      '✓ PostHog: project 4242',
      '✓ Settings: approvers for every risk',
      '! Slack: the signing secret is set; only Slack’s first request shows whether it is the right one',
      'The bot can start.',
    ]);
    expect(existsSync(join(folder, 'bot.sqlite'))).toBe(false);
  });

  it.each(WRONG)('with %s says so with the setting, and ends with 1', async (_name, more, sentence) => {
    const { code, said } = await runToEnd(DOCTOR, more);
    expect(code).toBe(1);
    expect(said.split('\n').filter((line) => line.startsWith('✗'))).toContainEqual(
      expect.stringMatching(sentence),
    );
    expect(said).toContain('The bot cannot start like this.');
  });

  it('names the scopes that a Slack app of an earlier manifest lacks, and which of them stop nothing', async () => {
    const state = sandbox.slack.snapshot();
    const without = async (...lacking: readonly string[]) => {
      const scopes = state.app.scopes.filter((scope) => !lacking.includes(scope));
      sandbox.slack.restore({ ...state, app: { ...state.app, scopes } });
      return runToEnd(DOCTOR);
    };
    const fewer = await without('files:write');
    expect(fewer.code).toBe(0);
    expect(fewer.said).toMatch(
      /^! Slack: scopes that add to it: The Slack app lacks the scope files:write\. /m,
    );
    const none = await without('chat:write', 'commands');
    expect(none.code).toBe(1);
    expect(none.said).toMatch(
      /^✗ Slack: .* lacks the scopes chat:write, commands\. Reinstall it from manifest/m,
    );
  });

  it('tells a far side that is down from one that refuses', async () => {
    sandbox.posthog.fail({ kind: 'http-500', times: 9 });
    const { code, said } = await runToEnd(DOCTOR);
    expect(code).toBe(1);
    expect(said).toMatch(/^✗ PostHog: the key and its scopes: PostHog answered 500\./m);
    expect(said).toMatch(/^The bot would start, and ask again what does not answer until it does\.$/m);
  });

  it('lists what is not set', async () => {
    const { code, said } = await runToEnd(DOCTOR, { GITHUB_TOKEN: '', POSTHOG_HOST: 'nowhere' });
    expect(code).toBe(1);
    expect(said).toMatch(/^✗ GITHUB_TOKEN is not set: /m);
    expect(said).toMatch(/^✗ POSTHOG_HOST: /m);
  });
});

describe('npm start', { timeout: 120_000 }, () => {
  it.each(WRONG)(
    'with %s ends with 1 and one sentence that names the setting',
    async (_name, more, sentence) => {
      const { code, told, said } = await runToEnd(MAIN, more);
      expect(code).toBe(1);
      const problems = told.split('\n').filter((line) => line.startsWith('  '));
      expect(problems).toEqual([expect.stringMatching(sentence)]);
      expect(said).not.toContain('is running');
      expect(told).not.toMatch(/\n\s+at /);
    },
  );

  it('tells everything that is wrong at once, and of one token once', async () => {
    const wrong = Object.assign({}, ...WRONG.map(([, more]) => more));
    const { told } = await runToEnd(MAIN, wrong);
    const problems = told.split('\n').filter((line) => line.startsWith('  '));
    // The key of PostHog is wrong, so that its project cannot be asked for.
    expect(problems).toHaveLength(4);
  });

  it('says in a sentence that its port is taken', async () => {
    const { code, told } = await runToEnd(MAIN, { PORT: new URL(slack.apiUrl).port });
    expect(code).toBe(1);
    expect(told).toMatch(/^ {2}PORT: another program listens on port \d+\. .* set PORT/m);
    expect(told).not.toMatch(/\n\s+at /);
  });

  it('waits for a store that does not answer, says so, and ends at the first SIGTERM', async () => {
    const environment = { ...variablesOf(sandbox.config), MONGODB_URI: 'mongodb://127.0.0.1:9/bot' };
    const program = startProgram({ environment, cwd: folder });
    let said = '';
    program.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await expect.poll(() => said, PATIENT).toContain('the store does not answer yet');
    expect(said).toContain('store.');
    const gone = once(program, 'exit');
    program.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
    expect(said).not.toContain('is running');
  });

  it('is not ready while GitHub does not answer, works meanwhile, and says that it runs when it does', async () => {
    sandbox.github.fail({ kind: 'http-500', times: 1 });
    const program = startProgram({ environment: variablesOf(sandbox.config), cwd: folder });
    const lines: string[] = [];
    program.stdout?.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
    try {
      const { operationsPort } = await portsOf(program);
      const ready = async () => (await fetch(`http://127.0.0.1:${operationsPort}/ready`)).status;
      expect(await ready()).toBe(503);
      expect(lines.join('')).not.toContain('is running');
      expect(lines.join('')).toContain('a connection does not answer yet');
      await expect.poll(ready, PATIENT).toBe(200);
      expect(lines.join('')).toContain('the bot is running');
    } finally {
      program.kill('SIGTERM');
      await once(program, 'exit');
    }
  });
});
