import type { AlertBotBody, AlertPersonBody } from '#domain/alerts/commands.ts';
import { areHeld, isAlertSnoozed, isNewHeldAlert, maySnoozeAlert } from '#domain/alerts/guards.ts';
import type { Records, Rows } from '#domain/lifecycle-row.ts';
import { UNFINISHED } from '#domain/status.ts';

/** What people do about alerts. */
export const ALERT_ROWS: Rows<AlertPersonBody['name']> = {
  snoozeAlert: { from: UNFINISHED, to: UNFINISHED, guards: [maySnoozeAlert] },
  endSnooze: { from: UNFINISHED, to: UNFINISHED, guards: [isAlertSnoozed] },
};

/** What the bot makes of alerts, at any status. */
export const ALERT_RECORDS: Records<AlertBotBody['name']> = {
  holdAlert: { from: 'any', guards: [isNewHeldAlert] },
  tellAlerts: { from: 'any', guards: [areHeld] },
};
