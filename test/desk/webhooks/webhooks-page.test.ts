import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadWebhooks } from '#journal/webhooks.ts';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { type Receiver, startReceiver } from '#test/support/webhook-receiver.ts';

let running: ListeningBot;
let receiver: Receiver;
const cookies = new Map<string, string>();
beforeAll(async () => {
  running = await startListening();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await running.close();
});

async function send(
  person: string,
  path: string,
  fields: readonly (readonly [string, string])[] | null = null,
) {
  const origin = `http://127.0.0.1:${running.port}`;
  const post = (at: string, body: URLSearchParams, cookie = '') =>
    fetch(`${origin}${at}`, { method: 'POST', redirect: 'manual', body, headers: { origin, cookie } });
  if (!cookies.has(person)) {
    const user = running.sandbox.slack.userId(person);
    const begun = await post('/desk/be', new URLSearchParams({ user, to: '/desk' }));
    cookies.set(person, begun.headers.getSetCookie()[0]?.split(';')[0] ?? '');
  }
  const cookie = cookies.get(person) ?? '';
  const told =
    fields === null
      ? await fetch(`${origin}${path}`, { headers: { cookie } })
      : await post(path, new URLSearchParams(fields as [string, string][]), cookie);
  return { status: told.status, headers: told.headers, text: await told.text() };
}

const wish = (changes: Readonly<Record<string, string>> = {}) =>
  Object.entries({
    ...{ name: 'Sheet <b>', address: receiver.address, kind: 'experiment.decided', channels: '' },
    ...changes,
  });

describe('the pages of webhooks', () => {
  it('make one, show its secret once, try it, send again, switch it and delete it', async () => {
    expect((await send('ada', '/desk/tokens')).text).toContain('/desk/webhooks');
    expect((await send('ada', '/desk/webhooks')).text).toContain('There is no webhook yet');
    const made = await send('ada', '/desk/webhooks', wish());
    expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(made.text.match(/whsec_[\w+/]{43}=/g)).toHaveLength(1);
    const [, id = ''] = /name="webhook" value="([a-z0-9]{10})"/.exec(made.text) ?? [];
    const page = await send('ada', `/desk/webhooks/${id}`);
    expect([page.status, page.text.includes('whsec_')]).toEqual([200, false]);
    expect(page.text).toContain('Sheet &lt;b&gt;');
    const act = (name: string, more: readonly (readonly [string, string])[] = []) =>
      send('ada', '/desk/webhooks/change', [['webhook', id], ['act', name], ...more]);
    expect((await act('test')).text).toContain('A test is on its way');
    await running.bot.worker.drain();
    const tried = await send('ada', `/desk/webhooks/${id}`);
    expect(tried.text).toContain('delivered, answered 204');
    const [, delivery = ''] = /name="delivery" value="(msg_[^"]+)"/.exec(tried.text) ?? [];
    expect((await act('replay', [['delivery', delivery]])).status).toBe(200);
    await running.bot.worker.drain();
    expect(receiver.got.map(({ headers }) => headers['webhook-id'])).toEqual([delivery, delivery]);
    const rotated = await act('secret');
    expect(rotated.text).toMatch(/whsec_[\w+/]{43}=/);
    expect(rotated.text).toContain('The secret before signs too until');
    expect((await act('off')).text).toContain('off since');
    expect((await act('test')).status).toBe(409);
    expect((await act('on')).text).toContain('on since');
    expect((await act('delete')).status).toBe(303);
    expect((await send('ada', `/desk/webhooks/${id}`)).status).toBe(404);
  });

  it('change nothing twice by a form that is sent again, as a page is that is loaded again', async () => {
    const hidden = (text: string, name: string) =>
      new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1];
    const form = [
      ...wish(),
      ['once', hidden((await send('ada', '/desk/webhooks')).text, 'once') ?? ''] as const,
    ];
    const made = await send('ada', '/desk/webhooks', form);
    const id = hidden(made.text, 'webhook') ?? '';
    await send('ada', '/desk/webhooks', form);
    expect((await send('ada', '/desk/webhooks')).text.match(/\/desk\/webhooks\/[a-z0-9]{10}"/g)).toHaveLength(
      1,
    );
    const another = [
      ['webhook', id],
      ['act', 'secret'],
      ['seen', hidden(made.text, 'seen') ?? ''],
    ] as const;
    expect((await send('ada', '/desk/webhooks/change', another)).text).toMatch(/whsec_/);
    const again = await send('ada', '/desk/webhooks/change', another);
    expect([again.status, again.text.includes('whsec_')]).toEqual([409, false]);
    // The secret that the receiver has signs on.
    expect((await loadWebhooks(running.store))?.byId.get(id)?.earlier?.secret.generation).toBe(1);
    await send('ada', '/desk/webhooks/change', [
      ['webhook', id],
      ['act', 'delete'],
    ]);
  });

  it('say why a form is not taken', async () => {
    const wrong = [{ address: 'https://10.0.0.1/' }, { name: '' }, { kind: 'all' }, { channels: 'growth' }];
    for (const changes of wrong) {
      const told = await send('ada', '/desk/webhooks', wish(changes));
      expect([told.status, told.text.includes('No webhook was made')]).toEqual([409, true]);
    }
    expect((await send('ada', '/desk/webhooks/change', [['act', 'burn']])).status).toBe(400);
    expect((await send('ada', '/desk/webhooks/change', [['act', 'constructor']])).status).toBe(400);
  });

  it('are for admins alone', async () => {
    expect((await send('mia', '/desk/tokens')).text).not.toContain('/desk/webhooks');
    for (const path of ['/desk/webhooks', '/desk/webhooks/k3m9x2p7qa'])
      expect((await send('mia', path)).status).toBe(404);
    expect((await send('mia', '/desk/webhooks', wish())).status).toBe(404);
    expect(
      (
        await send('mia', '/desk/webhooks/change', [
          ['webhook', 'x'],
          ['act', 'test'],
        ])
      ).status,
    ).toBe(404);
  });
});
