import { ALERT_KINDS } from '#domain/alerts/alert-kinds.ts';
import type { AlertBotBody, AlertPersonBody } from '#domain/alerts/commands.ts';
import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import { DAY } from '#shared/clock.ts';

/** What becomes of alerts. None of it changes the course of an experiment. */
export const alertDeciders: Deciders<(AlertBotBody | AlertPersonBody)['name']> = {
  holdAlert: (_experiment, { held }) => outcome([{ type: 'alertHeld', held }]),

  tellAlerts: (_experiment, { effects, over, bulletin }) =>
    outcome([{ type: 'alertsTold', effects, over, bulletin }]),

  snoozeAlert: (_experiment, { alert, days, reason, message, told, actor, at }) => {
    const until = at + days * DAY;
    const text = `Alerts that ${ALERT_KINDS[alert].words} are snoozed for ${days === 1 ? '1 day' : `${days} days`} by <@${actor.person}>`;
    return outcome(
      [{ type: 'alertSnoozed', alert, until, reason, person: actor.person }],
      [...stamp(message, text), ...(told === undefined ? [] : [post('alert-snoozed')])],
    );
  },

  endSnooze: (_experiment, { alert, message, actor }) =>
    outcome(
      [{ type: 'alertSnoozeEnded', alert, person: actor.person }],
      stamp(message, `The snooze was ended by <@${actor.person}>`),
    ),
};
