import type { AlertBotBody, AlertPersonBody } from '#domain/alerts/commands.ts';
import { areHeld, isNewHeldAlert, maySnoozeAlert } from '#domain/alerts/guards.ts';
import type { Guard } from '#domain/decider.ts';
import type { Rows } from '#domain/lifecycle-row.ts';
import { UNFINISHED } from '#domain/status.ts';

/** What people do about alerts. */
export const ALERT_ROWS: Rows<AlertPersonBody['name']> = {
  snoozeAlert: { from: UNFINISHED, to: UNFINISHED, guards: [maySnoozeAlert] },
};

type Records = {
  readonly [Name in AlertBotBody['name']]: { readonly from: 'any'; readonly guards: readonly Guard<Name>[] };
};

/** What the bot makes of alerts, at any status. */
export const ALERT_RECORDS: Records = {
  holdAlert: { from: 'any', guards: [isNewHeldAlert] },
  tellAlerts: { from: 'any', guards: [areHeld] },
};
