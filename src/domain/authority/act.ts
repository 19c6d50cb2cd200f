import type { PersonCommand, PersonCommandName } from '#domain/command.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { AutoMode } from '#domain/unattended/state.ts';

/** What a person does, as far as it matters for who may do it. */
export type Act =
  | Exclude<PersonCommandName, 'decide' | 'setAuto'>
  | `decide ${Decision}`
  | `setAuto ${AutoMode}`;

/** The act that a command of a person is. */
export function actOf(command: PersonCommand): Act {
  if (command.name === 'decide') return `decide ${command.decision}`;
  if (command.name === 'setAuto') return `setAuto ${command.mode}`;
  return command.name;
}
