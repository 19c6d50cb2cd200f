import { isUnderMatrix } from '#domain/actor.ts';
import { actOf } from '#domain/authority/act.ts';
import { PERMISSIONS } from '#domain/authority/permissions.ts';
import { refusalOfAct, refusalOfPermission } from '#domain/authority/permitted.ts';
import type { Command, PersonCommand } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Refusal } from '#domain/refusal.ts';

/** Why the authority table keeps a command from its person; null if it lets them. What the bot records needs no permission. */
export function refusalOfCommand(experiment: Experiment, command: Command): Refusal | null {
  if (!isOfPerson(command)) return null;
  const { actor } = command;
  // Journals from before an author was kept from resuming name no message.
  if (command.name === 'resume' && command.message === undefined && !isUnderMatrix(actor, 3)) {
    return refusalOfPermission(experiment, { ...PERMISSIONS.resume, who: 'approver' }, actor);
  }
  return refusalOfAct(experiment, actOf(command), actor);
}

function isOfPerson(command: Command): command is PersonCommand {
  return command.actor.person !== null;
}
