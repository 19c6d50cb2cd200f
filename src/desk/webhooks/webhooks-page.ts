import { dataTable } from '#desk/html/data-table.ts';
import { type Html, html } from '#desk/html/html.ts';
import { displayNames, type NameOf } from '#desk/names.ts';
import { onceField } from '#desk/once-field.ts';
import type { DeskRoute, Page, Visit } from '#desk/page.ts';
import { deskPath } from '#desk/paths.ts';
import { LONGEST_ADDRESS, LONGEST_WEBHOOK_NAME } from '#domain/webhooks/decide-webhooks.ts';
import { NOTICE_KINDS } from '#domain/webhooks/notice-kinds.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import { listWebhooks } from '#features/webhooks/change-webhook.ts';
import { NO_WEBHOOKS } from '#features/webhooks/webhook-ground.ts';
import { newsOf, type WebhookNews } from './webhook-news.ts';
import { channelWords, stateWords } from './webhook-words.ts';

/** Below the root of the desk. */
export const WEBHOOKS_PATH = '/webhooks';

/** The webhooks: for admins alone. */
export const webhooksRoute: DeskRoute = {
  path: WEBHOOKS_PATH,
  show: (visit) => webhooksPage(visit),
};

/** The page; null for people who are no admins. */
export async function webhooksPage(visit: Visit, news: WebhookNews = {}): Promise<Page | null> {
  const { coPilot, actor } = visit;
  const listed = await listWebhooks(coPilot, actor);
  if (coPilot.sight.isExternal || listed.kind === 'refused') return null;
  const webhooks = listed.value;
  const names = await displayNames(
    coPilot,
    webhooks.map(({ person }) => person),
  );
  return {
    ...{ title: 'Webhooks', place: 'tokens' },
    body: html`<h1>Webhooks</h1>
<p class="prose">A webhook tells a program of what happens in experiments: each notice is a signed POST (Standard Webhooks). It tells what the admin who made it may see, and effects as far as the thread shows them.</p>
${newsOf(news)}
${webhooks.length === 0 ? html`<p>There is no webhook yet.</p>` : list(webhooks, names)}
<h2>Make a webhook</h2>
${coPilot.webhooks === undefined ? html`<p>${NO_WEBHOOKS}</p>` : form()}`,
  };
}

function list(webhooks: readonly Webhook[], names: NameOf): Html {
  return dataTable(
    'Webhooks, the newest first',
    [
      {
        name: 'For',
        cell: ({ id, name }) => html`<a href="${deskPath(`${WEBHOOKS_PATH}/${id}`)}">${name}</a>`,
      },
      { name: 'Address', cell: ({ address }) => html`<code>${address}</code>` },
      { name: 'Of', cell: ({ person }) => names(person) },
      {
        name: 'Told of',
        cell: (webhook) =>
          `${webhook.kinds.length} of ${Object.keys(NOTICE_KINDS).length} kinds, ${channelWords(webhook)}`,
      },
      { name: 'State', cell: (webhook) => stateWords(webhook) },
    ],
    webhooks,
  );
}

function form(): Html {
  const kinds = Object.entries(NOTICE_KINDS).map(
    ([kind, words]) =>
      html`<p><label><input type="checkbox" name="kind" value="${kind}" checked> <code>${kind}</code>: ${words}</label></p>`,
  );
  return html`<form class="panel" method="post" action="${deskPath(WEBHOOKS_PATH)}">${onceField()}
<p><label for="name">What it is for</label> <input id="name" name="name" required maxlength="${LONGEST_WEBHOOK_NAME}" autocomplete="off"></p>
<p><label for="address">Address, with https</label> <input id="address" name="address" type="url" required maxlength="${LONGEST_ADDRESS}" autocomplete="off"></p>
<fieldset><legend>It is told of</legend>${kinds}</fieldset>
<p><label for="channels">Ids of channels, with a comma between; empty for all</label> <input id="channels" name="channels" autocomplete="off"></p>
<p><button class="primary" type="submit">Make the webhook</button></p>
</form>`;
}
