import { decideObservations, foldObservations } from '#domain/observations/decide-observations.ts';
import {
  OBSERVATIONS_STREAM,
  type ObservationCommand,
  type Observing,
} from '#domain/observations/journal.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Result } from '#shared/result.ts';
import { ownStream, type StreamReads, type StreamWrites } from './own-stream.ts';

const OBSERVATIONS = ownStream({ decide: decideObservations, fold: foldObservations });

/** What holds for own observations as the journal says, null before the first command. */
export function loadObserving(store: StreamReads): Promise<Observing | null> {
  return OBSERVATIONS.load(store, OBSERVATIONS_STREAM);
}

/** Decides about own observations, as `OwnStream` says. */
export function executeObservations(
  store: StreamWrites,
  command: ObservationCommand,
): Promise<Result<Observing, Refusal>> {
  return OBSERVATIONS.execute(store, OBSERVATIONS_STREAM, command);
}
