import { z } from 'zod';
import { showPeople } from '#api/experiments/people-of.ts';
import type { Caller } from '#api/server/caller.ts';
import type { ApiResult, Operation } from '#api/server/operation.ts';
import { operation } from '#api/server/operation.ts';
import { type Problem, refusalProblem } from '#api/server/problem.ts';
import type { Refusal } from '#domain/refusal.ts';
import {
  deleteWebhook,
  findWebhook,
  listWebhooks,
  rotateWebhookSecret,
  switchWebhook,
  testWebhook,
} from '#features/webhooks/change-webhook.ts';
import { listDeliveries, replayDelivery, type WebhookDelivery } from '#features/webhooks/deliveries.ts';
import { makeWebhook, type WebhookWithSecret } from '#features/webhooks/make-webhook.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import {
  DeliverySchema,
  showDelivery,
  showWebhook,
  WebhookSchema,
  WebhookSecretSchema,
  WebhookWishSchema,
} from './webhook-schema.ts';

const IdPath = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]{10}$/)
    .meta({ description: 'The id of the webhook', example: 'k3m9x2p7qa' }),
});
const DeliveryPath = IdPath.extend({
  delivery: z
    .string()
    .regex(/^msg_[a-z0-9]{10}_-?[a-z0-9-]{1,80}_[1-9]\d{0,8}$/)
    .meta({ description: 'The id of the delivery', example: 'msg_k3m9x2p7qa_cart-hint_1' }),
});
const OURS = { scope: 'webhooks', isPersonal: true } as const;
const ADMINS = 'Admins alone, with a token of a person.';

const IF_SECRET_LOST = 'Give the webhook another secret if that answer was lost.';
const WORDS = { made: 'The secret is shown this once', off: 'Nothing more is sent' } as const;

/** The answer to a change: a refusal becomes a problem. */
async function answered<Value>(
  done: Result<Value, Refusal>,
  show: (value: Value) => Promise<ApiResult>,
): Promise<Result<ApiResult, Problem>> {
  return done.kind === 'refused' ? refused(refusalProblem(done.problem)) : ok(await show(done.value));
}

async function withSecret({ coPilot }: Caller, { webhook, secret }: WebhookWithSecret) {
  return { webhook: await showWebhook(webhook, showPeople(coPilot)), secret };
}

const list = operation({
  ...{ method: 'GET', path: '/webhooks', id: 'listWebhooks', ...OURS },
  summary: 'List the webhooks',
  description: `All webhooks, the newest first. ${ADMINS}`,
  answers: { 200: z.strictObject({ webhooks: z.array(WebhookSchema) }) },
  run: async ({ caller: { coPilot, actor } }) =>
    answered(await listWebhooks(coPilot, actor), async (found) => ({
      json: { webhooks: await Promise.all(found.map((one) => showWebhook(one, showPeople(coPilot)))) },
    })),
});

const make = operation({
  ...{ method: 'POST', path: '/webhooks', id: 'makeWebhook', ...OURS, body: WebhookWishSchema },
  summary: 'Make a webhook',
  description: `It is told of what happens from now on and the person of the token may see. ${WORDS.made}. ${ADMINS}`,
  answers: { 201: WebhookSecretSchema },
  problems: [409],
  ifSecretLost: IF_SECRET_LOST,
  run: async ({ caller, body, work }) =>
    answered(await makeWebhook(caller.coPilot, caller.actor, { ...body, once: work.id }), async (made) => ({
      ...{ status: 201, location: `/api/v1/webhooks/${made.webhook.id}` },
      json: await withSecret(caller, made),
    })),
});

const read = operation({
  ...{ method: 'GET', path: '/webhooks/{id}', id: 'readWebhook', ...OURS, params: IdPath },
  summary: 'Read a webhook',
  description: `Its secret is kept nowhere. ${ADMINS}`,
  answers: { 200: WebhookSchema },
  problems: [404],
  run: async ({ caller: { coPilot, actor }, path }) =>
    answered(await findWebhook(coPilot, actor, path.id), async (found) => ({
      json: await showWebhook(found, showPeople(coPilot)),
    })),
});

const remove = operation({
  ...{ method: 'DELETE', path: '/webhooks/{id}', id: 'deleteWebhook', ...OURS, params: IdPath },
  summary: 'Delete a webhook',
  description: `${WORDS.off}. What was sent stays in the journal. ${ADMINS}`,
  answers: { 200: z.strictObject({ isDeleted: z.literal(true) }) },
  problems: [404],
  run: async ({ caller: { coPilot, actor }, path }) =>
    answered(await deleteWebhook(coPilot, actor, path.id), async () => ({ json: { isDeleted: true } })),
});

function switching(name: 'on' | 'off', words: { readonly summary: string; readonly description: string }) {
  return operation({
    ...{ method: 'POST', path: `/webhooks/{id}/${name}`, id: `switchWebhook${name === 'on' ? 'On' : 'Off'}` },
    ...{ ...OURS, ...words, params: IdPath, answers: { 200: WebhookSchema }, problems: [404, 409] },
    run: async ({ caller: { coPilot, actor }, path }) =>
      answered(await switchWebhook(coPilot, actor, { id: path.id, isOn: name === 'on' }), async (done) => ({
        json: await showWebhook(done, showPeople(coPilot)),
      })),
  });
}

const rotate = operation({
  ...{ method: 'POST', path: '/webhooks/{id}/secret', id: 'rotateWebhookSecret', ...OURS, params: IdPath },
  summary: 'Give a webhook another secret',
  description: `For a day both secrets sign, so that no notice is lost. ${WORDS.made}. ${ADMINS}`,
  answers: { 200: WebhookSecretSchema },
  problems: [404, 409],
  ifSecretLost: IF_SECRET_LOST,
  run: async ({ caller, path, work: { since, isAgain } }) => {
    // The try before may have ended behind its commit: a further secret would take the receiver's from it.
    const before = isAgain ? { since } : {};
    return answered(
      await rotateWebhookSecret(caller.coPilot, caller.actor, path.id, before),
      async (made) => ({
        json: await withSecret(caller, made),
      }),
    );
  },
});

const test = operation({
  ...{ method: 'POST', path: '/webhooks/{id}/test', id: 'testWebhook', ...OURS, params: IdPath },
  summary: 'Try a webhook',
  description: `Sends a notice of the kind \`webhook.test\`. What becomes of it stands among the deliveries. ${ADMINS}`,
  answers: { 202: z.strictObject({ delivery: z.string() }) },
  problems: [404, 409],
  run: async ({ caller: { coPilot, actor }, path }) =>
    answered(await testWebhook(coPilot, actor, path.id), async (delivery) => ({
      status: 202,
      json: { delivery },
    })),
});

const PageQuery = z.strictObject({
  state: DeliverySchema.shape.state.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: DeliveryPath.shape.delivery.optional().meta({ description: 'The last delivery of the page before' }),
});

const deliveries = operation({
  ...{ method: 'GET', path: '/webhooks/{id}/deliveries', id: 'listDeliveries', ...OURS },
  ...{ params: IdPath, query: PageQuery },
  summary: 'List deliveries',
  description: `What became of the notices of the last 30 days, the newest first. ${ADMINS}`,
  answers: { 200: z.strictObject({ deliveries: z.array(DeliverySchema), count: z.int().min(0) }) },
  problems: [404],
  run: async ({ caller: { coPilot, actor }, path, query: { state, limit, after } }) =>
    answered(await findWebhook(coPilot, actor, path.id), async ({ id }) => {
      const all = await listDeliveries(coPilot, id);
      const last = all.findIndex((one) => one.id === after);
      // One that is not listed any more was the oldest: nothing follows it.
      const rest = after === undefined ? all : last < 0 ? [] : all.slice(last + 1);
      const isAsked = (one: WebhookDelivery) => state === undefined || one.state === state;
      return {
        json: {
          deliveries: rest.filter(isAsked).slice(0, limit).map(showDelivery),
          count: all.filter(isAsked).length,
        },
      };
    }),
});

const replay = operation({
  ...{ method: 'POST', path: '/webhooks/{id}/deliveries/{delivery}/replay', id: 'replayDelivery', ...OURS },
  ...{ params: DeliveryPath },
  summary: 'Send a notice again',
  description: `Under the same id, so that its receiver can tell that it had it. ${ADMINS}`,
  answers: { 202: DeliverySchema },
  problems: [404, 409],
  run: async ({ caller: { coPilot, actor }, path }) => {
    const found = await findWebhook(coPilot, actor, path.id);
    if (found.kind === 'refused') return refused(refusalProblem(found.problem));
    const asked = { webhook: path.id, id: path.delivery };
    return answered(await replayDelivery(coPilot, actor, asked), async (delivery) => ({
      ...{ status: 202, json: showDelivery(delivery) },
    }));
  },
});

/** All that admins do about webhooks. */
export const WEBHOOK_OPERATIONS: readonly Operation[] = [
  ...[list, make, read, remove],
  switching('off', {
    summary: 'Switch a webhook off',
    description: `${WORDS.off} until it is switched on again. ${ADMINS}`,
  }),
  switching('on', {
    summary: 'Switch a webhook on again',
    description: `It is told of what happens from now on; what happened while it was off is not sent. ${ADMINS}`,
  }),
  ...[rotate, test, deliveries, replay],
];
