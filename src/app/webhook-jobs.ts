import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { OffReason, Webhook } from '#domain/webhooks/webhook.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { collectNotices, nothingRead } from '#features/webhooks/collect-notices.ts';
import { recordTold, switchedOffUntold } from '#features/webhooks/switch-off.ts';
import type { Job } from '#journal/jobs.ts';
import { MINUTE } from '#shared/clock.ts';

const WHY: Readonly<Record<OffReason, string>> = {
  gone: 'Its receiver answered 410: it wants no more notices.',
  failing: 'For a day no notice to it could be delivered.',
  'person-left': 'The person who made it is not in the workspace any more, and it told what they may see.',
};
const TO_DO: Readonly<Record<OffReason, string>> = {
  gone: 'Delete it, or switch it on again if that was a mistake.',
  failing:
    'Look at its deliveries, mend the receiver and switch it on again. What failed can be sent again there for 30 days.',
  'person-left': 'Delete it. An admin who stays makes another one.',
};

/** Tells the admins of a webhook that the bot switched off. Exported for its golden file. */
export function switchedOffMessage({ id, name, address }: Webhook, why: OffReason): ChatMessage {
  const text = `The webhook “${escapeMrkdwn(name)}” was switched off.`;
  const { host } = new URL(address);
  return message({
    text,
    blocks: [
      section(
        `:warning: *${text}* ${WHY[why]} Programs that wait for it at ${code(host)} hear nothing.\n${TO_DO[why]} It stands on the desk, under *API tokens*, *Webhooks* (${code(id)}).`,
      ),
    ],
  });
}

/** Asks for the notices of webhooks, and tells the admins of those that the bot switched off. */
export function webhookJobs(
  coPilot: CoPilot,
  tell: (told: ChatMessage, once: number, subject: string) => Promise<void>,
): readonly Job[] {
  const read = nothingRead();
  const run = async () => {
    if (coPilot.webhooks !== undefined) await collectNotices(coPilot, read);
    for (const webhook of await switchedOffUntold(coPilot)) {
      const { id, off } = webhook;
      if (off?.why === undefined) continue;
      await tell(switchedOffMessage(webhook, off.why), off.at, `webhook-${id}`);
      await recordTold(coPilot, id);
    }
  };
  return [{ name: 'webhooks', everyMs: MINUTE, backfill: false, run }];
}
