import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { ALERT_KINDS, isAlertName } from '#domain/alerts/alert-kinds.ts';
import { NO_ALERTS } from '#domain/alerts/state.ts';
import { commitOfEffect } from '#domain/effect.ts';
import { moment } from '#features/moment.ts';
import type { RenderContext } from '#features/render-context.ts';
import { endSnoozeButton } from './actions.ts';

/** Characters of a reason. */
const REASON = 500;

/** A kind of alert is snoozed: until when, by whom and why, with a way to end it. */
export function renderAlertSnoozed({ experiment, key }: RenderContext): ChatMessage {
  const { snoozed } = experiment.alerts ?? NO_ALERTS;
  const { version } = commitOfEffect(key);
  const [name, snooze] = Object.entries(snoozed).find(([, one]) => one.version === version) ?? [];
  if (name === undefined || snooze === undefined || !isAlertName(name))
    return message({ text: 'Settled.', blocks: [section('Settled.')] });
  const until = moment(snooze.until, '{date_short_pretty}');
  const reason = escapeMrkdwn(oneLine(snooze.reason, REASON));
  const text = `${mention(snooze.by)} snoozed alerts that ${ALERT_KINDS[name].words} until ${until}: “${reason}”`;
  const value = { experiment: experiment.key, message: key, alert: name };
  return message({
    text,
    blocks: [
      section(
        `:zzz: ${text}\nIf it is still open then, the bot tells it. Alerts about the safety of users are never snoozed.`,
      ),
      actions([endSnoozeButton.button(value, { label: 'End the snooze' })]),
    ],
  });
}
