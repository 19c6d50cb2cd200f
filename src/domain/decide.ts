import { alertDeciders } from '#domain/alerts/decide.ts';
import { amendmentDeciders } from '#domain/amendments/decide.ts';
import { refusalOfCommand } from '#domain/authority/refusal-of-command.ts';
import { backlogDeciders } from '#domain/backlog/decide.ts';
import { isSensiblePriority } from '#domain/backlog/priority.ts';
import { cleanUpDeciders } from '#domain/clean-up/decide.ts';
import { codeDeciders } from '#domain/code/decide.ts';
import type { Command, CommandName } from '#domain/command.ts';
import type { Outcome } from '#domain/commit.ts';
import { type Deciders, outcome } from '#domain/decider.ts';
import { decisionDeciders } from '#domain/decision/decide.ts';
import { deliveryDeciders } from '#domain/delivery/decide.ts';
import { designDeciders } from '#domain/design/decide.ts';
import { isLeftOpen } from '#domain/design/open-request.ts';
import type { Experiment } from '#domain/experiment.ts';
import { healingDeciders } from '#domain/healing/decide.ts';
import { launchDeciders } from '#domain/launch/decide.ts';
import { guardsFor, type LaterName } from '#domain/lifecycle.ts';
import { lookDeciders } from '#domain/looks/decide.ts';
import type { Refusal } from '#domain/refusal.ts';
import { reviewDeciders } from '#domain/review/decide.ts';
import { scheduleDeciders } from '#domain/schedule/decide.ts';
import { shippingDeciders } from '#domain/shipping/decide.ts';
import { spendingDeciders } from '#domain/spending/decide.ts';
import { exactStatus } from '#domain/status.ts';
import { tamperingDeciders } from '#domain/tampering/decide.ts';
import { unattendedDeciders } from '#domain/unattended/decide.ts';
import { waitDeciders } from '#domain/waits/decide.ts';
import { ok, type Result, refused } from '#shared/result.ts';

const DECIDERS: Deciders<LaterName> = {
  ...designDeciders,
  ...backlogDeciders,
  ...reviewDeciders,
  ...codeDeciders,
  ...launchDeciders,
  ...scheduleDeciders,
  ...lookDeciders,
  ...decisionDeciders,
  ...amendmentDeciders,
  ...cleanUpDeciders,
  ...tamperingDeciders,
  ...unattendedDeciders,
  ...shippingDeciders,
  ...spendingDeciders,
  ...waitDeciders,
  ...alertDeciders,
  ...deliveryDeciders,
  ...healingDeciders,
};

/**
 * Decides a command on a state: the events that happen and the effects that must follow, or a refusal.
 * Pure: reads nothing but its arguments, so the same journal gives the same decisions, byte for byte.
 * `experiment` is null before `propose`.
 */
export function decide(experiment: Experiment | null, command: Command): Result<Outcome, Refusal> {
  if (command.name === 'propose') return propose(experiment, command);
  if (experiment === null) {
    return refused({
      code: 'unknown',
      message: 'There is no such experiment. Type `/experiment list` in the channel to see all.',
    });
  }
  return decideLater(command.name, experiment, command);
}

function propose(experiment: Experiment | null, command: Command<'propose'>): Result<Outcome, Refusal> {
  if (experiment !== null) {
    return refused({ code: 'already-done', message: 'An experiment with this key exists already.' });
  }
  const { request, channel, actor, form, parent, source, later, priority, given } = command;
  const outOfBounds = isSensiblePriority(priority);
  if (outOfBounds !== null) return refused(outOfBounds);
  if (given !== undefined && (later === true || isLeftOpen(request)))
    return refused({
      code: 'policy',
      message: 'A design comes with a complete request that is planned at once.',
    });
  const more = {
    ...(form === undefined ? {} : { form }),
    ...(parent === undefined ? {} : { parent }),
    ...(source === undefined ? {} : { source }),
    ...(later === undefined ? {} : { later }),
    ...(priority === undefined ? {} : { priority }),
    ...(given === undefined ? {} : { given }),
  };
  return ok(
    outcome(
      [{ type: 'proposed', request, requester: actor.person, channel, ...more }],
      later === true ? [] : [{ kind: 'card' }, { kind: 'design' }],
    ),
  );
}

function decideLater<Name extends LaterName>(
  name: Name,
  experiment: Experiment,
  command: Command<Name>,
): Result<Outcome, Refusal> {
  const guards = guardsFor(name, experiment.status);
  if (guards === null) return refused({ code: 'not-now', message: notNow(experiment, name) });
  const unauthorised = refusalOfCommand(experiment, command);
  if (unauthorised !== null) return refused(unauthorised);
  for (const guard of guards) {
    const refusal = guard(experiment, command);
    if (refusal !== null) return refused(refusal);
  }
  const { events, effects } = DECIDERS[name](experiment, command);
  return ok({
    events,
    effects: changesCard(experiment, command) ? [...effects, { kind: 'card' }] : effects,
  });
}

/** The card does not show what these record, or they ask for it themselves. An idea that is kept for later has none. */
const SILENT: readonly CommandName[] = [
  'recordPost',
  'recordUpload',
  'recordFlag',
  'recordCalls',
  'recordReadingFault',
  'recordReadingRecovery',
  'loseCard',
  'postAnew',
  'recordChannelClosed',
  'tellLost',
  'snoozeReminder',
  'holdAlert',
  'tellAlerts',
  'snoozeAlert',
  'endSnooze',
];

/**
 * Facts that the card does not show. A card that cannot be brought up to date must not ask for itself again without end,
 * and one that is tried again is itself what brings it up to date.
 */
function changesCard({ status, delivery }: Experiment, command: Command): boolean {
  if (status === 'backlog') return false;
  if (command.name === 'recordEffectDeath') return command.death.kind !== 'card';
  if (command.name === 'retryEffect') {
    return !delivery.failedEffects.some(({ effect, kind }) => effect === command.effect && kind === 'card');
  }
  return !SILENT.includes(command.name);
}

function notNow(experiment: Experiment, name: CommandName): string {
  const act = ACTS[name] ?? 'This';
  return `${act} is not possible now: the experiment is ${exactStatus(experiment.status)}. The card shows what comes next.`;
}

const ACTS: Partial<Record<CommandName, string>> = {
  prioritise: 'Changing the priority',
  planIdea: 'Planning it',
  approve: 'Approving',
  reject: 'Rejecting',
  requestChanges: 'Asking for changes',
  editRequest: 'Editing',
  answerQuestions: 'Answering',
  overruleAdvice: 'Testing it all the same',
  markReady: 'Marking it ready for review',
  launch: 'Launching',
  planStart: 'Planning the start',
  dropStart: 'Dropping the planned start',
  decide: 'Deciding',
  undo: 'Undoing',
  extend: 'Extending',
  proposeAmendment: 'Amending the plan',
  approveAmendment: 'Approving a change of the plan',
  declineAmendment: 'Declining a change of the plan',
  pause: 'Pausing',
  resume: 'Resuming',
  cancel: 'Cancelling',
  acceptFlag: 'Accepting the flag',
  restoreFlag: 'Restoring the flag',
  endForFlag: 'Ending',
  setAuto: 'Changing auto',
  allowMore: 'Allowing more',
  snoozeReminder: 'Putting a reminder off',
  snoozeAlert: 'Snoozing an alert',
  endSnooze: 'Ending a snooze',
};
