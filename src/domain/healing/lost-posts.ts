import type { FailedEffect } from '#domain/delivery/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';

/** Kinds of effect whose failure the thread cannot tell, because the thread is what lacks them. */
const SHOWN: readonly string[] = ['post', 'card'];

/** What the thread lacks although its channel is open; none before the first card, of which the requester is told, and none after the end. */
function lostPosts({ status, delivery, healing }: Experiment): readonly FailedEffect[] {
  if (isFinished(status)) return [];
  if (delivery.threadTs === null && healing?.card === undefined) return [];
  return delivery.failedEffects.filter(
    ({ kind, closed, direct }) => SHOWN.includes(kind) && closed !== true && direct !== true,
  );
}

/** Those whose fault may have passed: the bot tries each again once. */
export function lostToTryAgain(experiment: Experiment): readonly FailedEffect[] {
  const tried = experiment.healing?.triedAgain ?? [];
  return lostPosts(experiment).filter(({ effect, mayPass }) => mayPass === true && !tried.includes(effect));
}

/** Those of which people are to be told directly: they fail for good, or again. */
export function lostToTell(experiment: Experiment): readonly FailedEffect[] {
  const known = experiment.healing?.lossesTold ?? [];
  const tryAgain = lostToTryAgain(experiment);
  return lostPosts(experiment).filter(
    (failed) => !known.includes(failed.effect) && !tryAgain.includes(failed),
  );
}

/** Whether the bot has to do something about what the thread lacks. */
export function hasLosses(experiment: Experiment): boolean {
  return lostToTryAgain(experiment).length > 0 || lostToTell(experiment).length > 0;
}
