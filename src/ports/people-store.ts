/** Pseudonyms for people: the journal holds only these, the key lies apart and can be erased. */
export interface PeopleStore {
  /** The pseudonym of a Slack user, made at first sight; `candidate` is used if there is none yet. */
  pseudonymOf(slackUser: string, candidate: string): Promise<string>;
  /** The pseudonym of a Slack user without making one; null where there is none. */
  knownPseudonymOf(slackUser: string): Promise<string | null>;
  /** The Slack user behind a pseudonym; null where the key was erased. */
  slackUserOf(pseudonym: string): Promise<string | null>;
  /**
   * Erases the key of a Slack user; returns the pseudonym that is now nobody's, or null. Throws `store.not-erased` where
   * the key is gone for the bot but can still be read in the store's files: to be called again.
   */
  forget(slackUser: string): Promise<string | null>;
}
