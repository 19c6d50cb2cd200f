import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFlagKey, PRODUCTION } from '#adapters/own-flags/flag-keys.ts';
import { createFlagLedger } from '#adapters/own-flags/flag-ledger.ts';
import { createOwnFlags } from '#adapters/own-flags/flags.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { heldAllocation } from '#domain/launch/held-variants.ts';
import { prepareFlags } from '#evaluation/prepare-flags.ts';
import type { FlagStore } from '#ports/flag-store.ts';
import type { FlagSetting, FlagTraits } from '#ports/flags.ts';
import { describeFlags, EVEN } from '#test/contracts/describe-flags.ts';
import { unitsOf } from '#test/evaluation/flags.ts';
import { resplit, withRules } from '#tools/flags/by-hand.ts';

const BASE = 'http://127.0.0.1:3002';
const KEY = 'checkout-copy';
const UNITS = unitsOf(3_000);
const ON: FlagSetting = { ...EVEN, active: true };
const STAFF = { attribute: 'email', operator: 'ends-with', values: ['@acme.com'] } as const;

async function start() {
  const store = await openSqliteStore(':memory:');
  const ledger = createFlagLedger(store);
  return {
    ...{ store, ledger, flags: createOwnFlags(store, BASE) },
    /** The variant of each unit that takes part, now. */
    met: async (key = KEY) => {
      const flags = prepareFlags(await ledger.read());
      return new Map(
        UNITS.flatMap((unit) => {
          const got = flags.evaluate(key, { targetingKey: unit });
          return got.kind === 'value' && got.variant !== null ? [[unit, got.variant] as const] : [];
        }),
      );
    },
  };
}

describeFlags('Co-Pilot Flags', async () => {
  const { store, ledger, flags } = await start();
  return {
    flags,
    countFlags: async (key) => (await ledger.read()).flags.filter((flag) => flag.key === key).length,
    countWrites: () => store.flagPartVersion('flags'),
    addCondition: async (key) => {
      const rule = { when: [STAFF], rollout: 10_000, variant: 'control' };
      await ledger.change(key, (flag) => flag && { ...flag, rules: [rule, ...flag.rules] });
    },
    stop: store.close,
  };
});

describe('units of an own flag', () => {
  it('keep their variants over the whole launch, and a pause', async () => {
    const { flags, met, store } = await start();
    await flags.ensure(KEY, 'Checkout', { ...EVEN, rollout: 0 });
    let before: ReadonlyMap<string, string> = new Map();
    for (const rollout of [0.05, 0.3, 1]) {
      await flags.set(KEY, { ...ON, rollout }, null);
      const now = await met();
      expect(now.size).toBeGreaterThan(before.size);
      for (const [unit, variant] of before) expect(now.get(unit)).toBe(variant);
      before = now;
      await flags.disable(KEY);
      expect((await met()).size).toBe(0);
    }
    await flags.set(KEY, { ...ON, rollout: 1 }, null);
    expect(await met()).toEqual(before);
    await store.close();
  });

  it('all get what is shipped, step by step, and none of those who have it lose it', async () => {
    const { flags, met, store } = await start();
    await flags.ensure(KEY, 'Checkout', { ...EVEN, rollout: 0 });
    await flags.set(KEY, { ...ON, rollout: 0.4 }, null);
    let treated = 0;
    let before = await met();
    for (const share of [0.6, 0.8, 1]) {
      const allocation = { control: Number((1 - share).toFixed(9)), treatment: share };
      const state = await flags.set(KEY, { active: true, rollout: 1, allocation }, null);
      expect(state).toMatchObject({ rollout: 1, allocation });
      const now = await met();
      expect(now.size).toBe(UNITS.length);
      for (const [unit, variant] of before) if (variant === 'treatment') expect(now.get(unit)).toBe(variant);
      const count = [...now.values()].filter((variant) => variant === 'treatment').length;
      expect(Math.abs(count / UNITS.length - share)).toBeLessThan(0.04);
      expect(count).toBeGreaterThan(treated);
      [treated, before] = [count, now];
    }
    await store.close();
  });

  it('of a dropped treatment are held apart, and no other unit moves', async () => {
    const { flags, met, store, ledger } = await start();
    const allocation = { control: 0.4, b: 0.3, c: 0.3 };
    await flags.ensure(KEY, 'Three', { active: false, rollout: 0, allocation });
    await flags.set(KEY, { active: true, rollout: 1, allocation }, null);
    const before = await met();
    await flags.set(KEY, { active: true, rollout: 1, allocation: heldAllocation(allocation, ['b']) }, null);
    const after = await met();
    for (const [unit, variant] of before)
      expect(after.get(unit)).toBe(variant === 'b' ? 'b-dropped' : variant);
    const held = (await ledger.read()).flags[0]?.variants.find(({ key }) => key === 'b-dropped');
    expect(held?.value).toBe('control');
    await store.close();
  });

  it('do not depend on the order in which a setting names the variants', async () => {
    const { flags, met, store } = await start();
    await flags.ensure(KEY, 'Order', { ...EVEN, allocation: { small: 0.2, control: 0.8 } });
    await flags.set(KEY, { ...ON, rollout: 1, allocation: { small: 0.2, control: 0.8 } }, null);
    const before = await met();
    const state = await flags.set(KEY, { ...ON, rollout: 1, allocation: { control: 0.8, small: 0.2 } }, null);
    expect(Object.keys(state.allocation)).toEqual(['small', 'control']);
    expect(await met()).toEqual(before);
    await store.close();
  });
});

describe('a surface', () => {
  const TRAITS: FlagTraits = { keepsVariantOnLogin: false, surface: 'checkout', control: 'control' };
  const launch = async (flags: Awaited<ReturnType<typeof start>>['flags'], key: string, rollout: number) => {
    await flags.ensure(key, key, { ...EVEN, rollout: 0 }, TRAITS);
    return flags.set(key, { ...ON, rollout }, null);
  };

  it('gives no unit to two experiments, whatever they grow to', async () => {
    const { flags, met, store } = await start();
    await launch(flags, 'one', 0.05);
    await launch(flags, 'two', 0.3);
    await flags.set('one', { ...ON, rollout: 0.7 }, null);
    const [one, two] = [await met('one'), await met('two')];
    expect([...one.keys()].filter((unit) => two.has(unit))).toEqual([]);
    expect(one.size + two.size).toBe(UNITS.length);
    await store.close();
  });

  it('is full when its units are taken, and free again when an experiment is off, decided or gone', async () => {
    for (const free of ['off', 'decided', 'gone'] as const) {
      const { flags, store, met } = await start();
      await launch(flags, 'one', 0.8);
      await expect(launch(flags, 'two', 0.3)).rejects.toMatchObject({
        ...{ code: 'own-flags.layer-full', retryable: false },
        message: expect.stringContaining('checkout'),
      });
      if (free === 'off') await flags.disable('one');
      if (free === 'decided')
        await flags.set('one', { active: true, rollout: 1, allocation: { control: 0, treatment: 1 } }, null);
      if (free === 'gone') await flags.remove('one');
      await launch(flags, 'two', 1);
      expect((await met('two')).size).toBe(UNITS.length);
      if (free === 'decided') expect((await met('one')).size).toBe(UNITS.length);
      if (free === 'off')
        await expect(flags.set('one', { ...ON, rollout: 0.8 }, null)).rejects.toMatchObject({
          retryable: false,
        });
      await store.close();
    }
  });

  it('takes units of an experiment that is off away from it, also for a flag that is made while on', async () => {
    const { flags, store, ledger } = await start();
    await launch(flags, 'one', 0.8);
    await flags.disable('one');
    await flags.ensure('two', 'Two', { ...ON, rollout: 0.8 }, TRAITS);
    const slots = (await ledger.read()).flags.map(({ layer }) => layer?.slots.length);
    expect(slots).toEqual([0, expect.any(Number)]);
    await expect(flags.set('one', { ...ON, rollout: 0.8 }, null)).rejects.toMatchObject({
      code: 'own-flags.layer-full',
    });
    await store.close();
  });

  it('is passed over by a rule that names a variant', async () => {
    const { flags, met, store, ledger } = await start();
    await launch(flags, 'one', 0.5);
    await launch(flags, 'two', 0.5);
    await ledger.change('two', (flag) => flag && withRules(flag, '[{"when":[],"variant":"treatment"}]'));
    expect((await met('two')).size).toBe(UNITS.length);
    expect((await met('one')).size).toBeGreaterThan(0);
    await store.close();
  });

  it('does not give the same first units to one experiment after the other', async () => {
    const { flags, met, store } = await start();
    await launch(flags, 'one', 0.05);
    const first = await met('one');
    await flags.remove('one');
    await launch(flags, 'two', 0.05);
    const second = await met('two');
    expect([...second.keys()].filter((unit) => first.has(unit)).length).toBeLessThan(second.size / 2);
    await store.close();
  });
});

describe('own flags under any sequence of settings of an experiment', () => {
  const rollouts = fc.array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.boolean()), { maxLength: 8 });
  it('never give a unit another variant', async () => {
    await fc.assert(
      fc.asyncProperty(rollouts, fc.constantFrom(undefined, 'checkout'), async (steps, surface) => {
        const { flags, met, store } = await start();
        const traits = { keepsVariantOnLogin: false, ...(surface === undefined ? {} : { surface }) };
        await flags.ensure(KEY, 'Any', { ...EVEN, rollout: 0 }, traits);
        const known = new Map<string, string>();
        for (const [points, isOn] of steps) {
          await flags.set(KEY, { ...ON, active: isOn, rollout: points / 10_000 }, null);
          for (const [unit, variant] of await met()) {
            expect(known.get(unit) ?? variant).toBe(variant);
            known.set(unit, variant);
          }
        }
        await store.close();
      }),
      { numRuns: 25 },
    );
  });
});

describe('a split that is changed', () => {
  it('keeps also the units that a rule let in', async () => {
    const { flags, ledger, met, store } = await start();
    await flags.ensure(KEY, 'Rule', { ...EVEN, rollout: 0 });
    await flags.set(KEY, { ...ON, rollout: 0.1 }, null);
    await ledger.change(KEY, (flag) => flag && withRules(flag, '[{"when":[],"percent":60}]'));
    const before = await met();
    await ledger.change(KEY, (flag) => flag && resplit(flag, ['control=5', 'treatment=95']));
    expect(await met()).toEqual(before);
    expect(before.size / UNITS.length).toBeCloseTo(0.6, 1);
    await store.close();
  });
});

describe('a writer of flags or keys', () => {
  const KEY_OF_SHOP = { name: 'shop', environment: PRODUCTION, madeAt: 0 };
  /** The store, if another writer is first before so many writes. */
  const beaten = (store: FlagStore, times: number): FlagStore => {
    let left = times;
    const putFlagPart: FlagStore['putFlagPart'] = async (part) => {
      left -= 1;
      const before = (await store.flagPart(part.id))?.body;
      const empty = { flags: '{"format":1,"revision":0,"flags":[],"holdouts":[]}', keys: '[]' };
      if (left >= 0) await store.putFlagPart({ ...part, body: before ?? empty[part.id] });
      return store.putFlagPart(part);
    };
    return { ...store, putFlagPart };
  };

  it('tries anew if others are first, and gives up if they always are', async () => {
    const { store } = await start();
    await createOwnFlags(beaten(store, 5), BASE).ensure(KEY, 'Late', EVEN);
    expect(await makeFlagKey(beaten(store, 5), KEY_OF_SHOP)).toMatch(/^cpf_/);
    const never = beaten(store, 1_000);
    const contended = { code: 'own-flags.contended' };
    await expect(createOwnFlags(never, BASE).disable(KEY)).resolves.toMatchObject({ active: false });
    await expect(createOwnFlags(never, BASE).remove(KEY)).rejects.toMatchObject(contended);
    await expect(makeFlagKey(never, { ...KEY_OF_SHOP, name: 'cart' })).rejects.toMatchObject(contended);
    await store.close();
  });
});
