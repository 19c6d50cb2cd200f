import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';

let running: ListeningBot;
const cookies = new Map<string, string>();
beforeAll(async () => {
  running = await startListening();
});
afterAll(() => running.close());

async function send(person: string, path: string, fields: Record<string, string> | null = null) {
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
      : await post(path, new URLSearchParams(fields), cookie);
  return { status: told.status, headers: told.headers, text: await told.text() };
}

const use = async (token: string) =>
  (
    await fetch(`http://127.0.0.1:${running.port}/api/v1/token`, {
      headers: { authorization: `Bearer ${token}` },
    })
  ).status;

describe('the page of tokens', () => {
  it('makes a token that works, shows it once, and revokes it', async () => {
    expect((await send('mia', '/desk/tokens')).text).toContain('There is no token yet');
    const made = await send('mia', '/desk/tokens', {
      name: 'Sheet <b>',
      kind: 'person',
      scope: 'read',
      days: '30',
    });
    expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const [token = '', id = ''] = /gxp_([a-z0-9]{10})_[\w-]{43}/.exec(made.text) ?? [];
    expect(await use(token)).toBe(200);
    const page = await send('mia', '/desk/tokens');
    expect(page.text).not.toContain(token);
    expect(page.text).toContain('Sheet &lt;b&gt;');
    expect((await send('sam', '/desk/tokens')).text).not.toContain(id);
    expect((await send('sam', '/desk/tokens/revoke', { token: id })).status).toBe(409);
    expect(await use(token)).toBe(200);
    expect((await send('ada', '/desk/tokens')).text).toContain(id);
    expect((await send('ada', '/desk/tokens/revoke', { token: id })).status).toBe(303);
    expect(await use(token)).toBe(401);
  });

  it('makes no second token of a form that is sent again, as a page is that is loaded again', async () => {
    const count = async () => (await send('priya', '/desk/tokens')).text.match(/holds until/g)?.length ?? 0;
    const page = await send('priya', '/desk/tokens');
    const [, once = ''] = /name="once" value="([^"]+)"/.exec(page.text) ?? [];
    const wish = { name: 'A report', kind: 'person', scope: 'read', days: '30', once };
    expect((await send('priya', '/desk/tokens', wish)).text).toMatch(/gxp_/);
    const again = await send('priya', '/desk/tokens', wish);
    expect([again.status, again.text.includes('was sent before')]).toEqual([409, true]);
    expect(await count()).toBe(1);
    const [, next = ''] = /name="once" value="([^"]+)"/.exec(again.text) ?? [];
    const both = [
      { ...wish, once: next },
      { ...wish, once: next },
    ];
    const told = await Promise.all(both.map((one) => send('priya', '/desk/tokens', one)));
    expect(told.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await count()).toBe(2);
  });

  it('says why a form is not taken, and makes nothing', async () => {
    const service = { name: 'A robot', kind: 'service', scope: 'read', days: '30' };
    const refused = await send('mia', '/desk/tokens', service);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Only admins may make a token of a service');
    expect((await send('ada', '/desk/tokens', { ...service, scope: 'act' })).status).toBe(409);
    for (const wrong of [{ days: '' }, { days: '1e9' }, { name: '' }, { scope: 'all' }])
      expect((await send('ada', '/desk/tokens', { ...service, ...wrong })).status).toBe(409);
    expect((await send('ada', '/desk/tokens', service)).status).toBe(200);
  });
});
