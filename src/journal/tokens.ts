import { sealCommit } from '#domain/commit.ts';
import type { Refusal } from '#domain/refusal.ts';
import { decideTokens } from '#domain/tokens/decide-tokens.ts';
import { foldTokens } from '#domain/tokens/fold-tokens.ts';
import type { TokenCommand, TokenCommit, Tokens } from '#domain/tokens/journal.ts';
import { TOKENS_STREAM } from '#domain/tokens/token.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import { ok, type Result } from '#shared/result.ts';
import { untilFirst } from '#shared/until-first.ts';

type Journal = Pick<JournalStore, 'commits' | 'append'>;

/** The tokens as the journal says, null before the first; `known` is an earlier state, from which it reads on. */
export async function loadTokens(
  store: Pick<Journal, 'commits'>,
  known: Tokens | null = null,
): Promise<Tokens | null> {
  // The stream holds nothing but commits of this kind: no other part of the product writes to it.
  const commits = await store.commits(TOKENS_STREAM, known?.version ?? 0);
  return foldTokens(commits as unknown as readonly TokenCommit[], known);
}

/** Loads, decides, appends; decides again if another writer was first. Throws `journal.contended` after too many lost races. */
export async function executeTokens(store: Journal, command: TokenCommand): Promise<Result<Tokens, Refusal>> {
  let present: Tokens | null = null;
  return untilFirst(async () => {
    present = await loadTokens(store, present);
    const decided = decideTokens(present, command);
    if (decided.kind === 'refused') return decided;
    const commit = sealCommit(TOKENS_STREAM, present, command, decided.value);
    const written = foldTokens([commit], present);
    return (await store.append(commit)) === 'appended' && written !== null ? ok(written) : 'conflict';
  });
}
