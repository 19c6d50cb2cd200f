import { z } from 'zod';
import { staticSelect } from '#block-kit/choices.ts';
import { numberInput, textInput } from '#block-kit/inputs.ts';
import { ALERT_KINDS, type AlertName, isAlertName } from '#domain/alerts/alert-kinds.ts';
import { MOST_DAYS_SNOOZED } from '#domain/alerts/guards.ts';
import type { PersonBody } from '#domain/command.ts';
import { modalForm } from '#features/modal-form.ts';
import { tellRefusal } from '#features/press.ts';

/** Which kinds of alert of which experiment can be snoozed, and the key of the message with the button. */
export const SnoozedKindsSchema = z.object({
  experiment: z.string(),
  message: z.string().nullable().default(null),
  alerts: z.array(z.string()).readonly(),
});
export type SnoozedKinds = z.infer<typeof SnoozedKindsSchema>;

const USUAL_DAYS = 3;

const Values = z.object({
  alert: z.object({ alert: z.object({ selected_option: z.object({ value: z.string() }) }) }),
  days: z.object({ days: z.object({ value: z.coerce.number() }) }),
  reason: z.object({ reason: z.object({ value: z.string().trim().min(3) }) }),
});

/** The command that snoozes a kind of alert. */
export function snoozeCommandOf(
  { message }: Pick<SnoozedKinds, 'message'>,
  snooze: { readonly alert: AlertName; readonly days: number; readonly reason: string },
): PersonBody {
  return { name: 'snoozeAlert', ...snooze, message, told: true };
}

const form = modalForm<SnoozedKinds>({
  id: 'snooze_alert_form',
  metadata: SnoozedKindsSchema,
  field: 'reason',
  submit: async (coPilot, { metadata, values, actor, tell, close }) => {
    const read = Values.safeParse(values);
    if (!read.success) return tell('Write a few words, so that others understand it later.');
    const alert = read.data.alert.alert.selected_option.value;
    if (!isAlertName(alert)) return tell('This kind of alert is not known any more.');
    const reason = await coPilot.people.pseudonymise(read.data.reason.reason.value);
    const command = snoozeCommandOf(metadata, { alert, days: read.data.days.days.value, reason });
    const by = { actor: await actor(), at: coPilot.clock.now() };
    const result = await coPilot.execute(metadata.experiment, { ...command, ...by });
    if (result.kind === 'ok') return close();
    await tellRefusal(coPilot, { tell }, metadata.experiment, result.problem);
  },
});

/** The form that asks which alert, for how long and why. */
export const snoozeAlertForm = {
  ...form,
  viewOf: (value: SnoozedKinds) => {
    const names = value.alerts.filter(isAlertName).filter((name) => ALERT_KINDS[name].class === 'news');
    return form.view(value, {
      title: 'Snooze an alert',
      submit: 'Snooze',
      blocks: [
        staticSelect({
          label: 'Which alert of this experiment?',
          blockId: 'alert',
          actionId: 'alert',
          choices: names.map((name) => ({ value: name, label: ALERT_KINDS[name].words })),
          ...(names[0] === undefined ? {} : { initial: names[0] }),
        }),
        numberInput({
          label: 'For how many days?',
          blockId: 'days',
          actionId: 'days',
          initial: USUAL_DAYS,
          min: 1,
          max: MOST_DAYS_SNOOZED,
          hint: 'If it is still open then, the bot tells it.',
        }),
        textInput({
          label: 'Why?',
          blockId: 'reason',
          actionId: 'reason',
          multiline: true,
          minLength: 3,
          maxLength: 500,
        }),
      ],
    });
  },
};
