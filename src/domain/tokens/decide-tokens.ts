import type { Outcome } from '#domain/commit.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { DAY } from '#shared/clock.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { TokenCommand, TokenEvent, Tokens } from './journal.ts';
import { isInForce, TOKEN_SCOPES, type TokenGrant } from './token.ts';

/** The longest time for which a token is made, in days. */
export const MOST_DAYS = 365;
/** Tokens of one person, services among them, that hold at the same time. */
export const MOST_TOKENS = 50;
/** Characters of what a token is for. */
export const LONGEST_NAME = 80;

/** Why a name is refused. */
export const NAME_WORDS = `Say in 1 to ${LONGEST_NAME} characters what the token is for.`;
/** Why a time is refused. */
export const TIME_WORDS = `A token holds for 1 to ${MOST_DAYS} whole days.`;

type Decided = Outcome<TokenEvent>;

/** Decides about a token, null before the first was made. Pure: the same journal gives the same decisions. */
export function decideTokens(present: Tokens | null, command: TokenCommand): Result<Decided, Refusal> {
  return command.name === 'makeToken' ? decideMake(present, command) : decideRevoke(present, command);
}

function decideMake(
  present: Tokens | null,
  { grant, actor, at }: Extract<TokenCommand, { readonly name: 'makeToken' }>,
): Result<Decided, Refusal> {
  const own = [...(present?.byId.values() ?? [])].filter(
    (token) => token.person === actor.person && isInForce(token, at),
  );
  const problem =
    unless(
      grant.kind === 'person' || actor.roles.includes('admin'),
      'not-allowed',
      'Only admins may make a token of a service. Make one of your own, or ask an admin.',
    ) ??
    unless(
      grant.kind === 'person' || !grant.scopes.some((scope) => scope === 'act' || scope === 'webhooks'),
      'policy',
      'A service may read, propose and observe. It may never act or change webhooks: those are acts of a person.',
    ) ??
    unless(
      !grant.scopes.includes('observe') || actor.roles.includes('admin'),
      'not-allowed',
      'Only admins may make a token that records observations, because experiments are judged by them. Ask an admin.',
    ) ??
    grantProblem(grant, at) ??
    unless(
      own.length < MOST_TOKENS,
      'policy',
      `You have ${MOST_TOKENS} tokens that hold. Revoke one of them first.`,
    ) ??
    unless(present?.byId.has(grant.id) !== true, 'conflict', 'Another token has this id. Try again.');
  if (problem !== null) return refused(problem);
  return fact({ type: 'tokenMade', grant, person: actor.person });
}

/** Whether a text says what a token is for. */
export function isTokenName(name: string): boolean {
  // No character is longer than two units: of a text of any length only the beginning is counted.
  return name.trim() !== '' && name.length <= 2 * LONGEST_NAME && [...name].length <= LONGEST_NAME;
}

function grantProblem({ name, scopes, hash, expiresAt }: TokenGrant, at: number): Refusal | null {
  const isScoped = scopes.length > 0 && scopes.every((scope) => TOKEN_SCOPES.includes(scope));
  const days = (expiresAt - at) / DAY;
  return (
    unless(isTokenName(name), 'policy', NAME_WORDS) ??
    unless(isScoped, 'policy', `Name what the token may do: ${TOKEN_SCOPES.join(', ')}.`) ??
    unless(days > 0 && days <= MOST_DAYS, 'policy', TIME_WORDS) ??
    unless(/^[0-9a-f]{64}$/.test(hash), 'policy', 'The secret of the token was not hashed. Try again.')
  );
}

function decideRevoke(
  present: Tokens | null,
  { token: id, actor }: Extract<TokenCommand, { readonly name: 'revokeToken' }>,
): Result<Decided, Refusal> {
  const token = present?.byId.get(id);
  const mayRevoke = actor.person === null || actor.roles.includes('admin') || token?.person === actor.person;
  // Whether a token of another person exists is not told.
  if (token === undefined || !mayRevoke)
    return refused({ code: 'unknown', message: 'You have no token with this id.' });
  if (token.revoked !== null)
    return refused({ code: 'already-done', message: 'This token is revoked already.' });
  return fact({ type: 'tokenRevoked', token: id });
}

function fact(event: TokenEvent): Result<Decided, Refusal> {
  return ok({ events: [event], effects: [] });
}
