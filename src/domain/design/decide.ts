import type { AgentFailure } from '#domain/agent-output.ts';
import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import type { DesignBotBody, DesignPersonBody } from '#domain/design/commands.ts';
import { openQuestions } from '#domain/design/open-questions.ts';
import { planHash } from '#domain/plan.ts';
import { approvalsVoidedBy, voidedStamp } from '#domain/review/lapsed-approvals.ts';
import type { Topic } from '#domain/topic.ts';

type DesignName = Exclude<(DesignPersonBody | DesignBotBody)['name'], 'propose'>;

/** From the request to a plan in review; the proposal itself meets no state, see `decide`. */
export const designDeciders: Deciders<DesignName> = {
  recordChoices: (_experiment, { request, choices, runs }) =>
    outcome([{ type: 'choicesProposed', request, choices, runs }]),

  recordDesign: (_experiment, { plan, settings, assessment, opinion, notes, runs }) => {
    const made = settings === undefined ? {} : { settings };
    const said = notes === undefined ? {} : { notes };
    const designed = { plan, planHash: planHash(plan), ...made, assessment, opinion, ...said, runs };
    return outcome([{ type: 'designed', ...designed }], [post('plan')]);
  },

  recordDesignFailure: (_experiment, { failure, assessment, chosen, runs }) =>
    outcome(
      [{ type: 'designFailed', failure, assessment, ...(chosen === undefined ? {} : { chosen }), runs }],
      [post(topicOf(failure.reason))],
    ),

  retryDesign: (_experiment, { message, actor }) =>
    outcome(
      [{ type: 'designRetried' }],
      [...stamp(message, `Tried again by <@${actor.person}>`), { kind: 'design' }],
    ),

  answerQuestions: (experiment, { answers, message, actor }) =>
    outcome(
      [{ type: 'questionsAnswered', questions: openQuestions(experiment), answers, by: actor.person }],
      [...stamp(message, `Answered by <@${actor.person}>`), { kind: 'design' }],
    ),

  overruleAdvice: (_experiment, { reason, message, actor }) =>
    outcome(
      [{ type: 'adviceOverruled', reason, by: actor.person }],
      [...stamp(message, `<@${actor.person}> wants it tested: ${reason}`), { kind: 'design' }],
    ),

  editRequest: (experiment, { request, message, actor }) => {
    const voided = approvalsVoidedBy(experiment, actor);
    const words = `Edited by <@${actor.person}>${voidedStamp(voided)}`;
    return outcome(
      [{ type: 'requestEdited', request, by: actor.person, ...voidedIn(voided) }],
      [...stamp(message, words), { kind: 'design' }],
    );
  },

  requestChanges: (experiment, { comment, message, actor }) => {
    const voided = approvalsVoidedBy(experiment, actor);
    const words = `Changes asked for by <@${actor.person}>: ${comment}${voidedStamp(voided)}`;
    return outcome(
      [{ type: 'changesRequested', comment, by: actor.person, ...voidedIn(voided) }],
      [...stamp(message, words), { kind: 'design' }],
    );
  },
};

/** What the supervisor asks or advises has a message of its own. */
function topicOf(reason: AgentFailure['reason']): Topic {
  if (reason === 'has-questions') return 'questions-asked';
  return reason === 'no-experiment' ? 'advised-against' : 'design-failed';
}

function voidedIn(voided: readonly string[]): { readonly voided?: readonly string[] } {
  return voided.length === 0 ? {} : { voided };
}
