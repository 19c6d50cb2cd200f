import type { BotActor, PersonActor } from '#domain/actor.ts';
import type { Entry } from '#domain/commit.ts';

/** The stream of the journal that holds what was decided about own observations: never an observation. */
export const OBSERVATIONS_STREAM = '$observations';

/** What the stream is told. */
export type ObservationCommand =
  | {
      /** Once for a workspace. `salt` is 64 hexadecimal digits. */
      readonly name: 'drawSalt';
      readonly salt: string;
      readonly actor: BotActor;
      readonly at: number;
    }
  | {
      /** `unit` is the hash of the unit under the salt, 16 hexadecimal digits: its id is kept nowhere. */
      readonly name: 'eraseUnit';
      readonly unit: string;
      readonly actor: PersonActor;
      readonly at: number;
    };

/** What happened. */
export type ObservationEvent =
  | { readonly type: 'saltDrawn'; readonly salt: string }
  | { readonly type: 'erasureAsked'; readonly unit: string };

export type ObservationCommit = Entry<ObservationCommand, ObservationEvent>;

/** What holds for all own observations, and the end of the chain. */
export interface Observing {
  readonly version: number;
  readonly hash: string;
  /** Null until it is drawn. */
  readonly salt: string | null;
}
