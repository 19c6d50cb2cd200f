export type Role = 'approver' | 'admin';

/**
 * The version of the authority matrix, which says who may do what. A guard that is stricter than it was holds for acts
 * of its version and later ones, so that older journals are decided again with the same outcomes.
 */
export const AUTHORITY = 3;

/** A person by pseudonym, with the roles held at the moment of the act. */
export interface PersonActor {
  readonly person: string;
  readonly roles: readonly Role[];
  /** The authority matrix that the act was judged by; left out by the first, which asked less. */
  readonly authority?: number;
  /**
   * All who hold the approver role at the moment of the act, by pseudonym: earlier votes of others do not count. Left out if the
   * actor does not hold it, and by the first two matrices, which did not ask.
   */
  readonly approvers?: readonly string[];
  /** The id of the API token with which a program acted for the person; left out if the person acted without one. */
  readonly token?: string;
}

/** The bot acting on its own authority: it records facts and stops proven harm. */
export interface BotActor {
  readonly person: null;
  readonly roles: readonly Role[];
}

/** Who acts. Stored commits hold it in this form. */
export type Actor = PersonActor | BotActor;

export const BOT: BotActor = { person: null, roles: [] };

/** Whether an act is judged by this version of the authority matrix or a later one. The bot's own acts are by none. */
export function isUnderMatrix(actor: Actor, version: number): boolean {
  return actor.person !== null && (actor.authority ?? 1) >= version;
}
