import type { PersonActor } from '#domain/actor.ts';
import type { Refusal } from '#domain/refusal.ts';
import { isInForce, type Token } from '#domain/tokens/token.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { allTokens, executeTokens } from '#journal/tokens.ts';
import { ok, type Result } from '#shared/result.ts';

/** A token with what lists show of it. Times in milliseconds since the Unix epoch. */
export interface ListedToken extends Token {
  readonly isInForce: boolean;
  /** Null if it was never used. */
  readonly usedAt: number | null;
}

type Needs = Pick<CoPilot, 'store' | 'clock'>;

/** The tokens that a person may see: their own; to admins those of all. The newest first. */
export async function listTokens(
  { store, clock }: Needs,
  actor: PersonActor,
): Promise<readonly ListedToken[]> {
  const tokens = await allTokens(store);
  const uses = new Map((await store.tokenUses()).map(({ token, at }) => [token, at]));
  return tokens
    .filter(({ person }) => person === actor.person || actor.roles.includes('admin'))
    .map((token) => ({
      ...token,
      isInForce: isInForce(token, clock.now()),
      usedAt: uses.get(token.id) ?? null,
    }))
    .sort((a, b) => b.madeAt - a.madeAt || a.id.localeCompare(b.id));
}

/** Revokes a token for its person or an admin: it is refused from the next request on, in every process. Refuses as `decideTokens` does. */
export async function revokeToken(
  { store, clock }: Needs,
  actor: PersonActor,
  token: string,
): Promise<Result<Token, Refusal>> {
  const done = await executeTokens(store, { name: 'revokeToken', token, actor, at: clock.now() });
  if (done.kind === 'refused') return done;
  // What was revoked is there.
  return ok(done.value.byId.get(token) as Token);
}
