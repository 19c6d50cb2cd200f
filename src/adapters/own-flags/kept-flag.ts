import { EMPTY_DOCUMENT, type Flag, type FlagDocument, type FlagValue } from '#evaluation/flag-document.ts';
import { readDocument } from '#evaluation/read-document.ts';
import { ownFlagsFault } from './fault-kinds.ts';
import type { KeptDefault } from './kept-default.ts';

/** A flag as the store keeps it: what evaluators get, and what the bot itself needs to change it. */
export interface KeptFlag extends Flag {
  /** The places below this, in basis points, were ever let in while it was on: so many units may have met a variant. */
  readonly reached: number;
  /** The place whose layer it takes units from; null if it shares all units, or does so since its variant was decided. */
  readonly surface: string | null;
  /** Who changed it last by hand; null if the bot did. */
  readonly changedBy: string | null;
  /** The surface whose configuration its variants are; left out if they are none. */
  readonly configures?: string;
  /** The configurations as planned, by variant; left out if it has none. */
  readonly planned?: Readonly<Record<string, FlagValue>>;
}

export interface KeptDocument extends FlagDocument {
  readonly flags: readonly KeptFlag[];
  /** Of surfaces, in the order in which they came to be. */
  readonly defaults: readonly KeptDefault[];
}

/** How far a flag reaches with its rollout and its rules, if it is on; else how far it ever did. */
export function letInUpTo({ active, reached, rollout, rules }: KeptFlag): number {
  const opened = rules.flatMap(({ variant, rollout: open }) => (variant === null ? [open] : []));
  return active ? Math.max(reached, rollout, ...opened) : reached;
}

/** Reads what the store keeps; null stands for nothing kept yet. Throws `own-flags.unreadable` if it is no document of flags. */
export function keptDocument(body: string | null): KeptDocument {
  if (body === null) return { ...EMPTY_DOCUMENT, flags: [], defaults: [] };
  const document = readDocument(body);
  if (document === null)
    throw ownFlagsFault('unreadable', 'The flags in the store cannot be read: restore a backup of the store');
  // The bot alone writes it, with these fields.
  const { defaults = [] } = JSON.parse(body) as Partial<KeptDocument>;
  return { ...(document as Omit<KeptDocument, 'defaults'>), defaults };
}
