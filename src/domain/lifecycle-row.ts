import type { CommandName } from '#domain/command.ts';
import type { Guard } from '#domain/decider.ts';
import type { Status } from '#domain/status.ts';

/** A command that may move an experiment, or leave it as it is. */
export interface Transition<Name extends CommandName> {
  readonly from: readonly Status[];
  /** The statuses it may lead to; several if the outcome depends on what the command carries. */
  readonly to: readonly Status[];
  /** Run in this order after the status is checked; the first refusal is the answer. */
  readonly guards: readonly Guard<Name>[];
}

/** The rows of one phase. */
export type Rows<Name extends CommandName> = { readonly [Key in Name]: Transition<Key> };

/** Rows of what is recorded at any status, which it leaves as it is. */
export type Records<Name extends CommandName> = {
  readonly [Key in Name]: { readonly from: 'any'; readonly guards: readonly Guard<Key>[] };
};
