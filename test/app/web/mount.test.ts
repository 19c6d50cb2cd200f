import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { deskBrowser } from '#test/support/desk-browser.ts';

let running: ListeningBot;
beforeAll(async () => {
  running = await startListening();
});
afterAll(() => running.close());

const at = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${running.port}${path}`, { redirect: 'manual', ...init });

describe('the mount of the desk', () => {
  it('serves a page to the first person of the sandbox, and keeps who it is', async () => {
    const first = await at('/desk');
    const text = await first.text();
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('Mia (product manager)');
    expect(first.headers.getSetCookie()[0]).toMatch(/^desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('makes the browser another person by a form of its own page alone', async () => {
    const origin = `http://127.0.0.1:${running.port}`;
    const body = new URLSearchParams({ user: 'U00000PRIYA', to: '/desk?x=1' });
    const foreign = await at('/desk/be', { method: 'POST', body, headers: { origin: 'http://evil.test' } });
    expect([foreign.status, foreign.headers.getSetCookie()]).toEqual([403, []]);
    const own = await at('/desk/be', { method: 'POST', body, headers: { origin } });
    expect([own.status, own.headers.get('location')]).toEqual([303, '/desk?x=1']);
    const cookie = own.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(await (await at('/desk', { headers: { cookie } })).text()).toMatch(/aria-pressed="true">Priya/);
  });

  it('keeps the switch of the person when a request that left before it comes after it', async () => {
    const origin = `http://127.0.0.1:${running.port}`;
    const before = (await at('/desk')).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const body = new URLSearchParams({ user: 'U00000PRIYA' });
    await at('/desk/be', { method: 'POST', body, headers: { origin, cookie: before } });
    for (const late of ['/desk', '/desk/events']) {
      const answer = await at(late, { headers: { cookie: before } });
      expect([late, answer.status, answer.headers.getSetCookie()]).toEqual([late, 200, []]);
      await answer.body?.cancel();
    }
  });

  it('makes no browser the first person by a request that a page sends on its own', async () => {
    const { port } = running;
    const browser = deskBrowser(port, `http://127.0.0.1:${port}`);
    // As after a start of the sandbox, which forgets its sessions.
    browser.cookies.set('desk', 'x'.repeat(43));
    const own = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
    expect((await browser.open('/desk', { headers: own })).status).toBe(401);
    expect((await browser.open('/desk/events', { headers: own })).status).toBe(204);
    expect(browser.cookies.get('desk')).toBe('x'.repeat(43));
    expect((await browser.open('/desk')).status).toBe(200);
    expect(browser.cookies.get('desk')).not.toBe('x'.repeat(43));
  });

  it('serves its files for ever and its pages anew', async () => {
    const page = await at('/desk');
    const style = /href="(\/desk\/assets\/desk\.[0-9a-f]{16}\.css)"/.exec(await page.text())?.[1] ?? '';
    const file = await at(style);
    expect([file.status, file.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect([file.headers.get('content-encoding'), file.headers.get('vary')]).toEqual([
      'gzip',
      'Accept-Encoding',
    ]);
    const plain = await at(style, { headers: { 'accept-encoding': 'br, gzip;q=0' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(await file.text());
    const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const known = await at('/desk', { headers: { cookie, 'if-none-match': page.headers.get('etag') ?? '' } });
    expect(known.status).toBe(304);
  });

  it('answers to names of this machine alone, so that no page elsewhere reads it by a name of its own', async () => {
    const { port } = running;
    const browser = deskBrowser(port, `http://127.0.0.1:${port}`);
    const answers = async (host: string) => (await browser.open('/desk', { headers: { host } })).status;
    for (const name of ['127.0.0.1', 'localhost', '[::1]'])
      expect(await answers(`${name}:${port}`)).toBe(200);
    for (const host of [
      'evil.test',
      `evil.test:${port}`,
      '127.0.0.1',
      `localhost:${port + 1}`,
      `127.1:${port}`,
    ])
      expect(await answers(host)).toBe(421);
  });

  it('leaves all other addresses as they were', async () => {
    expect((await at('/elsewhere')).status).toBe(404);
    expect((await at('/slack/events', { method: 'POST', body: 'x' })).status).toBe(401);
    expect((await at('/github/webhook', { method: 'POST', body: 'x' })).status).toBe(401);
    expect((await at('/desk/elsewhere')).status).toBe(404);
    const root = await at('/');
    expect([root.status, root.headers.get('location')]).toEqual([303, '/desk']);
  });
});
