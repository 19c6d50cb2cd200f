/** Pseudonyms for people: the journal holds only these, the key is stored apart and can be erased. */
export interface PeopleStore {
  /** The pseudonym of a Slack user, made on first use; `candidate` is used if there is none yet. */
  pseudonymOf(slackUser: string, candidate: string): Promise<string>;
  /** The pseudonym of a Slack user without making one; null if there is none. */
  knownPseudonymOf(slackUser: string): Promise<string | null>;
  /** The Slack user behind a pseudonym; null if the key was erased. */
  slackUserOf(pseudonym: string): Promise<string | null>;
  /**
   * Erases the key of a Slack user and ends their sessions of the desk; returns the pseudonym, which now leads to no person; null if there was no key. Throws
   * `store.not-erased` if the key is gone for the bot but can still be read in the store's files: call it again then.
   */
  forget(slackUser: string): Promise<string | null>;
}
