import type { Feature } from '#features/feature.ts';
import * as actions from './actions.ts';
import {
  renderDecided,
  renderKeptRunning,
  renderOverrideLapsed,
  renderOverrideProposed,
  renderUndone,
} from './blocks.ts';
import * as modals from './modals.ts';
import { promoteCommand } from './promote-command.ts';
import { rollbackCommand } from './rollback-command.ts';
import { stopCommand } from './stop-command.ts';

/** A named person decides on the current evidence, and may undo it within the window. */
export const decideExperiment = {
  name: 'decide-experiment',
  actions: Object.values(actions),
  modals: Object.values(modals),
  subcommands: [promoteCommand, rollbackCommand, stopCommand],
  messages: {
    decided: renderDecided,
    'kept-running': renderKeptRunning,
    'override-proposed': renderOverrideProposed,
    'override-lapsed': renderOverrideLapsed,
    undone: renderUndone,
  },
} satisfies Feature;
