export type Role = 'approver' | 'admin';

/** A person by pseudonym, with the roles held at the moment of the act. */
export interface PersonActor {
  readonly person: string;
  readonly roles: readonly Role[];
}

/** The bot acting on its own authority: it records facts and stops proven harm. */
export interface BotActor {
  readonly person: null;
  readonly roles: readonly Role[];
}

/** Who acts. Stored commits hold it in this form. */
export type Actor = PersonActor | BotActor;

export const BOT: BotActor = { person: null, roles: [] };
