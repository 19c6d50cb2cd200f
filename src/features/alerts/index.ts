import type { CoPilot } from '#features/co-pilot.ts';
import type { Feature } from '#features/feature.ts';
import { MINUTE } from '#shared/clock.ts';
import * as actions from './actions.ts';
import { closeIssues } from './close-issues.ts';
import { COLLECTED_ALERTS } from './collected-blocks.ts';
import { deliveriesCommand } from './deliveries-command.ts';
import { openIssues } from './open-issues.ts';
import { snoozeAlertForm } from './snooze-form.ts';
import { renderAlertSnoozed } from './snoozed-blocks.ts';
import { tellAlerts } from './tell-alerts.ts';

/** How many alerts a channel gets and when: what waits is collected in one message. */
export const alerts = {
  name: 'alerts',
  actions: Object.values(actions),
  subcommands: [deliveriesCommand],
  modals: [snoozeAlertForm],
  messages: { 'alert-snoozed': renderAlertSnoozed },
  bulletins: [COLLECTED_ALERTS],
  jobs: [
    {
      name: 'tell-alerts',
      everyMs: 5 * MINUTE,
      run: (coPilot: CoPilot, bucketStart: number) => tellAlerts(coPilot, bucketStart),
    },
    { name: 'close-issues', everyMs: 15 * MINUTE, run: (coPilot: CoPilot) => closeIssues(coPilot) },
    { name: 'open-issues', everyMs: 15 * MINUTE, run: (coPilot: CoPilot) => openIssues(coPilot) },
  ],
} satisfies Feature;
