import { describe, expect, it } from 'vitest';
import { createFlagLedger } from '#adapters/own-flags/flag-ledger.ts';
import { createOwnFlags } from '#adapters/own-flags/flags.ts';
import { surfaceKey } from '#adapters/own-flags/kept-default.ts';
import { keptDocument } from '#adapters/own-flags/kept-flag.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { servedFlags } from '#app/flag-server/served-flags.ts';
import { FLAG_KEY } from '#evaluation/flag-reader.ts';
import type { FlagSetting } from '#ports/flags.ts';
import { configured } from '#tools/flags/by-hand.ts';

const SMALL = { model: 'small', retries: 1 };
const LARGE = { model: 'large', retries: 2 };
const OFF: FlagSetting = { active: false, rollout: 0, allocation: { control: 0.5, treatment: 0.5 } };
const ON: FlagSetting = { ...OFF, active: true, rollout: 1 };
const SHIPPED: FlagSetting = { active: true, rollout: 1, allocation: { control: 0, treatment: 1 } };
const ASKED = 'surface.support_answers';

async function start() {
  const store = await openSqliteStore(':memory:');
  const ledger = createFlagLedger(store);
  const flags = createOwnFlags(store, 'http://127.0.0.1');
  const make = (key: string, control: object, treatment: object, surface = 'support answers') => {
    const configurations = { control, treatment } as NonNullable<
      Parameters<typeof flags.ensure>[3]
    >['configurations'];
    const traits = { keepsVariantOnLogin: false, control: 'control', surface, configurations };
    return flags.ensure(key, key, OFF, traits as Parameters<typeof flags.ensure>[3]);
  };
  const ask = async (key: string, isPreview = false) =>
    servedFlags(keptDocument((await store.flagPart('flags'))?.body ?? null), isPreview).flags.evaluate(key, {
      targetingKey: 'user-1',
    });
  const { configurations } = flags;
  if (configurations === undefined) throw new Error('own flags carry configurations');
  return { store, ledger, flags, make, ask, configurations };
}

describe('the configuration of a surface', () => {
  it('is what its experiment gives, and then what was shipped, also by the key of the ended experiment', async () => {
    const { flags, make, ask, configurations, store } = await start();
    await make('try-large', SMALL, LARGE);
    expect(await ask(ASKED)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
    expect(await ask(ASKED, true)).toMatchObject({ flag: 'try-large' });
    await flags.set('try-large', ON, null);
    expect(await configurations.defaultOf('support answers')).toEqual(SMALL);
    const own = await ask('try-large');
    expect(await ask(ASKED)).toEqual({ ...own, key: ASKED, flag: 'try-large' });
    await flags.set('try-large', SHIPPED, null);
    expect(await ask(ASKED)).toMatchObject({ value: LARGE, variant: 'treatment', reason: 'STATIC' });
    await configurations.keepDefault('try-large', 'treatment');
    const version = await store.flagPartVersion('flags');
    await configurations.keepDefault('try-large', 'treatment');
    expect(await store.flagPartVersion('flags')).toBe(version);
    expect(await configurations.defaultOf('support answers')).toEqual(LARGE);
    await flags.remove('try-large');
    for (const key of [ASKED, 'try-large'])
      expect(await ask(key)).toMatchObject({ key, value: LARGE, variant: null, reason: 'DISABLED' });
    await configurations.keepDefault('try-large', 'treatment');
    expect(await configurations.defaultOf('support answers')).toEqual(LARGE);
    await store.close();
  });

  it('is the old one again after an experiment that shipped nothing', async () => {
    const { flags, make, ask, store } = await start();
    await make('try-large', SMALL, LARGE);
    await flags.set('try-large', ON, null);
    await flags.disable('try-large');
    expect(await ask('try-large')).toMatchObject({ value: SMALL, variant: null });
    await flags.remove('try-large');
    for (const key of [ASKED, 'try-large'])
      expect(await ask(key)).toMatchObject({ value: SMALL, variant: null });
    await store.close();
  });

  it('lets no experiment begin whose control it is not, or while another one decides it', async () => {
    const { flags, make, configurations, store } = await start();
    await make('try-large', SMALL, LARGE);
    await make('try-other', SMALL, LARGE);
    await make('elsewhere', LARGE, SMALL, 'search');
    await flags.set('try-large', ON, null);
    expect(await configurations.launchProblem('elsewhere')).toBeNull();
    expect(await configurations.launchProblem('try-large')).toBeNull();
    expect(await configurations.launchProblem('try-other')).toContain('try-large still decides');
    await flags.set('try-large', SHIPPED, null);
    await flags.disable('try-large');
    await expect(flags.set('try-other', ON, null)).rejects.toMatchObject({
      code: 'own-flags.not-the-default',
    });
    await configurations.keepDefault('try-large', 'treatment');
    expect(await configurations.launchProblem('try-other')).toContain('was changed after this plan');
    await make('try-small', LARGE, SMALL);
    expect(await configurations.launchProblem('try-small')).toBeNull();
    await flags.set('try-small', ON, null);
    await store.close();
  });

  it('of a flag that was changed by hand comes back with it', async () => {
    const { flags, ledger, make, ask, store } = await start();
    await make('try-large', SMALL, LARGE);
    await flags.set('try-large', { ...SHIPPED, allocation: { control: 0.5, treatment: 0.5 } }, null);
    const before = await ask('try-large');
    for (const [variant, other] of [
      ['control', { model: 'odd', retries: 9 }],
      ['treatment', { model: 'odd', retries: 9 }],
    ] as const)
      await ledger.change('try-large', (flag) => flag && configured(flag, variant, JSON.stringify(other)));
    expect(await ask('try-large')).toMatchObject({ value: { model: 'odd' } });
    await flags.restore('try-large', ON, null);
    expect(await ask('try-large')).toEqual(before);
    await store.close();
  });

  it('has a key that a flag may have, and no two surfaces have one', () => {
    const names = [
      'checkout',
      'support answers',
      'support-answers',
      'support_answers',
      'a/b',
      'a b/',
      '결제',
      '支付',
      '🛒',
    ];
    const keys = names.map(surfaceKey);
    expect(new Set(keys).size).toBe(names.length);
    for (const key of keys) expect(key).toMatch(FLAG_KEY);
    expect(surfaceKey('x'.repeat(500))).toMatch(FLAG_KEY);
  });
});
