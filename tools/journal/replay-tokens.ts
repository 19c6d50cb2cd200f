import type { Entry } from '#domain/commit.ts';
import { decideTokens } from '#domain/tokens/decide-tokens.ts';
import { foldTokens } from '#domain/tokens/fold-tokens.ts';
import type { TokenCommit } from '#domain/tokens/journal.ts';
import type { Divergence } from '#journal/replay.ts';
import { replayStream } from './replay-stream.ts';

/** Decides every recorded command about tokens again on the state before it; empty if all comes out the same. */
export function replayTokens(entries: readonly Entry[]): readonly Divergence[] {
  return replayStream(entries, {
    decide: decideTokens,
    fold: (commits, from) => foldTokens(commits as readonly TokenCommit[], from),
  });
}
