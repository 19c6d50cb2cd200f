import { FLAG_KEY } from '#evaluation/flag-reader.ts';
import type { FlagStore } from '#ports/flag-store.ts';
import type { FlagSetting, FlagState, Flags } from '#ports/flags.ts';
import { ownFlagsFault } from './fault-kinds.ts';
import { createFlagLedger } from './flag-ledger.ts';
import { flagStateOf, keyInAddress } from './flag-state.ts';
import type { KeptFlag } from './kept-flag.ts';
import { newFlag, withSettingOf } from './with-setting.ts';

/** As people know it. */
export const OWN_FLAGS = 'Co-Pilot Flags';

/** The bot's own flags, kept in its store, behind the `Flags` port. `pages`: the address below which each flag has a page. */
export function createOwnFlags(store: FlagStore, pages: string): Flags {
  const ledger = createFlagLedger(store);
  const stateOf = (flag: KeptFlag) => flagStateOf(flag, pages);
  const maybe = (flag: KeptFlag | null) => (flag === null ? null : stateOf(flag));
  const find = async (key: string) => (await ledger.read()).flags.find((flag) => flag.key === key) ?? null;
  const set = async (key: string, setting: FlagSetting, version: string | null): Promise<FlagState> => {
    const changed = await ledger.change(key, (flag, { flags }) => {
      if (flag === null) throw missing(key);
      const others = flags.filter((other) => other.key !== key);
      const next = { ...withSettingOf(flag, setting, others), changedBy: null };
      // The bot's own setting is there already: the answer to an earlier write may be lost.
      if (JSON.stringify({ ...next, changedBy: flag.changedBy }) === JSON.stringify(flag)) return flag;
      if (version !== null && String(flag.revision) !== version) throw moved(key);
      return next;
    });
    if (changed === null) throw missing(key);
    return stateOf(changed);
  };
  return {
    name: OWN_FLAGS,
    exposures: { kind: 'own' },
    ensure: async (key, name, setting, traits) => {
      if (!FLAG_KEY.test(key)) throw notAKey(key);
      const made = await ledger.change(
        key,
        (flag, { flags }) => flag ?? withSettingOf(newFlag(key, name, setting, traits), setting, flags),
      );
      if (made === null) throw missing(key);
      return stateOf(made);
    },
    read: async (key) => maybe(await find(key)),
    ...{ set, restore: set },
    disable: async (key) =>
      maybe(
        await ledger.change(
          key,
          (flag) => flag && (flag.active ? { ...flag, active: false, changedBy: null } : flag),
        ),
      ),
    changedBy: async ({ url }) => (await find(keyInAddress(url)))?.changedBy ?? null,
    remove: async (key) => void (await ledger.change(key, () => null)),
  };
}

function missing(key: string) {
  return ownFlagsFault('missing', `${OWN_FLAGS} has no flag ${key}: it was removed`);
}

function moved(key: string) {
  return ownFlagsFault('conflict', `The flag ${key} was changed by hand since the bot last saw it`);
}

function notAKey(key: string) {
  const message = `${OWN_FLAGS} takes letters, digits, dots, underscores and hyphens in the key of a flag, and "${key}" has others`;
  return ownFlagsFault('not-a-key', message);
}
