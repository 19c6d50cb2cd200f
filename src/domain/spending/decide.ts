import { type Deciders, outcome, stamp } from '#domain/decider.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CallsBotBody, SpendingBotBody, SpendingPersonBody } from '#domain/spending/commands.ts';

/** The agents go on with what they stopped at. */
export const spendingDeciders: Deciders<(SpendingPersonBody | SpendingBotBody | CallsBotBody)['name']> = {
  allowMore: (experiment, { message, actor }) =>
    outcome(
      [{ type: 'moreAllowed', by: actor.person }],
      [...stamp(message, `More allowed by <@${actor.person}>`), workOf(experiment)],
    ),

  recordCalls: (_experiment, { runs }) => outcome([{ type: 'callsCounted', runs }]),

  resumeWork: (experiment) => outcome([{ type: 'workResumed' }], [workOf(experiment)]),
};

function workOf({ status }: Experiment): Effect {
  if (status === 'draft') return { kind: 'design' };
  return status === 'approved' ? { kind: 'implement' } : { kind: 'clean-up' };
}
