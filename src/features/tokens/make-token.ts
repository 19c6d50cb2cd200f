import type { PersonActor } from '#domain/actor.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { isTokenName, MOST_DAYS, NAME_WORDS, TIME_WORDS } from '#domain/tokens/decide-tokens.ts';
import type { Scope, Token, TokenKind } from '#domain/tokens/token.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { allTokens, executeTokens } from '#journal/tokens.ts';
import { DAY } from '#shared/clock.ts';
import { shortId } from '#shared/ids.ts';
import { neutral } from '#shared/plain-text.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { drawSecret, secretHash, writeToken } from '#shared/token-text.ts';

const ID_LENGTH = 10;
/** Tokens that one person makes in a day: each stands in the journal for ever. */
const MOST_A_DAY = 20;

const SENT_BEFORE =
  'This form was sent before, and its token stands in the list. The text of a token is shown once: if it was lost, revoke that token and make another one.';

const TOO_MANY = `You made ${MOST_A_DAY} tokens in the last 24 hours. Use one of them, or make another one tomorrow.`;

/** What a person asks for. */
export interface TokenWish {
  readonly kind: TokenKind;
  /** What it is for. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** How long it holds. */
  readonly days: number;
  /** Names the wish, 10 letters and digits: the same one makes a token once. Drawn if left out. */
  readonly once?: string;
}

/** A token that was made, and the text that a program sends: it is shown once and kept nowhere. */
export interface MadeToken {
  readonly token: Token;
  readonly text: string;
}

/** Makes a token for a person. A token acts as the person who made it, so no person makes one of another. Refuses as `decideTokens` does, parts of days, and more than 20 in 24 hours. */
export async function makeToken(
  { store, clock, people }: Pick<CoPilot, 'store' | 'clock' | 'people'>,
  actor: PersonActor,
  { kind, name, scopes, days, once }: TokenWish,
): Promise<Result<MadeToken, Refusal>> {
  const at = clock.now();
  const typed = name.trim();
  // Before it is masked: masking takes longer the longer it is.
  const problem =
    unless(isTokenName(typed), 'policy', NAME_WORDS) ??
    unless(Number.isInteger(days) && days >= 1 && days <= MOST_DAYS, 'policy', TIME_WORDS);
  if (problem !== null) return refused(problem);
  const recent = (await allTokens(store)).filter(
    ({ person, madeAt }) => person === actor.person && madeAt > at - DAY,
  );
  if (recent.length >= MOST_A_DAY) return refused({ code: 'policy', message: TOO_MANY });
  const secret = drawSecret();
  const id = once ?? shortId(ID_LENGTH);
  const words = neutral(await people.pseudonymise(typed));
  const grant = {
    ...{ id, kind, name: words, scopes: [...new Set(scopes)], hash: secretHash(secret) },
    expiresAt: at + days * DAY,
  };
  const made = await executeTokens(store, { name: 'makeToken', grant, actor, at });
  if (made.kind === 'refused') {
    const isTaken = once !== undefined && made.problem.code === 'conflict';
    return isTaken ? refused({ ...made.problem, message: SENT_BEFORE }) : made;
  }
  const token: Token = { ...grant, person: actor.person, madeAt: at, revoked: null };
  return ok({ token, text: writeToken({ id, secret }) });
}
