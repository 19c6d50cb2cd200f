import { flagOfDefault, surfaceKey } from '#adapters/own-flags/kept-default.ts';
import type { KeptDocument } from '#adapters/own-flags/kept-flag.ts';
import type { Flag, FlagAlias, FlagDocument } from '#evaluation/flag-document.ts';
import { readFlag } from '#evaluation/flag-reader.ts';
import { type PreparedFlags, prepareFlags } from '#evaluation/prepare-flags.ts';
import { previewOf } from '#evaluation/preview.ts';
import { entityTag } from '#shared/entity-tag.ts';

/** All that one environment is answered from. */
export interface ServedFlags {
  readonly flags: PreparedFlags;
  /** The document for local evaluation, as JSON. */
  readonly document: string;
  /** The tag of the document. Its revision is none: a store that was put back from a backup counts on from there. */
  readonly tag: string;
  /** A flag of it; undefined if there is none. */
  readonly flag: (key: string) => Flag | undefined;
}

/** Flags as applications get them: without what the bot keeps for itself, as launched or as a preview. */
export function servedFlags(kept: KeptDocument, isPreview: boolean): ServedFlags {
  // A flag that cannot be read goes out as it is, so that every evaluator says so.
  const flags = kept.flags.map((flag) => {
    const read = readFlag(flag);
    return read.kind === 'flag' ? read.flag : flag;
  });
  const { format, revision, holdouts } = kept;
  const launched: FlagDocument = { format, revision, flags, holdouts };
  const experiments = isPreview ? previewOf(launched) : launched;
  const document: FlagDocument = {
    ...experiments,
    flags: [...experiments.flags, ...kept.defaults.map(flagOfDefault)],
    aliases: aliasesOf(kept, isPreview),
  };
  const byKey = new Map(document.flags.map((flag) => [flag.key, flag]));
  const json = JSON.stringify(document);
  return {
    flags: prepareFlags(document),
    document: json,
    tag: entityTag(json),
    flag: (key) => byKey.get(key),
  };
}

/** The key of a surface gives what its experiment gives while that runs, and the key of an ended one the default. A preview also shows what was not launched. */
function aliasesOf({ flags, defaults }: KeptDocument, isPreview: boolean): readonly FlagAlias[] {
  const running = new Map<string, FlagAlias>();
  const isEnded = (key: string) => defaults.some(({ former }) => former.includes(key));
  const inTurn = flags.toSorted((a, b) => Number(b.active) - Number(a.active));
  for (const { key, configures, active } of inTurn) {
    if (configures === undefined || isEnded(key) || !(active || isPreview)) continue;
    const asked = surfaceKey(configures);
    if (!running.has(asked)) running.set(asked, { key: asked, flag: key });
  }
  const ended = defaults.flatMap(({ key: flag, former }) =>
    former.filter((key) => flags.every((one) => one.key !== key)).map((key) => ({ key, flag })),
  );
  return [...running.values(), ...ended];
}
