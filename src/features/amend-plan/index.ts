import type { Feature } from '#features/feature.ts';
import * as actions from './actions.ts';
import { amendCommand } from './amend-command.ts';
import { renderAmended, renderAmendmentProposed, renderExtended } from './blocks.ts';
import * as modals from './modals.ts';
import { typedExtend } from './type-extend.ts';

/** Changes of the registered plan while the experiment runs. */
export const amendPlan = {
  name: 'amend-plan',
  actions: Object.values(actions),
  modals: Object.values(modals),
  subcommands: [typedExtend, amendCommand],
  messages: {
    extended: renderExtended,
    'amendment-proposed': renderAmendmentProposed,
    amended: renderAmended,
  },
} satisfies Feature;
