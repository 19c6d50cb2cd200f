import type { PersonActor } from '#domain/actor.ts';
import type { Token } from '#domain/tokens/token.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** The program behind a request. */
export interface Caller {
  readonly token: Token;
  /** The person as whom it acts: who made the token. */
  readonly actor: PersonActor;
  /** The chat user of that person. */
  readonly user: string;
  /** Narrowed to what the token may see. */
  readonly coPilot: CoPilot;
}
