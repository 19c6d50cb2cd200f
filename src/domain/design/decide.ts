import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import type { DesignBotBody, DesignPersonBody } from '#domain/design/commands.ts';
import { planHash } from '#domain/plan.ts';

type DesignName = Exclude<(DesignPersonBody | DesignBotBody)['name'], 'propose'>;

/** From the request to a plan in review; the proposal itself meets no state, see `decide`. */
export const designDeciders: Deciders<DesignName> = {
  recordChoices: (_experiment, { request, choices, runs }) =>
    outcome([{ type: 'choicesProposed', request, choices, runs }]),

  recordDesign: (_experiment, { plan, settings, assessment, opinion, runs }) => {
    const made = settings === undefined ? {} : { settings };
    const designed = { plan, planHash: planHash(plan), ...made, assessment, opinion, runs };
    return outcome([{ type: 'designed', ...designed }], [post('plan')]);
  },

  recordDesignFailure: (_experiment, { failure, assessment, chosen, runs }) =>
    outcome(
      [{ type: 'designFailed', failure, assessment, ...(chosen === undefined ? {} : { chosen }), runs }],
      [post('design-failed')],
    ),

  retryDesign: (_experiment, { message, actor }) =>
    outcome(
      [{ type: 'designRetried' }],
      [...stamp(message, `Tried again by <@${actor.person}>`), { kind: 'design' }],
    ),

  editRequest: (_experiment, { request, message, actor }) =>
    outcome(
      [{ type: 'requestEdited', request, by: actor.person }],
      [...stamp(message, `Edited by <@${actor.person}>`), { kind: 'design' }],
    ),

  requestChanges: (_experiment, { comment, message, actor }) =>
    outcome(
      [{ type: 'changesRequested', comment, by: actor.person }],
      [...stamp(message, `Changes asked for by <@${actor.person}>: ${comment}`), { kind: 'design' }],
    ),
};
