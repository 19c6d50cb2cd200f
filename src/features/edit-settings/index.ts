import type { Feature } from '#features/feature.ts';
import { MINUTE } from '#shared/clock.ts';
import * as actions from './actions.ts';
import { tellFirstRun } from './first-run.ts';
import { settingsImportForm } from './import-settings.ts';
import { partForm } from './save-part.ts';
import { settingsCommand } from './settings-command.ts';

/** The settings in the chat: admins change them, and set the bot up from nothing. */
export const editSettingsFeature = {
  name: 'edit-settings',
  actions: Object.values(actions),
  modals: [partForm, settingsImportForm],
  subcommands: [settingsCommand],
  jobs: [{ name: 'first-run', everyMs: MINUTE, run: tellFirstRun }],
} satisfies Feature;
