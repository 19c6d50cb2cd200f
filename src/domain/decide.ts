import { cleanUpDeciders } from '#domain/clean-up/decide.ts';
import { implementationDeciders } from '#domain/code/decide.ts';
import { pullRequestDeciders } from '#domain/code/pull-requests.ts';
import type { Command, CommandBody, CommandName } from '#domain/command.ts';
import type { Outcome } from '#domain/commit.ts';
import type { Decider, Deciders } from '#domain/decider.ts';
import { decisionDeciders } from '#domain/decision/decide.ts';
import { deliveryDeciders } from '#domain/delivery/decide.ts';
import { designDeciders } from '#domain/design/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import { launchDeciders } from '#domain/launch/decide.ts';
import { shownStatus, transitionFor } from '#domain/lifecycle.ts';
import { lookDeciders } from '#domain/looks/decide.ts';
import { type Refusal, refuse } from '#domain/refusal.ts';
import { reviewDeciders } from '#domain/review/decide.ts';
import { ok, type Result } from '#shared/result.ts';

const DECIDERS: Deciders<Exclude<CommandName, 'propose'>> = {
  ...designDeciders,
  ...reviewDeciders,
  ...implementationDeciders,
  ...pullRequestDeciders,
  ...launchDeciders,
  ...lookDeciders,
  ...decisionDeciders,
  ...cleanUpDeciders,
  ...deliveryDeciders,
};

/** Outcomes of effects belong to no phase: they are facts at any status. */
const AT_ANY_STATUS: readonly CommandName[] = [
  'recordPost',
  'recordFlag',
  'recordEffectDeath',
  'retryEffect',
];
/**
 * Facts that the card does not show; a card that cannot be brought up to date must not ask for itself again for ever, and
 * one that is tried again is itself what brings it up to date.
 */
function changesCard({ deadEffects }: Experiment, command: Command): boolean {
  if (command.name === 'recordEffectDeath') return command.death.kind !== 'card';
  if (command.name === 'retryEffect') {
    return !deadEffects.some(({ effect, kind }) => effect === command.effect && kind === 'card');
  }
  return command.name !== 'recordPost' && command.name !== 'recordFlag';
}

/**
 * Decides a command on a state: the events that happen and the effects that must follow, or a refusal.
 * Pure: reads nothing but its arguments, so the same journal gives the same decisions, byte for byte.
 * `experiment` is null before `propose`.
 */
export function decide(experiment: Experiment | null, command: Command): Result<Outcome, Refusal> {
  if (command.name === 'propose') return propose(experiment, command);
  if (experiment === null) {
    return refuse('unknown', 'There is no such experiment. `/experiment list` shows those there are.');
  }
  if (!AT_ANY_STATUS.includes(command.name) && transitionFor(command.name, experiment.status) === null) {
    return refuse('not-now', notNow(experiment, command.name));
  }
  const result = dispatch(experiment, command);
  if (result.kind === 'refused' || !changesCard(experiment, command)) return result;
  return ok({ events: result.value.events, effects: [...result.value.effects, { kind: 'card' }] });
}

function propose(experiment: Experiment | null, command: Command<'propose'>): Result<Outcome, Refusal> {
  if (experiment !== null) return refuse('already-done', 'An experiment with this key exists already.');
  const { request, channel, actor } = command;
  const form = command.form === undefined ? {} : { form: command.form };
  return ok({
    events: [{ type: 'proposed', request, requester: actor.person ?? '', channel, ...form }],
    effects: [{ kind: 'card' }, { kind: 'design' }],
  });
}

/** The table maps each name to the decider of exactly that command, which TypeScript cannot follow over a union. */
function dispatch(
  experiment: Experiment,
  command: Exclude<CommandBody, { name: 'propose' }> & Pick<Command, 'actor' | 'at'>,
): Result<Outcome, Refusal> {
  const decider = DECIDERS[command.name] as Decider<typeof command.name>;
  return decider(experiment, command as never);
}

function notNow(experiment: Experiment, name: CommandName): string {
  const act = ACTS[name] ?? 'This';
  return `${act} is not possible now: the experiment is ${shownStatus(experiment.status)} (${experiment.status}). The card shows what comes next.`;
}

const ACTS: Partial<Record<CommandName, string>> = {
  approve: 'Approving',
  reject: 'Rejecting',
  requestChanges: 'Asking for changes',
  editRequest: 'Editing',
  launch: 'Launching',
  decide: 'Deciding',
  undo: 'Undoing',
  pause: 'Pausing',
  resume: 'Resuming',
  cancel: 'Cancelling',
};
