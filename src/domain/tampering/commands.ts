import type { FlagRecord } from '#domain/launch/state.ts';

interface Choice<Name extends string> {
  readonly name: Name;
  /** The version of the flag that the person was told of; empty if it was gone. */
  readonly flagVersion: string;
  readonly message: string | null;
}

/** What an approver chooses if the flag was changed by hand. */
export type TamperingPersonBody = Choice<'acceptFlag'> | Choice<'restoreFlag'> | Choice<'endForFlag'>;

/** What the bot found in the flag service. */
export type TamperingBotBody = {
  readonly name: 'recordTampering';
  /** The version of the record that the flag was compared with; empty if there was none. */
  readonly known: string;
  /** The flag as it is; null if it is gone. */
  readonly found: FlagRecord | null;
  /** Who changed it; null if the flag service does not tell. */
  readonly by: string | null;
};
