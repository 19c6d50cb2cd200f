import { EXAMPLES } from './example-experiments.ts';
import { MARIA } from './example-plans.ts';
import { goOn, step } from './example-story.ts';

const snoozed = (reason: string, days: number) =>
  goOn(
    EXAMPLES.watchAlerts,
    step(3.1, MARIA, {
      ...{ name: 'snoozeAlert', alert: 'exposures-stalled', days, reason },
      ...{ message: null, told: true },
    }),
  );

/** Alerts that are snoozed, by the name of the golden file. */
export const SNOOZES = {
  'alert-snoozed': snoozed('Few orders are usual for this screen.', 2),
  'alert-snoozed-longest': snoozed('Bots of a partner, known. '.repeat(19), 14),
  'alert-snoozed-scripts': snoozed('سبب معروف <b>*x*</b> @here 已知原因', 1),
};
