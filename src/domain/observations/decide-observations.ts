import type { Outcome } from '#domain/commit.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { ObservationCommand, ObservationCommit, ObservationEvent, Observing } from './journal.ts';

type Decided = Outcome<ObservationEvent>;

/** Decides about own observations, null before the first command. Pure: the same journal gives the same decisions. */
export function decideObservations(
  present: Observing | null,
  command: ObservationCommand,
): Result<Decided, Refusal> {
  const salt = present?.salt ?? null;
  const problem =
    command.name === 'drawSalt'
      ? (unless(salt === null, 'already-done', 'The salt of the workspace is drawn already.') ??
        unless(/^[0-9a-f]{64}$/.test(command.salt), 'policy', 'A salt has 256 random bits.'))
      : (unless(
          command.actor.roles.includes('admin'),
          'not-allowed',
          'Only admins erase what was observed of a unit. Ask one of them.',
        ) ??
        unless(/^[0-9a-f]{16}$/.test(command.unit), 'policy', 'The unit was not hashed. Try again.') ??
        unless(salt !== null, 'unknown', 'Nothing was ever observed, so there is nothing to erase.'));
  if (problem !== null) return refused(problem);
  const event: ObservationEvent =
    command.name === 'drawSalt'
      ? { type: 'saltDrawn', salt: command.salt }
      : { type: 'erasureAsked', unit: command.unit };
  return ok({ events: [event], effects: [] });
}

/** Folds commits of the stream, oldest first; null if there are none. `from` continues an earlier fold. */
export function foldObservations(
  commits: readonly ObservationCommit[],
  from: Observing | null = null,
): Observing | null {
  return commits.reduce<Observing | null>((present, { version, hash, events }) => {
    const drawn = events.find((event) => event.type === 'saltDrawn');
    return { version, hash, salt: present?.salt ?? drawn?.salt ?? null };
  }, from);
}
