import { type Actor, isUnderMatrix } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Refusal } from '#domain/refusal.ts';
import { DAY, HOUR } from '#shared/clock.ts';

/** How often people may set the agents to work on one experiment in 24 hours: each time is paid for. */
export const WORK_BUDGET = 20;

/** Events by which people set the agents to work anew, or failed checks do. */
const ASKS: readonly ExperimentEvent['type'][] = [
  'requestEdited',
  'changesRequested',
  'designRetried',
  'questionsAnswered',
  'adviceOverruled',
  'implementationRetried',
  'revisionBegan',
  'cleanUpRetried',
];

/** The moments at which people set the agents to work, after this event; as they are if it does not. At most as many as the budget has. */
export function askedAfter(
  { asked, delivery }: Experiment,
  event: ExperimentEvent,
  at: number,
): readonly number[] | undefined {
  const isAsked =
    ASKS.includes(event.type) ||
    (event.type === 'effectRetried' && event.person != null && isWork({ delivery }, event.effect));
  return isAsked ? [...(asked ?? []), at].slice(-WORK_BUDGET) : asked;
}

/** Whether the agents have worked as often as one day allows, at this moment. */
export function isWorkSpent(experiment: Pick<Experiment, 'asked'>, at: number): boolean {
  return waitForWork(experiment, at) > 0;
}

/** The agents have not worked for people as often as one day allows. Retries of the bot itself do not count. */
export function hasWorkLeft(
  experiment: Experiment,
  { actor, at }: { readonly actor: Actor; readonly at: number },
): Refusal | null {
  const wait = waitForWork(experiment, at);
  if (wait === 0 || !isUnderMatrix(actor, 3)) return null;
  const hours = Math.ceil(wait / HOUR);
  return {
    code: 'too-early',
    message: `The agents have been set to work on this experiment ${WORK_BUDGET} times within 24 hours, which is as often as is allowed. Nothing was changed. It is possible again in ${hours === 1 ? 'an hour' : `${hours} hours`}.`,
  };
}

/** Milliseconds until the agents may be set to work again; 0 if they may be now. */
function waitForWork({ asked = [] }: Pick<Experiment, 'asked'>, at: number): number {
  const oldest = asked.length < WORK_BUDGET ? undefined : asked[0];
  return oldest === undefined ? 0 : Math.max(0, oldest + DAY - at);
}

/** The same, if the failed effect is work of the agents. */
export function hasWorkLeftForEffect(
  experiment: Experiment,
  command: Pick<Command<'retryEffect'>, 'effect' | 'actor' | 'at'>,
): Refusal | null {
  return isWork(experiment, command.effect) ? hasWorkLeft(experiment, command) : null;
}

function isWork({ delivery }: Pick<Experiment, 'delivery'>, effect: string): boolean {
  const kind = delivery.failedEffects.find((failed) => failed.effect === effect)?.kind;
  return kind === 'design' || kind === 'implement' || kind === 'revise' || kind === 'clean-up';
}
