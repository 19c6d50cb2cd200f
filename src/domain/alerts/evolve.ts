import { namesOf } from '#domain/alerts/alerts-in.ts';
import type { AlertEvent } from '#domain/alerts/events.ts';
import { type AlertsState, NO_ALERTS } from '#domain/alerts/state.ts';
import type { Evolvers, StateChange } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';

/** What became of alerts, at any status. */
export const alertEvolvers: Evolvers<AlertEvent['type']> = {
  alertHeld: ({ alerts }, { held }, { at }) =>
    changed(alerts, ({ held: before }) => ({ held: [...before, { ...held, at }] })),

  alertsTold: ({ alerts }, { effects }) =>
    changed(alerts, ({ held, told }) => ({
      held: held.filter(({ effect }) => !effects.includes(effect)),
      told: [...told, ...effects],
    })),

  alertSnoozed: ({ alerts }, { alert, until, reason, person }, { version }) =>
    changed(alerts, ({ snoozed }) => ({
      snoozed: { ...snoozed, [alert]: { until, reason, by: person, version } },
    })),

  alertSnoozeEnded: ({ alerts }, { alert }) =>
    changed(alerts, ({ snoozed: { [alert]: _ended, ...snoozed }, held }) => ({
      snoozed,
      held: held.map((one) =>
        one.why === 'snoozed' && namesOf(one.keys).includes(alert) ? { ...one, until: null } : one,
      ),
    })),
};

function changed(
  before: Experiment['alerts'],
  change: (alerts: AlertsState) => Partial<AlertsState>,
): StateChange {
  const alerts = before ?? NO_ALERTS;
  return { alerts: { ...alerts, ...change(alerts) } };
}
