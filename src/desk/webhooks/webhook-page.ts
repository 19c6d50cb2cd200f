import { dataTable } from '#desk/html/data-table.ts';
import { type Html, html } from '#desk/html/html.ts';
import { displayNames } from '#desk/names.ts';
import type { DeskRoute, Page, Visit } from '#desk/page.ts';
import { deskPath, experimentPath } from '#desk/paths.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import { utcMoment } from '#features/moment.ts';
import { findWebhook } from '#features/webhooks/change-webhook.ts';
import { listDeliveries, type WebhookDelivery } from '#features/webhooks/deliveries.ts';
import { newsOf, type WebhookNews } from './webhook-news.ts';
import { channelWords, deliveryWords, stateWords } from './webhook-words.ts';
import { WEBHOOKS_PATH } from './webhooks-page.ts';

/** Below the root of the desk: the address of the forms of one webhook. */
export const CHANGE_WEBHOOK_PATH = '/webhooks/change';
/** Deliveries that the page shows. */
const SHOWN = 100;

/** What can be done to a webhook by a button. */
export type WebhookAct = 'test' | 'off' | 'on' | 'secret' | 'delete' | 'replay';

/** One webhook and its deliveries. */
export const webhookRoute: DeskRoute = {
  path: `${WEBHOOKS_PATH}/:id`,
  show: (visit, { params }) => webhookPage(visit, params['id'] ?? ''),
};

/** The page; null for people who are no admins, and if there is no such webhook. */
export async function webhookPage(visit: Visit, id: string, news: WebhookNews = {}): Promise<Page | null> {
  const { coPilot, actor } = visit;
  const found = await findWebhook(coPilot, actor, id);
  if (coPilot.sight.isExternal || found.kind === 'refused') return null;
  const webhook = found.value;
  const deliveries = await listDeliveries(coPilot, id);
  const names = await displayNames(coPilot, [webhook.person]);
  const { name, address, kinds, person, earlier } = webhook;
  const both = earlier === null ? '' : ` The secret before signs too until ${utcMoment(earlier.until)}.`;
  return {
    ...{ title: name, place: 'tokens' },
    body: html`<p><a href="${deskPath(WEBHOOKS_PATH)}">Webhooks</a></p>
<h1>${name}</h1>
${newsOf(news)}
<p class="prose">It is ${stateWords(webhook)}. ${names(person)} made it ${utcMoment(webhook.madeAt)}. It sends to <code>${address}</code> from ${channelWords(webhook)}: ${kinds.join(', ')}.${both}</p>
${acts(webhook)}
<h2>Deliveries of the last 30 days</h2>
${deliveries.length === 0 ? html`<p>There is none yet.</p>` : list(id, deliveries)}`,
  };
}

function list(webhook: string, deliveries: readonly WebhookDelivery[]): Html {
  const left = deliveries.length - SHOWN;
  return html`${dataTable(
    'Deliveries, the newest first',
    [
      { name: 'Notice', cell: ({ kind }) => html`<code>${kind}</code>` },
      { name: 'Experiment', cell: ({ experiment }) => experimentLink(experiment) },
      { name: 'Asked for', cell: ({ at }) => utcMoment(at) },
      { name: 'State', cell: (delivery) => deliveryWords(delivery) },
      {
        name: 'Again',
        cell: ({ id, kind, state }) =>
          state === 'waiting' ? '' : act(webhook, 'replay', 'Send again', { delivery: id, of: kind }),
      },
    ],
    deliveries.slice(0, SHOWN),
  )}${left > 0 ? html`<p>${left} older ones are not shown here; the API lists them.</p>` : null}`;
}

function experimentLink(key: string | null): Html | string {
  return key === null ? '' : html`<a href="${experimentPath(key)}">${key}</a>`;
}

function acts({ id, off, secret }: Webhook): Html {
  return html`<div class="actions">${off === null ? act(id, 'test', 'Send a test') : null} ${off === null ? act(id, 'off', 'Switch off') : act(id, 'on', 'Switch on')} ${act(id, 'secret', 'Another secret', { seen: secret.generation })}</div>
<details><summary>Delete</summary><p>Nothing more is sent, and it cannot be brought back.</p>${act(id, 'delete', 'Delete the webhook')}</details>`;
}

function act(
  webhook: string,
  name: WebhookAct,
  label: string,
  more: { readonly delivery?: string; readonly of?: string; readonly seen?: number } = {},
): Html {
  const { delivery, of, seen } = more;
  return html`<form method="post" action="${deskPath(CHANGE_WEBHOOK_PATH)}"><input type="hidden" name="webhook" value="${webhook}"><input type="hidden" name="act" value="${name}">${delivery === undefined ? null : html`<input type="hidden" name="delivery" value="${delivery}">`}${seen === undefined ? null : html`<input type="hidden" name="seen" value="${seen}">`}<button class="quiet" type="submit"${of === undefined ? null : html` aria-label="${label}: ${of}, ${delivery ?? ''}"`}>${label}</button></form>`;
}
