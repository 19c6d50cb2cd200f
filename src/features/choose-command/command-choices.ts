import type { Button, StaticSelect } from '@slack/types';
import { button } from '#block-kit/buttons.ts';
import { type Choice, selectMenu } from '#block-kit/choices.ts';
import { limits } from '#block-kit/limits.ts';

/** Action ids of what gives a command by a choice; each stands once in a message. */
export const CHOICE_IDS = { run: 'run_command', propose: 'propose_typed', pick: 'pick_command' } as const;

/** Whether a button can hold this command. */
export function fitsButton(command: string): boolean {
  return command.length <= limits.button.value;
}

/** A button that gives a command as if it were typed, such as `pause first-gate`; the rights are checked at the press. */
export function commandButton(command: string, label: string, style?: Button['style']): Button {
  return button({
    ...{ label, actionId: CHOICE_IDS.run, value: command },
    ...(style === undefined ? {} : { style }),
  });
}

/** A button that proposes what was typed as a new experiment. */
export function proposeButton(typed: string): Button {
  return button({
    label: 'Propose it as an experiment',
    actionId: CHOICE_IDS.propose,
    value: `create ${typed}`,
  });
}

/** A menu of commands: the value of each choice is the command, at most 150 characters. */
export function commandMenu(choices: readonly Choice[]): StaticSelect {
  return selectMenu({ actionId: CHOICE_IDS.pick, choices, placeholder: 'Choose' });
}
