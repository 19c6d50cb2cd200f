import { commitOfEffect } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { DeadEffect, Experiment } from '#domain/experiment.ts';
import { isOvertaken } from '#domain/launch/flag-settings.ts';

const WORK = ['design', 'implement', 'clean-up'] as const;

/** The work of agents that an event makes pointless to try again: it was asked for anew, is done, or is not wanted any more. */
const OVERTAKEN: Partial<Readonly<Record<ExperimentEvent['type'], readonly string[]>>> = {
  requestEdited: ['design'],
  changesRequested: ['design'],
  designRetried: ['design'],
  designed: ['design'],
  implementationRetried: ['implement'],
  pullRequestOpened: ['implement'],
  cleanUpRetried: ['clean-up'],
  cleanUpOpened: ['clean-up'],
  rejected: WORK,
  cancelled: WORK,
  completed: WORK,
};

/** The dead effects that are left after an event. Only work is dropped: a message or a flag can still be brought up. */
export function stillDead(
  deadEffects: readonly DeadEffect[],
  { type }: ExperimentEvent,
): readonly DeadEffect[] {
  const overtaken = OVERTAKEN[type];
  return overtaken === undefined ? deadEffects : deadEffects.filter(({ kind }) => !overtaken.includes(kind));
}

/** The changes of the flag that failed though nothing is wrong with them: they are tried again until the service is back. */
export function flagsToRetry(experiment: Experiment): readonly DeadEffect[] {
  return holdingUp(experiment).filter(({ kind, mayPass }) => kind === 'flag' && mayPass === true);
}

/** The dead effects without which the experiment does not go on. The others can be tried again too, but nothing waits. */
export function holdingUp(experiment: Experiment): readonly DeadEffect[] {
  return experiment.deadEffects.filter((death) => holdsUp(experiment, death));
}

function holdsUp(experiment: Experiment, { kind, effect, stamp }: DeadEffect): boolean {
  const { status, flag, threadTs } = experiment;
  // Journals from before stamps were let be hold those that stopped everything behind them.
  if (kind === 'stamp' && stamp !== undefined) return false;
  if (kind === 'flag' && isOvertaken(experiment, effect)) return false;
  // Over: a flag that is still out there matters, a message does not.
  if (status === 'cancelled' || status === 'completed') return kind === 'flag' && flag !== null;
  // Behind the first card stands the design; behind the others nothing, and every act brings the card anew.
  return kind !== 'card' || threadTs === null || commitOfEffect(effect).version === 1;
}
