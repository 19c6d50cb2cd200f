import { sealCommit } from '#domain/commit.ts';
import { decideObservations, foldObservations } from '#domain/observations/decide-observations.ts';
import {
  OBSERVATIONS_STREAM,
  type ObservationCommand,
  type ObservationCommit,
  type Observing,
} from '#domain/observations/journal.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import { ok, type Result } from '#shared/result.ts';
import { untilFirst } from '#shared/until-first.ts';

type Journal = Pick<JournalStore, 'commits' | 'append'>;

/** What holds for own observations as the journal says, null before the first command. */
export async function loadObserving(
  store: Pick<Journal, 'commits'>,
  known: Observing | null = null,
): Promise<Observing | null> {
  // The stream holds nothing but commits of this kind: no other part of the product writes to it.
  const commits = await store.commits(OBSERVATIONS_STREAM, known?.version ?? 0);
  return foldObservations(commits as unknown as readonly ObservationCommit[], known);
}

/** Loads, decides, appends; decides again if another writer was first. Throws `journal.contended` after too many lost races. */
export async function executeObservations(
  store: Journal,
  command: ObservationCommand,
): Promise<Result<Observing, Refusal>> {
  let present: Observing | null = null;
  return untilFirst(async () => {
    present = await loadObserving(store, present);
    const decided = decideObservations(present, command);
    if (decided.kind === 'refused') return decided;
    const commit = sealCommit(OBSERVATIONS_STREAM, present, command, decided.value);
    const written = foldObservations([commit], present);
    return (await store.append(commit)) === 'appended' && written !== null ? ok(written) : 'conflict';
  });
}
