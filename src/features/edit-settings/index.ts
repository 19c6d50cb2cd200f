import type { Feature } from '#features/feature.ts';
import * as actions from './actions.ts';
import { partForm } from './save-part.ts';
import { settingsCommand } from './settings-command.ts';

/** The settings in the chat: admins change them, and set the bot up from nothing. */
export const editSettingsFeature = {
  name: 'edit-settings',
  actions: Object.values(actions),
  modals: [partForm],
  subcommands: [settingsCommand],
} satisfies Feature;
