import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { head, startRaw } from '#test/app/raw-request.ts';
import { tokenFor } from '#test/support/api-client.ts';

let running: ListeningBot;
let token = '';
beforeAll(async () => {
  running = await startListening();
  token = await tokenFor(running.bot.coPilot, running.sandbox.slack.userId('mia'));
});
afterAll(() => running.close());

const at = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${running.port}${path}`, { redirect: 'manual', ...init });

const bearer = () => ({ authorization: `Bearer ${token}` });

/** What is answered to a head and a body as they stand; `null` if the connection was left open. */
async function raw(path: string, headers: Record<string, string | number>, body = '', method = 'POST') {
  const host = { Host: `127.0.0.1:${running.port}`, Connection: 'close' };
  const request = startRaw(running.port, `${head(path, { ...host, ...headers }, method)}${body}`);
  const said = await request.closed;
  return Number(/^HTTP\/1\.1 (\d+)/.exec(said.replace(/^HTTP\/1\.1 100[\s\S]*?\r\n\r\n/, ''))?.[1] ?? 0);
}

describe('the API behind its server', () => {
  it('serves its document to all and the rest to tokens', async () => {
    const document = await at('/api/v1/openapi.json');
    expect([document.status, document.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await document.json()).toMatchObject({ openapi: '3.1.1' });
    const none = await at('/api/v1/experiments');
    expect([none.status, none.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    const own = await at('/api/v1/token', { headers: bearer() });
    expect(await own.json()).toMatchObject({ kind: 'person' });
    const tag = { ...bearer(), 'if-none-match': own.headers.get('etag') ?? '' };
    expect((await at('/api/v1/token', { headers: tag })).status).toBe(304);
  });

  it('reads no cookie, gives none, and shows no page of the desk', async () => {
    const page = await at('/desk');
    const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const alone = await at('/api/v1/token', { headers: { cookie } });
    expect([alone.status, alone.headers.getSetCookie()]).toEqual([401, []]);
    const both = await at('/api/v1/token', { headers: { ...bearer(), cookie: 'desk=x' } });
    expect([both.status, both.headers.getSetCookie()]).toEqual([200, []]);
  });

  it('answers HEAD as GET, without a body', async () => {
    const told = await at('/api/v1/token', { method: 'HEAD', headers: bearer() });
    expect([told.status, await told.text()]).toEqual([200, '']);
  });

  it.each([
    '/api',
    '/api/',
    '/api/v2/experiments',
    '/api/v1',
    '/api/v1/',
    '/api/v1/token/',
    '/api/v1//token',
    '/api/v1/./token',
    '/api/v1/experiments/../token',
    '/api/v1/%74oken',
    '/api/v1/experiments/a%2f..%2ftoken',
    '/api/v1/token%00',
    '/API/v1/token',
    '/api/v1/token;x=1',
    '/api/v1/\\token',
  ])('has nothing at %s', async (path) => {
    const auth = { Authorization: `Bearer ${token}` };
    expect([400, 404]).toContain(await raw(path, auth, '', 'GET'));
  });

  it('refuses two tokens, overriding headers and another host', async () => {
    const { port } = running;
    const auth = { Authorization: `Bearer ${token}` };
    const twice = `GET /api/v1/token HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\nAuthorization: Bearer x\r\n\r\n`;
    expect(await startRaw(port, twice).closed).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw('/api/v1/token', { ...auth, 'X-HTTP-Method-Override': 'DELETE' }, '', 'GET')).toBe(400);
    expect(await raw('/api/v1/token', { ...auth, Host: 'evil.test' }, '', 'GET')).toBe(421);
    const cross = { ...bearer(), 'content-type': 'application/json', origin: 'http://evil.test' };
    const told = await at('/api/v1/settings/check', { method: 'POST', headers: cross, body: '{"text":"a"}' });
    expect(told.status).toBe(403);
  });

  it('bounds bodies: their length, what may carry one, and who may send one', async () => {
    const json = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const check = '/api/v1/settings/check';
    expect(await raw(check, { ...json, 'Content-Length': 9_000_000 })).toBe(413);
    expect(await raw(check, { ...json, 'Transfer-Encoding': 'chunked' }, '0\r\n\r\n')).toBe(411);
    expect(await raw(check, { 'Content-Type': 'application/json', 'Content-Length': 9_000_000 })).toBe(401);
    expect(await raw(check, { ...json, 'Content-Length': 12 }, '{"text":"a"}')).toBe(200);
    const analysis = '/api/v1/experiments/none/analysis';
    expect(await raw(analysis, { Authorization: json.Authorization, 'Content-Length': 5 }, 'hello')).toBe(
      413,
    );
    expect(await raw(analysis, { Authorization: json.Authorization, 'Content-Length': 0 })).toBe(404);
  });

  it('lets go of a body that does not come, and of its token’s place', async () => {
    const json = {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Content-Length': 12,
    };
    expect(await raw('/api/v1/settings/check', json, '{"te')).toBe(408);
    expect((await at('/api/v1/token', { headers: bearer() })).status).toBe(200);
  }, 20_000);
});
