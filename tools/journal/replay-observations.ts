import type { Entry } from '#domain/commit.ts';
import { decideObservations, foldObservations } from '#domain/observations/decide-observations.ts';
import type { ObservationCommit } from '#domain/observations/journal.ts';
import type { Divergence } from '#journal/replay.ts';
import { replayStream } from './replay-stream.ts';

/** Decides every recorded command about own observations again on the state before it; empty if all comes out the same. */
export function replayObservations(entries: readonly Entry[]): readonly Divergence[] {
  return replayStream(entries, {
    decide: decideObservations,
    fold: (commits, from) => foldObservations(commits as readonly ObservationCommit[], from),
  });
}
