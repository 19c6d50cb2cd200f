import { ALERT_KINDS } from '#domain/alerts/alert-kinds.ts';
import { NO_ALERTS } from '#domain/alerts/state.ts';
import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** For how long a kind of alert can be snoozed, days. */
export const MOST_DAYS_SNOOZED = 14;

/** Whether an alert (the effect that would post it) was held, told or not. */
export function wasHeld({ alerts = NO_ALERTS }: Pick<Experiment, 'alerts'>, effect: string): boolean {
  return alerts.told.includes(effect) || alerts.held.some((held) => held.effect === effect);
}

/** The alert is not held yet. */
export function isNewHeldAlert(
  experiment: Experiment,
  { held }: Pick<Command<'holdAlert'>, 'held'>,
): Refusal | null {
  return unless(!wasHeld(experiment, held.effect), 'already-done', 'This alert is held already.');
}

/** Each of them waits. */
export function areHeld(
  { alerts = NO_ALERTS }: Experiment,
  { effects }: Pick<Command<'tellAlerts'>, 'effects'>,
): Refusal | null {
  const waits = effects.every((effect) => alerts.held.some((held) => held.effect === effect));
  return unless(waits && effects.length > 0, 'already-done', 'These alerts are told already.');
}

/** The alert is snoozed now. */
export function isAlertSnoozed(
  { alerts = NO_ALERTS }: Pick<Experiment, 'alerts'>,
  { alert, at }: Pick<Command<'endSnooze'>, 'alert' | 'at'>,
): Refusal | null {
  const until = alerts.snoozed[alert]?.until ?? 0;
  return unless(until > at, 'already-done', 'This alert is not snoozed any more.');
}

/** Only news can be snoozed, for one to fourteen days and with a reason. */
export function maySnoozeAlert(
  _experiment: Experiment,
  { alert, days, reason }: Pick<Command<'snoozeAlert'>, 'alert' | 'days' | 'reason'>,
): Refusal | null {
  return (
    unless(
      ALERT_KINDS[alert].class === 'news',
      'policy',
      'This alert cannot be snoozed: it protects users, or the experiment waits for what it asks.',
    ) ??
    unless(
      Number.isInteger(days) && days >= 1 && days <= MOST_DAYS_SNOOZED,
      'policy',
      `An alert can be snoozed for 1 to ${MOST_DAYS_SNOOZED} days.`,
    ) ??
    unless(reason.trim().length > 2, 'policy', 'Say in a few words why, so that others understand it later.')
  );
}
