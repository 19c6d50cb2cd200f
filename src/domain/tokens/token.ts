/** What a token lets a program do: read; propose, which imports too; act on experiments as its person; record what it observes of units; make and change webhooks as its admin. */
export type Scope = 'read' | 'propose' | 'act' | 'observe' | 'webhooks';

export const TOKEN_SCOPES: readonly Scope[] = ['read', 'propose', 'act', 'observe', 'webhooks'];

/** A token acts as the person who made it; a service answers to the admin who made it, and never acts. */
export type TokenKind = 'person' | 'service';

/** The stream of the journal that holds the tokens of the API. */
export const TOKENS_STREAM = '$tokens';

/** What is decided when a token is made. The secret itself is shown once and kept nowhere. */
export interface TokenGrant {
  /** 10 letters and digits; stands in the token as people write it. */
  readonly id: string;
  readonly kind: TokenKind;
  /** What it is for, in the words of the person who made it, without private text. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** SHA-256 of the secret, 64 hexadecimal digits. */
  readonly hash: string;
  /** Milliseconds since the Unix epoch; from then on it is refused. */
  readonly expiresAt: number;
}

/** A token as the journal says. */
export interface Token extends TokenGrant {
  /** Pseudonym of the person who made it: whom it acts as, or who answers for the service. */
  readonly person: string;
  readonly madeAt: number;
  /** Null while it holds. */
  readonly revoked: { readonly at: number; readonly by: string | null } | null;
}

/** Whether a token may be used at this moment (milliseconds since the Unix epoch). */
export function isInForce({ revoked, expiresAt }: Token, now: number): boolean {
  return revoked === null && now < expiresAt;
}
