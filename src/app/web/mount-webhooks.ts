import { answerDeskForm, memberVisit } from '#app/web/answer-desk-form.ts';
import { takeForm } from '#app/web/take-form.ts';
import type { Mount } from '#app/web/web-ground.ts';
import { WebRefusal } from '#app/web/web-refusal.ts';
import { onceIn } from '#desk/once-field.ts';
import type { Visit } from '#desk/page.ts';
import { deskPath } from '#desk/paths.ts';
import type { WebhookNews } from '#desk/webhooks/webhook-news.ts';
import { CHANGE_WEBHOOK_PATH, type WebhookAct, webhookPage } from '#desk/webhooks/webhook-page.ts';
import { WEBHOOKS_PATH, webhooksPage } from '#desk/webhooks/webhooks-page.ts';
import type { Refusal } from '#domain/refusal.ts';
import { isNoticeKind } from '#domain/webhooks/notice-kinds.ts';
import {
  deleteWebhook,
  rotateWebhookSecret,
  switchWebhook,
  testWebhook,
} from '#features/webhooks/change-webhook.ts';
import { replayDelivery } from '#features/webhooks/deliveries.ts';
import { makeWebhook, type WebhookWish } from '#features/webhooks/make-webhook.ts';
import { ok, type Result } from '#shared/result.ts';

/** The forms of the pages of webhooks. */
export const mountWebhooks: Mount = (app, ground) => {
  app.post(deskPath(WEBHOOKS_PATH), async (context) => {
    const visit = memberVisit(context, ADMINS);
    const made = await makeWebhook(visit.coPilot, visit.actor, wishOf(await takeForm(context, ground)));
    if (made.kind === 'ok') {
      const { webhook, secret } = made.value;
      return answerDeskForm(context, ground, await webhookPage(visit, webhook.id, { secret }), false);
    }
    const problem = `${made.problem.message} No webhook was made.`;
    return answerDeskForm(context, ground, await webhooksPage(visit, { problem }), true);
  });
  app.post(deskPath(CHANGE_WEBHOOK_PATH), async (context) => {
    const visit = memberVisit(context, ADMINS);
    const form = await takeForm(context, ground);
    const id = form.get('webhook') ?? '';
    const act = form.get('act') ?? '';
    if (!isAct(act)) throw new WebRefusal(400, 'This form is not one of this page.');
    const done = await CHANGES[act](visit, id, form);
    if (done.kind === 'refused') {
      const problem = done.problem.message;
      return answerDeskForm(context, ground, await webhookPage(visit, id, { problem }), true);
    }
    if (act === 'delete') return context.redirect(deskPath(WEBHOOKS_PATH), 303);
    // What was asked to be sent is sent by the time the page shows, in the sandbox.
    if (ground.settings.kind === 'sandbox') await ground.settings.stage?.rest();
    return answerDeskForm(context, ground, await webhookPage(visit, id, done.value), false);
  });
};

type Change = (visit: Visit, id: string, form: URLSearchParams) => Promise<Result<WebhookNews, Refusal>>;

function said(done: Result<unknown, Refusal>, words: string): Result<WebhookNews, Refusal> {
  return done.kind === 'refused' ? done : ok({ done: words });
}

const CHANGES: Readonly<Record<WebhookAct, Change>> = {
  test: async ({ coPilot, actor }, id) =>
    said(await testWebhook(coPilot, actor, id), 'A test is on its way. It stands among the deliveries.'),
  off: async ({ coPilot, actor }, id) =>
    said(await switchWebhook(coPilot, actor, { id, isOn: false }), 'It is switched off.'),
  on: async ({ coPilot, actor }, id) =>
    said(
      await switchWebhook(coPilot, actor, { id, isOn: true }),
      'It is switched on, and tells of what happens from now on.',
    ),
  secret: async ({ coPilot, actor }, id, form) => {
    const seen = form.get('seen');
    const done = await rotateWebhookSecret(coPilot, actor, id, seen === null ? {} : { seen: Number(seen) });
    return done.kind === 'refused' ? done : ok({ secret: done.value.secret });
  },
  delete: async ({ coPilot, actor }, id) => said(await deleteWebhook(coPilot, actor, id), 'It is deleted.'),
  replay: async ({ coPilot, actor }, webhook, form) =>
    said(
      await replayDelivery(coPilot, actor, { webhook, id: form.get('delivery') ?? '' }),
      'It is sent again, under the same id.',
    ),
};

function isAct(text: string): text is WebhookAct {
  return Object.hasOwn(CHANGES, text);
}

const ADMINS = 'Only admins of the workspace change webhooks. Sign in first.';

function wishOf(form: URLSearchParams): WebhookWish {
  const once = onceIn(form);
  const channels = (form.get('channels') ?? '').split(/[\s,]+/).filter((one) => one !== '');
  return {
    name: form.get('name') ?? '',
    address: form.get('address') ?? '',
    kinds: form.getAll('kind').filter(isNoticeKind),
    channels: channels.length === 0 ? null : channels,
    ...(once === undefined ? {} : { once }),
  };
}
