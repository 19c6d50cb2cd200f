import type { Feature } from '#features/feature.ts';
import { MINUTE } from '#shared/clock.ts';
import { autoCommand } from './auto-command.ts';
import { renderAutoSet, renderDecisionReminder, renderDryRun } from './blocks.ts';
import { decideUnattended } from './decide-unattended.ts';

/** What goes on without a person at the moment: a standing approval, its dry run, and decisions that expire. */
export const decideUnattendedFeature = {
  name: 'decide-unattended',
  subcommands: [autoCommand],
  messages: {
    'auto-set': renderAutoSet,
    'auto-dry-run': renderDryRun,
    'decision-reminder': renderDecisionReminder,
  },
  jobs: [{ name: 'decide-unattended', everyMs: 5 * MINUTE, run: (coPilot) => decideUnattended(coPilot) }],
} satisfies Feature;
