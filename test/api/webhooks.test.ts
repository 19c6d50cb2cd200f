import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTICE_KINDS } from '#domain/webhooks/notice-kinds.ts';
import { ownFault } from '#shared/errors.ts';
import { type ApiClient, apiOf, askApi } from '#test/support/api-client.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { type Receiver, startReceiver } from '#test/support/webhook-receiver.ts';

const withApi = (
  work: (client: ApiClient, journey: Journey) => Promise<void>,
  options: Parameters<typeof withJourney>[1] = {},
) => withJourney((journey) => work(apiOf(journey), journey), options);
const SCOPES = { scopes: ['webhooks'] } as const;

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());
const wish = () => ({ name: 'Sheet', address: receiver.address, kinds: Object.keys(NOTICE_KINDS) });

describe('webhooks over the API', () => {
  it('are made, tried, read, rotated, switched and deleted by an admin', () =>
    withApi(async ({ ask, tokenOf }) => {
      const token = await tokenOf('ada', SCOPES);
      const made = await ask(token, 'POST /webhooks', { body: wish() });
      expect([made.status, made.json.secret]).toEqual([201, expect.stringMatching(/^whsec_[\w+/]{43}=$/)]);
      const { id } = made.json.webhook;
      expect(made.headers['location']).toBe(`/api/v1/webhooks/${id}`);
      const listed = await ask(token, 'GET /webhooks');
      expect(listed.json.webhooks).toMatchObject([{ id, state: 'on', channels: null, secretGeneration: 1 }]);
      expect(listed.body).not.toContain('whsec_');
      const tried = await ask(token, `POST /webhooks/${id}/test`);
      expect(receiver.got.map(({ headers }) => headers['webhook-id'])).toEqual([tried.json.delivery]);
      const { deliveries } = (await ask(token, `GET /webhooks/${id}/deliveries?state=delivered`)).json;
      expect(deliveries).toMatchObject([{ id: tried.json.delivery, experiment: null, status: 204 }]);
      const again = await ask(token, `POST /webhooks/${id}/deliveries/${tried.json.delivery}/replay`);
      expect([again.status, receiver.got.length]).toEqual([202, 2]);
      const rotated = await ask(token, `POST /webhooks/${id}/secret`);
      expect(rotated.json.webhook).toMatchObject({
        secretGeneration: 2,
        earlierSecretUntil: expect.any(String),
      });
      expect(rotated.json.secret).not.toBe(made.json.secret);
      expect((await ask(token, `POST /webhooks/${id}/off`)).json).toMatchObject({
        state: 'off',
        offWhy: 'by-person',
      });
      expect((await ask(token, `POST /webhooks/${id}/off`)).status).toBe(409);
      expect((await ask(token, `POST /webhooks/${id}/test`)).status).toBe(409);
      expect((await ask(token, `POST /webhooks/${id}/on`)).json).toMatchObject({ state: 'on', offWhy: null });
      expect((await ask(token, `DELETE /webhooks/${id}`)).json).toEqual({ isDeleted: true });
      for (const asked of [`GET /webhooks/${id}`, `DELETE /webhooks/${id}`, `GET /webhooks/${id}/deliveries`])
        expect((await ask(token, asked)).status).toBe(404);
    }));

  it('list deliveries page by page to an end, also if the last one of a page has another state by then', () =>
    withApi(async ({ ask, tokenOf }) => {
      const token = await tokenOf('ada', SCOPES);
      const { id } = (await ask(token, 'POST /webhooks', { body: wish() })).json.webhook;
      for (const status of [204, 204, 410]) {
        receiver.answer(status);
        await ask(token, `POST /webhooks/${id}/test`);
      }
      const pageAfter = async (more: string): Promise<readonly string[]> => {
        const { json } = await ask(token, `GET /webhooks/${id}/deliveries?limit=1${more}`);
        return json.deliveries.map((one: { readonly id: string }) => one.id);
      };
      const [first] = await pageAfter('');
      const [second] = await pageAfter(`&after=${first}`);
      const [third] = await pageAfter(`&after=${second}`);
      expect(new Set([first, second, third]).size).toBe(3);
      expect(await pageAfter(`&after=${third}`)).toEqual([]);
      const [failed] = await pageAfter('&state=failed');
      expect(failed).toBe(third);
      expect(await pageAfter(`&state=delivered&after=${failed}`)).toEqual([]);
      expect(await pageAfter(`&state=delivered&after=${first}`)).toEqual([second]);
      // One that is not listed any more was the oldest.
      expect(await pageAfter(`&after=msg_${id}_cart-hint_1`)).toEqual([]);
    }));

  it('take the scope, an admin, and no service', () =>
    withApi(async ({ ask, tokenOf }) => {
      expect((await ask(await tokenOf('ada', { scopes: ['read', 'act'] }), 'GET /webhooks')).status).toBe(
        403,
      );
      const mia = await tokenOf('mia', SCOPES);
      for (const asked of ['GET /webhooks', 'GET /webhooks/k3m9x2p7qa', 'POST /webhooks/k3m9x2p7qa/test'])
        expect((await ask(mia, asked)).status).toBe(403);
      expect((await ask(mia, 'POST /webhooks', { body: wish() })).status).toBe(403);
      await expect(tokenOf('ada', { ...SCOPES, kind: 'service' })).rejects.toThrow(/service/);
    }));

  it('take another secret once, if the answer of the first try was lost behind its commit', () =>
    withApi(async ({ api, ask, tokenOf }, journey) => {
      const { store } = journey.running.bot.coPilot;
      const token = await tokenOf('ada', SCOPES);
      const made = await ask(token, 'POST /webhooks', { body: wish() });
      const rotate = `POST /webhooks/${made.json.webhook.id}/secret`;
      const sent = { headers: { 'idempotency-key': 'k-9' } };
      const keepAnswer = store.keepAnswer;
      Object.assign(store, { keepAnswer: () => Promise.reject(ownFault('store.busy', 'it is away')) });
      const first = await askApi(api, token, rotate, sent).finally(() =>
        Object.assign(store, { keepAnswer }),
      );
      expect(first.status).toBe(503);
      expect(journey.takeErrors()).toMatchObject([{ fields: { code: 'store.busy' } }]);
      const again = await ask(token, rotate, sent);
      expect([again.status, again.json.webhook.secretGeneration]).toEqual([200, 2]);
      expect(again.json.secret).toMatch(/^whsec_/);
    }));

  it('give their secret once, also to a request that is repeated, and keep it nowhere', () =>
    withApi(async ({ ask, tokenOf }, { running }) => {
      const token = await tokenOf('ada', SCOPES);
      const headers = { 'idempotency-key': 'one' };
      const made = await ask(token, 'POST /webhooks', { body: wish(), headers });
      const again = await ask(token, 'POST /webhooks', { body: wish(), headers });
      expect([made.status, again.status]).toEqual([201, 409]);
      expect(again.json.detail).toMatch(
        /shown once\. Give the webhook another secret if that answer was lost\.$/,
      );
      expect(again.body).not.toContain('whsec_');
      expect((await ask(token, 'GET /webhooks')).json.webhooks).toHaveLength(1);
      const { store } = running.bot.coPilot;
      const kept = JSON.stringify([await store.answersAfter(null, 10), await store.records('$webhooks')]);
      expect(kept).not.toContain('whsec_');
      expect(kept).not.toContain(made.json.secret.slice(6));
    }));

  it('refuse by name what is wrong', () =>
    withApi(
      async ({ ask, tokenOf }) => {
        const token = await tokenOf('ada', SCOPES);
        for (const wrong of [{ name: '' }, { kinds: [] }, { kinds: ['all'] }, { channels: [] }, { more: 1 }])
          expect((await ask(token, 'POST /webhooks', { body: { ...wish(), ...wrong } })).status).toBe(422);
        for (const wrong of [{ address: 'https://10.0.0.1/' }, { channels: ['C0NOTTHERE'] }]) {
          const told = await ask(token, 'POST /webhooks', { body: { ...wish(), ...wrong } });
          expect([told.status, told.json.code]).toEqual([409, 'policy']);
        }
      },
      { refusals: ['channel_not_found'] },
    ));
});
