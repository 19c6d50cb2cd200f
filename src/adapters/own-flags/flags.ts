import { FLAG_KEY } from '#evaluation/flag-reader.ts';
import type { FlagStore } from '#ports/flag-store.ts';
import type { FlagSetting, FlagState, Flags } from '#ports/flags.ts';
import { ownFlagsFault } from './fault-kinds.ts';
import { createFlagLedger, type FlagChange } from './flag-ledger.ts';
import { flagStateOf, keyInAddress } from './flag-state.ts';
import { presentVersion } from './kept-default.ts';
import type { KeptFlag } from './kept-flag.ts';
import {
  launchProblem,
  surfaceDefault,
  withFirstDefault,
  withKeptVariant,
  withoutFlag,
} from './surface-defaults.ts';
import { newFlag, withPlannedValues, withSettingOf } from './with-setting.ts';

/** As people know it. */
export const OWN_FLAGS = 'Co-Pilot Flags';

/** The bot's own flags, kept in its store, behind the `Flags` port. `pages`: the address below which each flag has a page. */
export function createOwnFlags(store: FlagStore, pages: string): Flags {
  const ledger = createFlagLedger(store);
  const stateOf = (flag: KeptFlag) => flagStateOf(flag, pages);
  const maybe = (flag: KeptFlag | null) => (flag === null ? null : stateOf(flag));
  const find = async (key: string) => (await ledger.read()).flags.find((flag) => flag.key === key) ?? null;
  const bringTo = async (
    key: string,
    setting: FlagSetting,
    { version, isRestored }: { readonly version: string | null; readonly isRestored: boolean },
  ): Promise<FlagState> => {
    const change: FlagChange = (found, document) => {
      if (found === null) throw missing(key);
      const flag = isRestored ? withPlannedValues(found) : found;
      const others = document.flags.filter((other) => other.key !== key);
      const against = setting.active ? launchProblem(document, flag) : null;
      if (against !== null) throw ownFlagsFault('not-the-default', against);
      const next = { ...withSettingOf(flag, setting, others), changedBy: null };
      // The bot's own setting is there already: the answer to an earlier write may be lost.
      if (JSON.stringify({ ...next, changedBy: found.changedBy }) === JSON.stringify(found)) return found;
      if (version !== null && String(found.revision) !== version) throw moved(key);
      return next;
    };
    const changed = await ledger.change(key, change, (document, flag) =>
      flag.active ? withFirstDefault(document, flag) : document,
    );
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
    set: (key, setting, version) => bringTo(key, setting, { version, isRestored: false }),
    restore: (key, setting, version) => bringTo(key, setting, { version, isRestored: true }),
    disable: async (key) =>
      maybe(
        await ledger.change(
          key,
          (flag) => flag && (flag.active ? { ...flag, active: false, changedBy: null } : flag),
        ),
      ),
    changedBy: async ({ url }) => (await find(keyInAddress(url)))?.changedBy ?? null,
    remove: async (key) => void (await ledger.changeDocument((document) => withoutFlag(document, key))),
    configurations: {
      defaultOf: async (surface) => {
        const kept = surfaceDefault(await ledger.read(), surface);
        return kept === null ? null : presentVersion(kept).value;
      },
      launchProblem: async (key) => {
        const document = await ledger.read();
        const flag = document.flags.find((one) => one.key === key);
        return flag === undefined ? null : launchProblem(document, flag);
      },
      keepDefault: async (key, variant) =>
        void (await ledger.changeDocument((document) => withKeptVariant(document, key, variant))),
    },
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
