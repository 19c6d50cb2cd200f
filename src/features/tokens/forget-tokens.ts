import { BOT } from '#domain/actor.ts';
import { isInForce } from '#domain/tokens/token.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { allTokens, executeTokens } from '#journal/tokens.ts';

/**
 * Revokes the tokens of people (pseudonyms) whose keys are about to be erased, those of services that they answer for too, and
 * erases when they were used and what they were answered. The journal keeps that they were made.
 */
export async function forgetTokensOf(
  { store, clock }: Pick<CoPilot, 'store' | 'clock'>,
  people: readonly string[],
): Promise<void> {
  const tokens = await allTokens(store);
  for (const token of tokens.filter(({ person }) => people.includes(person))) {
    const at = clock.now();
    if (isInForce(token, at))
      await executeTokens(store, { name: 'revokeToken', token: token.id, actor: BOT, at });
    await store.forgetTokenUse(token.id);
    await store.forgetAnswers(token.id);
  }
}

/** Pseudonyms of the people whose tokens hold at this moment: until then they stay known. */
export async function holdersOfTokens({
  store,
  clock,
}: Pick<CoPilot, 'store' | 'clock'>): Promise<readonly string[]> {
  const tokens = await allTokens(store);
  return tokens.filter((token) => isInForce(token, clock.now())).map(({ person }) => person);
}
