import { ALERT_KINDS, isAlertName } from '#domain/alerts/alert-kinds.ts';
import { action } from '#features/action.ts';
import type { ActionValue } from '#features/action-value.ts';
import { isStillPossible } from '#features/press.ts';
import { type SnoozedKinds, SnoozedKindsSchema, snoozeAlertForm, snoozeCommandOf } from './snooze-form.ts';

/** Binds the button to the kinds of alert that its message tells of. */
const boundToAlerts: ActionValue<SnoozedKinds, SnoozedKinds> = {
  schema: SnoozedKindsSchema,
  write: ({ experiment, message, alerts }) => ({ experiment, message, alerts }),
};

/** Opens the form that snoozes a kind of alert for one experiment. */
export const snoozeAlertButton = action('snooze_alert', boundToAlerts, async (coPilot, press) => {
  const { value, client, triggerId, tell } = press;
  const first = value.alerts.filter(isAlertName).find((name) => ALERT_KINDS[name].class === 'news');
  if (first === undefined) return tell('There is no alert in this message that can be snoozed.');
  const evidence = { planHash: '', snapshotHash: '', flagVersion: '' };
  const command = snoozeCommandOf(value, { alert: first, days: 1, reason: 'for now' });
  if (!(await isStillPossible(coPilot, { ...press, value: { ...value, ...evidence } }, command))) return;
  await client.views.open({ trigger_id: triggerId, view: snoozeAlertForm.viewOf(value) });
});
