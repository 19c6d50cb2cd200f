import type { Command } from '#domain/command.ts';
import type { FailedEffect } from '#domain/delivery/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { unwatchedUntil } from '#domain/healing/closed-channel.ts';
import { dueMessages } from '#domain/healing/due-messages.ts';
import { lostToTell, lostToTryAgain } from '#domain/healing/lost-posts.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** Cards that are made anew: a channel that swallows every thread must not be filled with cards. */
const MOST_CARDS = 10;

/** The card that is lost is the present one. */
export function isPresentCard(
  { delivery }: Experiment,
  { threadTs }: Pick<Command<'loseCard'>, 'threadTs'>,
): Refusal | null {
  return unless(delivery.threadTs === threadTs, 'already-done', 'There is another card already.');
}

/** Not too many cards were lost before. */
export function mayHaveNewCard({ healing }: Experiment): Refusal | null {
  const count = healing?.card?.count ?? 0;
  return unless(
    count < MOST_CARDS,
    'conflict',
    `The card was lost ${MOST_CARDS} times. It is made anew no more.`,
  );
}

/** The channel is not known as closed. */
export function isChannelOpen({ healing }: Experiment): Refusal | null {
  return unless(healing?.channel === undefined, 'already-done', 'The channel is known as closed already.');
}

/** The channel is known as closed. */
export function isChannelClosed({ healing }: Experiment): Refusal | null {
  return unless(healing?.channel !== undefined, 'already-done', 'The channel is open.');
}

/** No person could follow it for too long, and the flag is on. */
export function isUnwatched(
  experiment: Experiment,
  { at }: Pick<Command<'pauseUnwatched'>, 'at'>,
): Refusal | null {
  const until = unwatchedUntil(experiment);
  return unless(until !== null && at >= until, 'too-early', 'It is not time to go back to the control.');
}

/** Each was given up, may have passed, and was not tried again. */
export function mayBeTriedAgain(
  experiment: Experiment,
  { effects }: Pick<Command<'tryLostAgain'>, 'effects'>,
): Refusal | null {
  return amongThem(lostToTryAgain(experiment), effects);
}

/** Each fails for good, and no person was told. */
export function isUntoldLoss(
  experiment: Experiment,
  { effects }: Pick<Command<'tellLost'>, 'effects'>,
): Refusal | null {
  return amongThem(lostToTell(experiment), effects);
}

function amongThem(failed: readonly FailedEffect[], effects: readonly string[]): Refusal | null {
  const isKnown = effects.every((effect) => failed.some((one) => one.effect === effect));
  return unless(isKnown && effects.length > 0, 'already-done', 'These posts are not lost.');
}

/** Each is recorded as posted or as failed, and its buttons are due. */
export function isLostAndDue(
  experiment: Experiment,
  { lost, at }: Pick<Command<'postAnew'>, 'lost' | 'at'>,
): Refusal | null {
  const { messages, failedEffects } = experiment.delivery;
  const due = dueMessages(experiment, at).flatMap(({ as }) => as);
  const isKnown = lost.every(
    ({ effect, topic }) =>
      due.includes(topic) &&
      (messages[effect] !== undefined || failedEffects.some((failed) => failed.effect === effect)),
  );
  return unless(isKnown && lost.length > 0, 'already-done', 'Nothing that is due is lost.');
}
