import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { RUNS_KEPT } from '#agents/keeper.ts';
import { readConfig } from '#app/config.ts';
import { CEILINGS } from '#domain/spending/ceilings.ts';

const COMPLETE: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'xoxb-secret-bot',
  SLACK_SIGNING_SECRET: 'secret-signing',
  GITHUB_TOKEN: 'secret-github',
  OPENAI_API_KEY: 'secret-openai',
  POSTHOG_HOST: 'https://eu.posthog.com',
  POSTHOG_PROJECT_ID: '42',
  POSTHOG_PERSONAL_API_KEY: 'phx_secret',
  SETTINGS_FILE: 'sandbox/co-pilot.yaml',
};
const REQUIRED = Object.keys(COMPLETE).filter((name) => name !== 'SETTINGS_FILE');
const OPTIONAL = ['SLACK_APP_TOKEN', 'PORT', 'LOG_LEVEL', 'OPENAI_BASE_URL', 'OPENAI_PRICES', 'MONGODB_URI'];

function problems(environment: Readonly<Record<string, string>>): readonly string[] {
  const result = readConfig(environment);
  return result.kind === 'refused' ? result.problem : [];
}

function bot(change: Readonly<Record<string, string>> = {}) {
  const result = readConfig({ ...COMPLETE, ...change });
  if (result.kind === 'refused' || result.value.mode !== 'slack') throw new Error('no bot');
  return result.value.bot;
}

function without(name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(COMPLETE).filter(([key]) => key !== name));
}

describe('readConfig with nothing set', () => {
  it('runs the sandbox with the scripted model', () => {
    const sandbox = { mode: 'sandbox', model: null };
    expect(readConfig({})).toMatchObject({ kind: 'ok', value: sandbox });
    expect(readConfig({ PATH: '/bin', HOME: '/root' })).toMatchObject({ kind: 'ok', value: sandbox });
    expect(readConfig({ SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: ' ' })).toMatchObject({ kind: 'ok' });
  });

  it('takes a real model into the sandbox', () => {
    const result = readConfig({ OPENAI_API_KEY: 'key', OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' });
    expect(result).toMatchObject({
      kind: 'ok',
      value: {
        mode: 'sandbox',
        model: { apiKey: 'key', baseUrl: 'http://127.0.0.1:11434/v1', structured: 'schema' },
      },
    });
  });

  it('refuses a model that cannot be reached as it is written', () => {
    const found = problems({ OPENAI_API_KEY: 'key', OPENAI_BASE_URL: 'localhost', OPENAI_STRUCTURED: 'xml' });
    expect(found).toHaveLength(2);
    expect(found[0]).toContain('OPENAI_BASE_URL: must be an address such as');
    expect(found[1]).toContain('OPENAI_STRUCTURED');
  });
});

describe('the mode', () => {
  it('is a workspace as soon as any Slack setting is there, also one that is misspelt', () => {
    expect(problems({ SLACK_TOKEN: 'xoxb-1' })).toContainEqual(
      expect.stringMatching(/^SLACK_BOT_TOKEN is not set/),
    );
  });

  it('is the one that is asked for', () => {
    const played = readConfig({ ...COMPLETE, CO_PILOT_MODE: 'sandbox' });
    expect(played).toMatchObject({ value: { mode: 'sandbox', why: 'CO_PILOT_MODE is set to sandbox.' } });
    expect(problems({ CO_PILOT_MODE: 'workspace' })).toHaveLength(4);
    expect(problems({ CO_PILOT_MODE: 'real' })).toEqual([
      'CO_PILOT_MODE: must be sandbox or workspace; if it is left out, the Slack settings decide.',
    ]);
  });
});

/** A settings file of the sandbox whose list has so many entries. */
async function fileWith(list: string, entries: readonly string[]): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'settings-')), 'co-pilot.yaml');
  const parts = parse(await readFile('sandbox/co-pilot.yaml', 'utf8'));
  await writeFile(file, stringify({ ...parts, [list]: entries.map((entry) => JSON.parse(entry)) }));
  return file;
}

describe('a list that a menu of Slack cannot show', () => {
  const numbers = Array.from({ length: 101 }, (_, index) => index);
  it.each([
    ['surfaces', [], 'This must have at least 1 entry.'],
    [
      'surfaces',
      numbers.map((number) => `{"name":"surface ${number}"}`),
      'This must have at most 100 entries.',
    ],
    ['repositories', [], 'This must have at least 1 entry.'],
    ['repositories', numbers.map((number) => `"acme/shop${number}"`), 'This must have at most 100 entries.'],
  ])('is refused at the start: %s', async (list, entries, sentence) => {
    const found = problems({ ...COMPLETE, SETTINGS_FILE: await fileWith(list, entries) });
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`:\\d+ ${list}: ${sentence}$`)));
  });

  it('is refused at the start: metrics', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'settings-')), 'co-pilot.yaml');
    const parts = parse(await readFile('sandbox/co-pilot.yaml', 'utf8'));
    const [one = {}] = Object.values(parts.metrics);
    const metrics = Object.fromEntries(
      numbers.map((number) => [`metric_${number}`, { ...Object(one), name: `Metric ${number}` }]),
    );
    await writeFile(file, stringify({ ...parts, metrics }));
    const found = problems({ ...COMPLETE, SETTINGS_FILE: file });
    expect(found).toContainEqual(expect.stringContaining('There may be at most 100 metrics'));
  });
});

describe('readConfig for a workspace', () => {
  it('runs the bot when everything is there', () => {
    expect(bot()).toMatchObject({
      slack: { botToken: 'xoxb-secret-bot', appToken: null, apiUrl: null, port: 3000 },
      github: { webhookSecret: null, baseUrl: null },
      posthog: { ingestionHost: 'https://eu.posthog.com', projectToken: null },
      settings: { roles: { approvers: ['U00000PRIYA', 'U0000000SAM'] }, repositories: ['acme/shop'] },
      settingsFile: 'sandbox/co-pilot.yaml',
    });
  });

  it('takes what may be set besides', () => {
    const all = bot({
      SLACK_APP_TOKEN: 'xapp-1',
      PORT: '8080',
      GITHUB_WEBHOOK_SECRET: 'hook',
      POSTHOG_INGESTION_HOST: 'https://eu.i.posthog.com',
    });
    expect(all).toMatchObject({
      slack: { appToken: 'xapp-1', port: 8080 },
      github: { webhookSecret: 'hook' },
      posthog: { ingestionHost: 'https://eu.i.posthog.com' },
    });
  });

  it('lets this machine alone ask for health, unless a token is set', () => {
    expect(bot().operations).toEqual({ host: '127.0.0.1', port: 3001, token: null });
    const open = { OPERATIONS_HOST: '0.0.0.0' };
    expect(problems({ ...COMPLETE, ...open })).toEqual([
      expect.stringMatching(/^OPERATIONS_TOKEN is not set: OPERATIONS_HOST lets other machines ask/),
    ]);
    const token = 'a-token-of-operators';
    expect(bot({ ...open, OPERATIONS_TOKEN: token }).operations).toMatchObject({ host: '0.0.0.0', token });
  });

  it.each(REQUIRED.filter((name) => !name.startsWith('SLACK_')))('misses %s by name', (name) => {
    const found = problems(without(name));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${name} is not set: \\w.{10,}`));
  });

  it('tells everything that is missing at once, with what to set', () => {
    const missing = (set: Readonly<Record<string, string>>) =>
      problems({ SLACK_SIGNING_SECRET: 'secret-signing', ...set }).map((line) => line.split(/[ :]/)[0]);
    const others = REQUIRED.filter((name) => name !== 'SLACK_SIGNING_SECRET');
    expect(missing({ POSTHOG_PROJECT_ID: '42' })).toEqual(
      others.filter((name) => name !== 'POSTHOG_PROJECT_ID'),
    );
    // Without PostHog the bot keeps flags and observations itself.
    expect(missing({})).toEqual(others.filter((name) => !name.startsWith('POSTHOG_')));
  });

  it.each([
    ['SLACK_BOT_TOKEN', 'xoxp-secret'],
    ['SLACK_APP_TOKEN', 'xoxb-secret'],
    ['GITHUB_REPOSITORIES', 'acme/shop'],
    ['SURFACES', 'secret'],
    ['ADMINS', 'secret'],
    ['RETENTION_DAYS', '30'],
    ['POSTHOG_HOST', 'secret'],
    ['POSTHOG_PERSONAL_API_KEY', 'phc_secret'],
    ['POSTHOG_PROJECT_TOKEN', 'phx_secret'],
    ['PORT', 'secret'],
    ['PORT', '70000'],
    ['OPERATIONS_PORT', 'secret'],
    ['OPERATIONS_TOKEN', 'secret'],
    ['APPROVERS', 'U0PRIYA'],
    ['SETTINGS_FILE', 'none.yaml'],
    ['LOG_LEVEL', 'secret'],
    ['MONGODB_URI', 'https://secret'],
    ['OPENAI_PRICES', 'secret'],
    ['OPENAI_TIMEOUT_SECONDS', 'secret'],
    ['OPENAI_STRUCTURED', 'secret'],
    ['CEILING_DAY_USD', 'secret'],
    ['CEILING_EXPERIMENT_TOKENS', '0'],
    ['RUNS_DAYS', '-1'],
    ['RUNS_MEGABYTES', 'secret'],
  ])('refuses %s=%s by name alone', (name, value) => {
    const found = problems({ ...COMPLETE, [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(`${name}: `)).toBe(true);
  });

  it('reads the ceilings, and the models of single roles', () => {
    const set = { CEILING_EXPERIMENT_USD: '2.5', OPENAI_MODEL_DESIGNER: 'large' };
    expect(bot(set).ceilings).toEqual({ ...CEILINGS, experiment: { ...CEILINGS.experiment, usd: 2.5 } });
    expect(bot(set).openai).toMatchObject({ model: 'gpt-6-luna', models: { designer: 'large' } });
    expect(bot().ceilings).toEqual(CEILINGS);
    expect(bot({ RUNS_DAYS: '0' }).runsKept).toEqual({ ...RUNS_KEPT, days: 0 });
    expect(bot().runsKept).toEqual(RUNS_KEPT);
    expect(bot().openai).not.toHaveProperty('models');
  });

  it('begins without settings if no file is set and none is there, so that admins set the bot up in Slack', () => {
    expect(readConfig(without('SETTINGS_FILE'))).toMatchObject({
      kind: 'ok',
      value: { bot: { settings: null, settingsFile: null } },
    });
  });

  it('names the command that makes a settings file if the one that is set is not there', () => {
    const [found] = problems({ ...COMPLETE, SETTINGS_FILE: 'none.yaml' });
    expect(found).toContain(
      '"none.yaml" cannot be read. Make one with: npm run settings -- discover --write',
    );
  });

  it('tells every problem of the settings file with its line', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'settings-')), 'co-pilot.yaml');
    await writeFile(file, 'roles: {approvers: [bob]}\nrepositories: []\n');
    const found = problems({ ...COMPLETE, SETTINGS_FILE: file });
    expect(found).toHaveLength(4);
    expect(found).toContainEqual(
      expect.stringContaining(`${file}:1 roles.approvers[0]: This must be a Slack user id`),
    );
    expect(found).toContainEqual(`${file}:2 repositories: This must have at least 1 entry.`);
  });

  it('takes the prompts of the bot into experiments if its repository is named, with its own flags and observations alone', () => {
    const { POSTHOG_HOST: _host, POSTHOG_PROJECT_ID: _id, POSTHOG_PERSONAL_API_KEY: _key, ...own } = COMPLETE;
    const set = { ...own, OWN_REPOSITORY: 'acme/co-pilot' };
    const result = readConfig(set);
    expect(result).toMatchObject({ kind: 'ok', value: { bot: { ownRepository: 'acme/co-pilot' } } });
    expect(bot().ownRepository).toBeNull();
    const needs = expect.stringMatching(/^OWN_REPOSITORY is set, but .* own flags and its own observations/);
    expect(problems({ ...COMPLETE, OWN_REPOSITORY: 'acme/co-pilot' })).toEqual([needs]);
    expect(problems({ ...set, WAREHOUSE_URL: 'sqlite:figures.sqlite' })).toEqual([needs]);
    expect(problems({ ...set, OWN_REPOSITORY: 'co-pilot' })).toEqual([
      'OWN_REPOSITORY: must be the repository that the bot is built from, owner/name',
    ]);
  });

  it('says of a token that expires that no token is renewed here', () => {
    expect(problems({ ...COMPLETE, SLACK_BOT_TOKEN: 'xoxe.xoxb-1-secret' })).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN: this token expires, .* in which token rotation is off$/),
    ]);
  });

  it('never repeats what was set', () => {
    const name = fc.constantFrom(...REQUIRED, ...OPTIONAL);
    const secret = fc
      .string({ minLength: 12, maxLength: 40, unit: 'grapheme-ascii' })
      .map((text) => `§${text}§`);
    fc.assert(
      fc.property(fc.dictionary(name, secret, { minKeys: 1 }), (set) => {
        const told = problems({ SLACK_BOT_TOKEN: 'xoxb-1', ...set }).join('\n');
        expect(Object.values(set).filter((value) => told.includes(value))).toEqual([]);
      }),
      { numRuns: 200, seed: 9 },
    );
  });
});
