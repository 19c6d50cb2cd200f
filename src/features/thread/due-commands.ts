import type { Choice } from '#block-kit/choices.ts';
import { AUTHORITY, type PersonActor } from '#domain/actor.ts';
import type { PersonBody } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import { LIFECYCLE } from '#domain/lifecycle.ts';
import { isFinished } from '#domain/status.ts';
import { anyEdit } from '#features/propose-experiment/any-edit.ts';

/** Slack's limit of an overflow menu. */
const MOST = 5;
/** A person who may do what any person may, and is no author: what is due does not depend on who looks. */
const APPROVER: PersonActor = { person: '', roles: ['approver', 'admin'], authority: AUTHORITY };

/**
 * The commands of the card's menu that are due as things stand, the most urgent first, at most five; `value` is the command as
 * it would be typed. Who may give one is looked at when it is chosen.
 */
export function dueCommands(experiment: Experiment, now: number): readonly Choice[] {
  const { key, status, delivery, unattended } = experiment;
  const isPossible = (body: PersonBody) =>
    decide(experiment, { ...body, actor: APPROVER, at: now }).kind === 'ok';
  const planHash = experiment.design?.planHash ?? null;
  const edit = anyEdit(experiment, { planHash, message: null });
  const choices: readonly (readonly [boolean, string, string])[] = [
    [isPossible({ name: 'planIdea' }), 'Plan it', 'plan'],
    [isPossible({ name: 'prioritise', priority: null }), 'Priority…', 'priority'],
    [delivery.failedEffects.length > 0, 'Try again', 'retry'],
    [isPossible({ name: 'pause', reason: '' }), 'Pause', 'pause'],
    [isPossible({ name: 'resume', message: null }), 'Resume', 'resume'],
    [canEnd(experiment), 'End…', 'stop'],
    [isPossible(edit), 'Edit the request…', 'edit'],
    [unattended?.auto !== undefined && unattended.auto.mode !== 'off', 'Turn auto off', 'auto off'],
    [LIFECYCLE.proposeAmendment.from.includes(status), 'Amend the plan…', 'amend'],
    [!isFinished(status), 'Status', 'status'],
  ];
  return choices
    .filter(([isDue]) => isDue)
    .slice(0, MOST)
    .map(([, label, command]) => ({ label, value: `${command} ${key}` }));
}

/** It can be cancelled, or ended without shipping while it runs. */
function canEnd({ status }: Experiment): boolean {
  return LIFECYCLE.cancel.from.includes(status) || LIFECYCLE.decide.from.includes(status);
}
