import type { PersonActor } from '#domain/actor.ts';

/** Who a chat user is: the journal's pseudonym and the roles held at this moment. */
export interface People {
  /** The person behind a chat user, as an actor of commands. */
  actorOf(user: string): Promise<PersonActor>;
  /** The pseudonym of a chat user without making one; null if there is none, or its key was erased. */
  knownAs(user: string): Promise<string | null>;
  /** Who holds the approver role now, by pseudonym, each once; one whose key was erased is left out. */
  approvers(): Promise<readonly string[]>;
  /** The people of these ids of a role, by pseudonym, each once: chat users who are known, and the members of user groups. */
  holdersOf(ids: readonly string[]): Promise<readonly string[]>;
  /**
   * Free text as it may be kept: chat users' handles become pseudonyms; secrets and personal data become `[email removed, p_…]`, with a
   * reference to the original unless it is a secret or a payment card. Idempotent.
   */
  pseudonymise(text: string): Promise<string>;
  /** The pseudonym of a person of whom only a name is known, such as one who works in another service. */
  pseudonymOfName(name: string): Promise<string>;
  /** The pseudonym of an address or a number by which a person can be reached: the original lies with the keys of people. */
  pseudonymOfContact(contact: string): Promise<string>;
  /** The key that an address or a number of a person has in the store of people, known or not. */
  contactKey(contact: string): string;
  /** The chat user behind a pseudonym; null if the key was erased. */
  userOf(pseudonym: string): Promise<string | null>;
}
