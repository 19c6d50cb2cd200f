import { commandAction } from '#features/command-action.ts';

/** Gives the one command that a text may mean, or the next part of an answer. */
export const runCommand = commandAction('run_command');
/** Proposes what was typed as a new experiment. */
export const proposeTyped = commandAction('propose_typed');
/** The menu of the card. */
export const cardMenu = commandAction('card_menu');
/** Gives one of several commands. */
export const pickCommand = commandAction('pick_command');
