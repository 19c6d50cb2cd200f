import type { FlagRecord } from '#domain/launch/state.ts';

/** A change of the flag that the bot did not make. The flag as it was found is the one that the experiment records. */
export interface Tampering {
  /** The flag as the bot had left it. */
  readonly known: FlagRecord;
  /** Who made the newest change; null if the flag service does not tell. */
  readonly by: string | null;
  /** When the bot first saw it, milliseconds since the Unix epoch. */
  readonly at: number;
  /** Other units than planned met a variant meanwhile, so that the data must not be pooled over it. */
  readonly disturbs: boolean;
}

/**
 * What came of it: `accepted`, the flag stays as it was found; `restored`, the bot brings it back; `ended`, so ended the
 * experiment; `changed-back`, a person changed it back in the flag service.
 */
export type Settlement = 'accepted' | 'restored' | 'ended' | 'changed-back';

/** How the newest change by hand was settled. */
export interface SettledTampering {
  readonly how: Settlement;
  /** Null if no person chose in the thread. */
  readonly person: string | null;
  /** The analysis begins anew at that moment. */
  readonly restarts: boolean;
}

/** Changes of the flag by hand. */
export interface TamperingState {
  /** Waits for a person to choose; null while the flag is as the bot left it. */
  readonly open: Tampering | null;
  /** The newest that was settled; null before the first, and while one is open. */
  readonly settled: SettledTampering | null;
  /** What the flag is to be again, from the choice to restore it until that is recorded. */
  readonly restoring?: FlagRecord;
}
