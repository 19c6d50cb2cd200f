import { makeFlagKey, PRODUCTION } from '#adapters/own-flags/flag-keys.ts';
import { createFlagLedger } from '#adapters/own-flags/flag-ledger.ts';
import { createOwnFlags } from '#adapters/own-flags/flags.ts';
import { heldAllocation } from '#domain/launch/held-variants.ts';
import type { FlagSetting } from '#ports/flags.ts';
import type { Store } from '#ports/store.ts';
import { resplit, withHoldout, withRules } from './by-hand.ts';

/** Splits that the experiments have in turn. */
const SPLITS: readonly FlagSetting['allocation'][] = [
  { control: 0.5, treatment: 0.5 },
  { control: 1 / 3, b: 1 / 3, c: 1 / 3 },
  { control: 0.1, treatment: 0.9 },
  { control: 0.4, b: 0.25, c: 0.2, d: 0.15 },
];
const STAFF =
  '[{"when":[{"attribute":"email","operator":"ends-with","values":["@acme.com"]}],"variant":"control"},{"when":[{"attribute":"age","operator":"at-least","values":[65]}],"percent":80,"variant":null}]';

/** Names of experiments. The seed is in each, so that another one asks other buckets. */
export function experimentKeys(count: number, seed: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `exp-${seed}-${index}`);
}

/**
 * Fills a store with experiments as they come to be: launched step by step, some on a shared surface, with rules of people, with a split
 * that was changed by hand, with a dropped treatment, and a holdout. Answers a key for production.
 */
export async function populate(store: Store, keys: readonly string[]): Promise<string> {
  const flags = createOwnFlags(store, 'http://127.0.0.1');
  const ledger = createFlagLedger(store);
  for (const [index, key] of keys.entries()) {
    const allocation = SPLITS[index % SPLITS.length] ?? {};
    const surface = index % 7 === 3 ? { surface: `surface-${index}` } : {};
    await flags.ensure(
      key,
      `Experiment ${key}`,
      { active: false, rollout: 0, allocation },
      {
        ...{ keepsVariantOnLogin: false, control: 'control' },
        ...surface,
      },
    );
    await flags.set(key, { active: true, rollout: 0.3, allocation }, null);
    if (index % 11 === 5)
      await ledger.change(key, (flag) => flag && resplit(flag, evenShares(Object.keys(allocation))));
    if (index % 5 === 4) await ledger.change(key, (flag) => flag && withRules(flag, STAFF));
    const now = (await flags.read(key))?.allocation ?? allocation;
    const rollout = index % 3 === 2 ? 0.6 : 1;
    await flags.set(key, { active: true, rollout, allocation: now }, null);
    if (index % 13 === 7 && 'b' in now)
      await flags.set(key, { active: true, rollout, allocation: heldAllocation(now, ['b']) }, null);
  }
  await ledger.changeDocument((document) => withHoldout(document, 'all', '3'));
  return (await makeFlagKey(store, { name: 'tool', environment: PRODUCTION, madeAt: 0 })) ?? '';
}

function evenShares(keys: readonly string[]): readonly string[] {
  return keys.map((key, at) => `${key}=${at === 0 ? 100 - 20 * (keys.length - 1) : 20}`);
}
