import { ALERT_KINDS, isAlertName } from '#domain/alerts/alert-kinds.ts';
import { action } from '#features/action.ts';
import type { ActionValue } from '#features/action-value.ts';
import { executePress, isStillPossible } from '#features/press.ts';
import { type SnoozedKinds, SnoozedKindsSchema, snoozeAlertForm, snoozeCommandOf } from './snooze-form.ts';
import { SnoozedAlertSchema, type SnoozedAlertShown } from './snoozed-alert.ts';

/** Binds the button to the kinds of alert that its message tells of. */
const boundToAlerts: ActionValue<SnoozedKinds, SnoozedKinds> = {
  schema: SnoozedKindsSchema,
  write: ({ experiment, message, alerts }) => ({ experiment, message, alerts }),
};

/** Binds the button to one snoozed kind of alert. */
const boundToSnooze: ActionValue<SnoozedAlertShown, SnoozedAlertShown> = {
  schema: SnoozedAlertSchema,
  write: ({ experiment, message, alert }) => ({ experiment, message, alert }),
};

/** Ends the snooze of a kind of alert. */
export const endSnoozeButton = action('end_snooze', boundToSnooze, async (coPilot, press) => {
  const { experiment, message, alert } = press.value;
  if (!isAlertName(alert)) return press.tell('This kind of alert is not known any more.');
  await executePress(coPilot, press, experiment, { name: 'endSnooze', alert, message });
});

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
