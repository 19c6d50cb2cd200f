import type { FailedEffect } from '#domain/delivery/state.ts';
import { commitOfEffect } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isOvertaken } from '#domain/launch/flag-settings.ts';
import { isFinished } from '#domain/status.ts';

/** The last work of their commits: only the card is behind them, which every act brings anew. */
const LAST: readonly string[] = ['handoff', 'revise', 'answer-remarks', 'mark-ready'];

/** What decorates the thread: an effect of these kinds that fails never stops the effects behind it. */
const DECORATION: readonly string[] = ['stamp', 'record'];

const WORK = ['design', 'implement', 'revise', 'mark-ready', 'clean-up'] as const;

/** The work of agents that an event makes pointless to try again: it was asked for anew, is done, or is not wanted. */
const OVERTAKEN: Partial<Readonly<Record<ExperimentEvent['type'], readonly string[]>>> = {
  requestEdited: ['design'],
  changesRequested: ['design'],
  designRetried: ['design'],
  designed: ['design'],
  implementationRetried: ['implement'],
  pullRequestOpened: ['implement'],
  branchTakenOver: ['revise', 'mark-ready'],
  codeRevised: ['revise', 'mark-ready'],
  revisionFailed: ['revise'],
  draftReady: ['mark-ready'],
  merged: ['revise', 'mark-ready'],
  cleanUpRetried: ['clean-up'],
  cleanUpOpened: ['clean-up'],
  rejected: WORK,
  cancelled: WORK,
  completed: WORK,
};

/** The failed effects that are left after an event. Only work is dropped: a message or a flag can still be made. */
export function stillFailed(
  failedEffects: readonly FailedEffect[],
  { type }: ExperimentEvent,
): readonly FailedEffect[] {
  const overtaken = OVERTAKEN[type];
  return overtaken === undefined
    ? failedEffects
    : failedEffects.filter(({ kind }) => !overtaken.includes(kind));
}

/** The changes of the flag that failed though nothing is wrong with them: the bot tries them again until the vendor is back. */
export function flagsToRetry(experiment: Experiment): readonly FailedEffect[] {
  return holdingUp(experiment).filter(({ kind, mayPass }) => kind === 'flag' && mayPass === true);
}

/** The full records that failed though nothing is wrong with them: the bot makes them anew until the chat service takes one. */
export function recordsToRetry({ delivery }: Experiment): readonly FailedEffect[] {
  return delivery.failedEffects.filter(
    ({ kind, mayPass, wentOn }) => kind === 'record' && mayPass === true && wentOn === true,
  );
}

/** Whether the effects of a commit go on behind an effect of this kind that failed. */
export function isDecoration(kind: string): boolean {
  return DECORATION.includes(kind);
}

/** By what a failure is known that the thread was told of: what is made anew has another effect each time, so by its kind. */
export function toldAs({ kind, effect, wentOn }: FailedEffect): string {
  return wentOn === true ? kind : effect;
}

/** The failed effects without which the experiment does not go on. The others can be tried again too, but nothing waits. */
export function holdingUp(experiment: Experiment): readonly FailedEffect[] {
  return experiment.delivery.failedEffects.filter((failed) => holdsUp(experiment, failed));
}

/** Whether nothing waits for an effect of this kind: if it fails, the experiment goes on. */
export function isLastWork(kind: string): boolean {
  return LAST.includes(kind);
}

function holdsUp(experiment: Experiment, { kind, effect, stamp, wentOn }: FailedEffect): boolean {
  const { status, flag, delivery, proposal } = experiment;
  // Journals from before a failed stamp let the effects behind it go on hold stamps that stopped them.
  if (wentOn === true || (kind === 'stamp' && stamp !== undefined)) return false;
  if (kind === 'flag' && isOvertaken(experiment, effect)) return false;
  if (isLastWork(kind)) return false;
  // The experiment is over: a flag that still exists matters, a message does not.
  if (isFinished(status)) return kind === 'flag' && flag !== null;
  // Behind the first card is the design; behind the others is nothing, and every act brings the card anew.
  return (
    kind !== 'card' ||
    delivery.threadTs === null ||
    commitOfEffect(effect).version === (proposal.planned?.version ?? 1)
  );
}
