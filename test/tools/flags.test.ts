import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOfKey, keptKeys } from '#adapters/own-flags/flag-keys.ts';
import { createFlagLedger } from '#adapters/own-flags/flag-ledger.ts';
import { createOwnFlags } from '#adapters/own-flags/flags.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { prepareFlags } from '#evaluation/prepare-flags.ts';
import type { Store } from '#ports/store.ts';
import { unitsOf } from '#test/evaluation/flags.ts';

let folder = '';
let path = '';
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flags-'));
  path = join(folder, 'store.sqlite');
  store = await openSqliteStore(path);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function run(tool: 'flags' | 'flag-keys', ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`tools/${tool}.ts`, ...words, '--store', path],
    { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  return { status, stdout, stderr };
}

/** As deep as an argument of a command can be. */
const DEEP = '['.repeat(60_000) + ']'.repeat(60_000);

const HALVES = { active: true, rollout: 0.4, allocation: { control: 0.5, treatment: 0.5 } };

/** The variant of each unit that takes part. */
async function met(units: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const flags = prepareFlags(await createFlagLedger(store).read());
  return new Map(
    units.flatMap((unit) => {
      const got = flags.evaluate('copy', { targetingKey: unit });
      return got.kind === 'value' && got.variant !== null ? [[unit, got.variant] as const] : [];
    }),
  );
}

describe('npm run flag-keys', () => {
  it('makes a key that is shown once, lists its name, and takes it back', async () => {
    const made = run('flag-keys', 'add', 'shop');
    expect(made).toMatchObject({ status: 0, stdout: expect.stringMatching(/^cpf_[\w-]{43}\n$/) });
    const [kept] = keptKeys((await store.flagPart('keys'))?.body ?? null);
    expect(kept).toMatchObject({
      name: 'shop',
      environment: 'production',
      digest: digestOfKey(made.stdout.trim()),
    });
    expect(run('flag-keys', 'add', 'shop', '--environment', 'staging')).toMatchObject({
      status: 1,
      stdout: '',
    });
    expect(run('flag-keys', 'list').stdout).toMatch(/^shop {2}production {2}made \d{4}-\d\d-\d\d\n$/);
    expect(run('flag-keys', 'revoke', 'shop').status).toBe(0);
    expect(run('flag-keys', 'revoke', 'shop').status).toBe(1);
    expect(run('flag-keys', 'list').stdout).toBe('There is no key yet.\n');
  });
  it.each([[], ['add'], ['add', 'Two words'], ['add', 'a', 'b'], ['drop', 'a']])('refuses %j', (...words) => {
    expect(run('flag-keys', ...words).status).toBe(2);
  });
});

describe('npm run flags', () => {
  it('changes a split for new units alone, and the bot sees who did it', async () => {
    const flags = createOwnFlags(store, 'http://127.0.0.1:1');
    await flags.ensure('copy', 'Copy', { ...HALVES, active: false });
    await flags.set('copy', HALVES, null);
    const units = unitsOf(2_000);
    const before = await met(units);
    expect(run('flags', 'split', 'copy', 'control=10', 'treatment=90', '--by', 'Ada')).toMatchObject({
      ...{ status: 0, stdout: 'copy  on, 40 % of units: control 50 %, treatment 50 %; changed by Ada\n' },
    });
    const seen = (await flags.read('copy')) ?? expect.fail('no flag');
    expect(await flags.changedBy(seen)).toBe('Ada');
    expect(await met(units)).toEqual(before);
    await flags.set('copy', { ...HALVES, rollout: 1 }, null);
    const after = await met(units);
    expect(after.size).toBe(units.length);
    for (const [unit, variant] of before) expect(after.get(unit)).toBe(variant);
  });

  it('keeps what units have while the split goes there and back', async () => {
    const flags = createOwnFlags(store, 'http://127.0.0.1:1');
    await flags.ensure('copy', 'Copy', { ...HALVES, active: false });
    await flags.set('copy', HALVES, null);
    run('flags', 'split', 'copy', 'control=10', 'treatment=90');
    const ledger = createFlagLedger(store);
    // The bot lets more units in with the split as it is now.
    await ledger.change('copy', (flag) => flag && { ...flag, rollout: 8_000, reached: 8_000 });
    const units = unitsOf(2_000);
    const before = await met(units);
    const treated = [...before.values()].filter((variant) => variant === 'treatment').length;
    expect(treated / before.size).toBeCloseTo(0.7, 1);
    expect((await flags.read('copy'))?.allocation).toEqual({ control: 0.3, treatment: 0.7 });
    await flags.restore('copy', { ...HALVES, rollout: 1 }, null);
    const after = await met(units);
    for (const [unit, variant] of before) expect(after.get(unit)).toBe(variant);
    expect(after.size).toBe(units.length);
  });

  it('sets rules, configurations and a holdout, and switches off', async () => {
    const flags = createOwnFlags(store, 'http://127.0.0.1:1');
    await flags.ensure('copy', 'Copy', { ...HALVES, active: false });
    await flags.set('copy', HALVES, null);
    const rules =
      '[{"when":[{"attribute":"email","operator":"ends-with","values":["@acme.com"]}],"variant":"treatment"}]';
    expect(run('flags', 'rules', 'copy', rules).status).toBe(0);
    expect(run('flags', 'configure', 'copy', 'treatment', '{"model":"large"}').status).toBe(0);
    expect(run('flags', 'holdout', 'year', '5').stdout).toBe(
      'holdout/year  5 % of all units are in no experiment\n',
    );
    const prepared = prepareFlags(await createFlagLedger(store).read());
    expect(prepared.evaluate('copy', { targetingKey: 'user-1', email: 'a@acme.com' })).toMatchObject({
      ...{ value: { model: 'large' }, reason: 'TARGETING_MATCH' },
    });
    expect((await flags.read('copy'))?.conditions[0]).toMatchObject({
      ...{ own: false, restrictedTo: ['email ends with "@acme.com"'], variant: 'treatment' },
    });
    expect(run('flags', 'holdout', 'year', '0').stdout).toBe('There is no holdout.\n');
    expect(run('flags', 'off', 'copy').stdout).toMatch(/^copy {2}off, 40 % of units/);
    expect((await flags.read('copy'))?.active).toBe(false);
  });

  it('configures variants before the launch without a change that an approver has to accept', async () => {
    const flags = createOwnFlags(store, 'http://127.0.0.1:1');
    const held = await flags.ensure('copy', 'Copy', { ...HALVES, active: false });
    expect(run('flags', 'configure', 'copy', 'treatment', '{"model":"large"}').status).toBe(0);
    const launched = await flags.set('copy', HALVES, held.version);
    expect(run('flags', 'configure', 'copy', 'treatment', '{"model":"larger"}').status).toBe(0);
    expect((await flags.read('copy'))?.version).not.toBe(launched.version);
  });

  it('sets the default configuration of a surface, shows who made each version, and brings one back', async () => {
    expect(run('flags', 'defaults').stdout).toBe('No surface has a default configuration.\n');
    expect(run('flags', 'default', 'checkout', '{"model":"small"}', '--by', 'Ada').stdout).toBe(
      'checkout  asked for as surface.checkout\n  version 1, holds, by Ada: {"model":"small"}\n',
    );
    run('flags', 'default', 'checkout', '{"model":"large"}', '--by', 'Ada');
    expect(run('flags', 'default', 'checkout', '1', '--by', 'Ben').status).toBe(0);
    expect(run('flags', 'defaults').stdout.split('\n').slice(1, 3)).toEqual([
      '  version 3, holds, by Ben: {"model":"small"}',
      '  version 2, was, by Ada: {"model":"large"}',
    ]);
    const configurations = { control: { model: 'small' }, treatment: { model: 'large' } };
    const flags = createOwnFlags(store, 'http://127.0.0.1:1');
    const traits = { keepsVariantOnLogin: false, surface: 'checkout', configurations };
    await flags.ensure('copy', 'Copy', { ...HALVES, active: false }, traits);
    await flags.set('copy', HALVES, null);
    expect(run('flags', 'default', 'checkout', '2')).toMatchObject({
      ...{ status: 1, stderr: expect.stringContaining('The experiment copy changes the configuration') },
    });
    expect(run('flags', 'configure', 'copy', 'treatment', '{"model":5}').stderr).toContain(
      'model is a number in place of text',
    );
  });

  it.each([
    [['default', 'checkout', '[1]'], 1],
    [['default', 'checkout', '2'], 1],
    [['default', 'checkout', '{'], 1],
    [['default', 'checkout'], 2],
    [['defaults', 'checkout'], 2],
    [['off', 'none'], 1],
    [['split', 'copy', 'control=10', 'treatment=80'], 1],
    [['split', 'copy', 'control=10', 'other=90'], 1],
    [['rules', 'copy', '[{"when":[],"variant":"other"}]'], 1],
    [['rules', 'copy', '[{"when":1}]'], 1],
    [['rules', 'copy', '[null]'], 1],
    [['rules', 'copy', '[{"when":[],"variant":"treatment","rollout":10}]'], 1],
    [['rules', 'copy', '[{"when":[],"variants":"treatment"}]'], 1],
    [['rules', 'copy', '[{"when":[],"percent":null}]'], 1],
    [['rules', 'copy', '[{"when":[],"percent":"10"}]'], 1],
    [['rules', 'copy', '[{"when":[{"attribute":"a","operator":"is","values":["b"],"not":true}]}]'], 1],
    [['rules', 'copy', '{'], 1],
    [['configure', 'copy', 'other', '1'], 1],
    [['holdout', 'year', '101'], 1],
    [['holdout', 'year', 'x'], 1],
    [['holdout', 'year', ''], 1],
    [['holdout', 'year', '0x5'], 1],
    [['holdout', 'year', '0.004'], 1],
    [['off'], 2],
    [['off', 'copy', 'more'], 2],
    [['toString', 'copy'], 2],
    [[], 2],
  ])('refuses %j and changes nothing', async (words, status) => {
    const flags = createOwnFlags(store, 'http://127.0.0.1:1');
    await flags.ensure('copy', 'Copy', HALVES);
    const version = await store.flagPartVersion('flags');
    expect(run('flags', ...words).status).toBe(status);
    expect(await store.flagPartVersion('flags')).toBe(version);
  });

  it('refuses JSON that lies too deep in words, whatever it is for', async () => {
    const flags = createOwnFlags(store, 'http://127.0.0.1:1');
    await flags.ensure('copy', 'Copy', HALVES);
    const version = await store.flagPartVersion('flags');
    for (const words of [
      ['rules', 'copy', `[{"when":[],"variant":null,"more":${DEEP}}]`],
      ['configure', 'copy', 'control', DEEP],
      ['default', 'checkout', `{"a":${DEEP}}`],
    ])
      expect(run('flags', ...words)).toMatchObject({
        ...{
          status: 1,
          stderr: expect.stringMatching(/^This lies deeper than 20 levels.* Nothing was changed\.\n$/),
        },
      });
    expect(run('flags', 'default', 'checkout', '{"a":[[[[[1]]]]]}').stderr).toContain('deeper than 5 levels');
    expect(run('flags', 'default', 'checkout', DEEP.slice(0, 9_000)).stderr.length).toBeLessThan(300);
    expect(await store.flagPartVersion('flags')).toBe(version);
  });
});
