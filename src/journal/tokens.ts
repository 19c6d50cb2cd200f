import type { Refusal } from '#domain/refusal.ts';
import { decideTokens } from '#domain/tokens/decide-tokens.ts';
import { foldTokens } from '#domain/tokens/fold-tokens.ts';
import type { TokenCommand, Tokens } from '#domain/tokens/journal.ts';
import { TOKENS_STREAM, type Token } from '#domain/tokens/token.ts';
import type { Result } from '#shared/result.ts';
import { ownStream, type StreamReads, type StreamWrites } from './own-stream.ts';

const TOKENS = ownStream({ decide: decideTokens, fold: foldTokens });

/** The tokens as the journal says, null before the first; `known` is an earlier state, from which it reads on. */
export function loadTokens(store: StreamReads, known: Tokens | null = null): Promise<Tokens | null> {
  return TOKENS.load(store, TOKENS_STREAM, known);
}

/** All tokens that were ever made, in the order in which they were made. */
export async function allTokens(store: StreamReads): Promise<readonly Token[]> {
  return [...((await loadTokens(store))?.byId.values() ?? [])];
}

/** Makes or revokes a token, as `OwnStream` says. */
export function executeTokens(store: StreamWrites, command: TokenCommand): Promise<Result<Tokens, Refusal>> {
  return TOKENS.execute(store, TOKENS_STREAM, command);
}
