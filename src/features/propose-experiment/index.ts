import type { Feature } from '#features/feature.ts';
import * as actions from './actions.ts';
import { createCommand } from './create-command.ts';
import { editCommand } from './edit-command.ts';
import { ideaForm } from './idea-form.ts';
import { newCommand } from './new-command.ts';
import { requestForm } from './submit.ts';

/** The form: a new experiment from `/experiment <idea>`, or the edit of a request under review. */
export const proposeExperimentFeature = {
  name: 'propose-experiment',
  actions: Object.values(actions),
  modals: [ideaForm, requestForm],
  subcommands: [createCommand, newCommand, editCommand],
} satisfies Feature;
