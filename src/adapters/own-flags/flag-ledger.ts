import type { FlagStore } from '#ports/flag-store.ts';
import type { AppError } from '#shared/errors.ts';
import { untilFirst } from '#shared/until-first.ts';
import { ownFlagsFault } from './fault-kinds.ts';
import { type KeptDocument, type KeptFlag, keptDocument } from './kept-flag.ts';
import { withoutSlots } from './layer-slots.ts';

/** What a change makes of a flag: the flag as it is to be, or null if it is to be gone. */
export type FlagChange = (flag: KeptFlag | null, all: KeptDocument) => KeptFlag | null;

/** All flags in a store, changed one at a time. */
export interface FlagLedger {
  readonly read: () => Promise<KeptDocument>;
  /**
   * Changes one flag and answers how it stands; null if it is gone. A change that changes nothing writes nothing. Flags that are off lose the
   * slots that it takes. `change` may run several times; `also` then changes the rest of the document with the flag. Throws `own-flags.contended` if other writers are always faster.
   */
  readonly change: (
    key: string,
    change: FlagChange,
    also?: (document: KeptDocument, changed: KeptFlag) => KeptDocument,
  ) => Promise<KeptFlag | null>;
  /** Changes what is no flag. */
  readonly changeDocument: (change: (document: KeptDocument) => KeptDocument) => Promise<KeptDocument>;
}

/** Opens the flags of a store. */
export function createFlagLedger(store: FlagStore): FlagLedger {
  const kept = async () => {
    const part = await store.flagPart('flags');
    return { version: part?.version ?? 0, document: keptDocument(part?.body ?? null) };
  };
  const changeDocument = (change: (document: KeptDocument) => KeptDocument) =>
    untilFirst(async () => {
      const { version, document } = await kept();
      const changed = change(document);
      if (changed === document) return document;
      // The revision is the version, so none comes twice.
      const written = { ...changed, revision: version + 1 };
      const body = JSON.stringify(written);
      const isFirst = await store.putFlagPart({ id: 'flags', version: version + 1, body });
      return isFirst ? written : 'conflict';
    }, contended);
  return {
    read: async () => (await kept()).document,
    changeDocument,
    change: async (key, change, also = (all) => all) => {
      const document = await changeDocument((all) => {
        const found = all.flags.find((flag) => flag.key === key) ?? null;
        const changed = change(found, all);
        if (isSameFlag(found, changed)) return all;
        const isKept = found !== null && isOnlyConfiguration(found, changed);
        const revision = isKept ? found.revision : all.revision + 1;
        const next = changed === null ? null : { ...changed, revision };
        const others = all.flags.map((flag) => (flag.key === key ? next : leavingSlots(flag, next)));
        const flags = [...others, ...(found === null ? [next] : [])].filter((flag) => flag !== null);
        return next === null ? { ...all, flags } : also({ ...all, flags }, next);
      });
      return document.flags.find((flag) => flag.key === key) ?? null;
    },
  };
}

/** Another flag of the document beside one that was changed: no two on a surface have the same slots. */
function leavingSlots(other: KeptFlag, changed: KeptFlag | null): KeptFlag {
  const isBeside = !other.active && changed !== null && other.surface === changed.surface;
  return isBeside ? withoutSlots(other, changed.layer?.slots ?? []) : other;
}

function isSameFlag(left: KeptFlag | null, right: KeptFlag | null): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

/** Whether a flag that no unit has met differs in nothing but what its variants give: that is set up before a launch, and changes no experiment. */
function isOnlyConfiguration(found: KeptFlag, changed: KeptFlag | null): boolean {
  if (changed === null || found.reached > 0) return false;
  const bare = (flag: KeptFlag) => ({
    ...flag,
    variants: flag.variants.map(({ key }) => key),
    changedBy: null,
  });
  return JSON.stringify(bare(found)) === JSON.stringify(bare(changed));
}

function contended(): AppError {
  return ownFlagsFault('contended', 'The flags were changed by others all the time; the bot tries again');
}
