/** The app that people sign in to, as its page in Slack has it. */
export interface OpenIdApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Compared to the letter. */
  readonly redirectUris: readonly string[];
}

/** A person at Slack's page for signing in. */
export interface SigningIn {
  /** The id of the person. */
  readonly user: string;
  /** The workspace that they are signed in to; the one of their account if left out. */
  readonly team?: string;
  /** They do not agree. */
  readonly refuses?: true;
}

/** What a person agreed to, by the address at which they were asked. */
export interface Grant {
  readonly user: string;
  readonly team: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | null;
  readonly nonce: string | null;
  /** Of PKCE (S256); null if the address had none. */
  readonly challenge: string | null;
}
