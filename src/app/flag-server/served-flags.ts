import type { Flag, FlagDocument } from '#evaluation/flag-document.ts';
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
export function servedFlags(kept: FlagDocument, isPreview: boolean): ServedFlags {
  // A flag that cannot be read goes out as it is, so that every evaluator says so.
  const flags = kept.flags.map((flag) => {
    const read = readFlag(flag);
    return read.kind === 'flag' ? read.flag : flag;
  });
  const { format, revision, holdouts } = kept;
  const launched: FlagDocument = { format, revision, flags, holdouts };
  const document = isPreview ? previewOf(launched) : launched;
  const byKey = new Map(document.flags.map((flag) => [flag.key, flag]));
  const json = JSON.stringify(document);
  return {
    flags: prepareFlags(document),
    document: json,
    tag: entityTag(json),
    flag: (key) => byKey.get(key),
  };
}
