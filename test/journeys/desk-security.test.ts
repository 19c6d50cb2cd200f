import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK_ORIGIN, type DeskBot, startDesk } from '#test/support/desk-bot.ts';
import type { DeskBrowser, Seen } from '#test/support/desk-browser.ts';

const MIA = 'U0000000MIA';
const SAM = 'U0000000SAM';

let desk: DeskBot;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

async function signedIn(user = MIA): Promise<DeskBrowser> {
  const browser = desk.browser();
  expect((await desk.signIn(browser, user)).status).toBe(303);
  return browser;
}

const isIn = async (browser: DeskBrowser) => (await browser.open('/desk')).status === 200;

describe('a form that means no good', () => {
  it('is not read if it has thousands of fields or a megabyte', async () => {
    const browser = await signedIn();
    for (const body of ['a&'.repeat(5_000), `a=${'x'.repeat(1024 * 1024)}`]) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      expect((await browser.send('/desk/press', {}, { headers, body })).status).toBe(413);
    }
  });

  it('leads to no place that is no page of the desk', async () => {
    const browser = await signedIn();
    for (const back of ['//evil.test', '/desk/\u0000', `/desk/${'x'.repeat(2_000)}`, '/desk\r\nx: y'])
      expect((await browser.send('/desk/press', { at: 'desk', action: 'x', back })).text).toContain(
        'href="/desk">Go back',
      );
  });

  it('opens no stream of events by asking for its head alone', async () => {
    const browser = await signedIn();
    for (let asked = 0; asked < 12; asked += 1)
      expect((await browser.open('/desk/events', { method: 'HEAD' })).status).toBe(200);
  });
});

describe('requests of other sites', () => {
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  const JSON_TYPE = { 'content-type': 'application/json' };

  it.each([
    ['a form', { ...FORM, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
    ['JSON', { ...JSON_TYPE, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
    [
      'plain text',
      { 'content-type': 'text/plain', origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' },
    ],
    ['no type', { 'content-type': null, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
    ['a sandboxed frame', { ...FORM, origin: 'null', 'sec-fetch-site': 'cross-site' }],
    [
      'a neighbour of the same site',
      { ...FORM, origin: 'https://www.desk.test', 'sec-fetch-site': 'same-site' },
    ],
    ['plain http', { ...FORM, origin: 'http://desk.test', 'sec-fetch-site': 'cross-site' }],
    ['a forged Origin alone', { ...FORM, origin: DESK_ORIGIN, 'sec-fetch-site': 'cross-site' }],
    ['no word of its origin', { ...FORM, origin: null, 'sec-fetch-site': null }],
    [
      'proxy headers',
      { ...FORM, origin: 'https://evil.test', 'sec-fetch-site': null, 'x-forwarded-host': 'evil.test' },
    ],
  ])('sign no person out by %s', async (_, headers) => {
    const browser = await signedIn();
    for (const path of ['/desk/sign-out', '/desk/sign-out?everywhere'])
      expect((await browser.send(path, {}, { headers })).status).toBe(403);
    expect(await isIn(browser)).toBe(true);
  });

  it('show no page in a frame, and none as a part of another page', async () => {
    const browser = await signedIn();
    for (const dest of ['iframe', 'object', 'embed', 'image', 'script']) {
      const mode = dest === 'image' || dest === 'script' ? 'no-cors' : 'navigate';
      const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode, 'sec-fetch-dest': dest };
      expect((await browser.open('/desk', { headers })).status).toBe(403);
    }
    // A link in Slack leads here.
    expect((await browser.open('/desk', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
  });
});

describe('what every answer says to browsers', () => {
  it.each([
    ['a page', '/desk'],
    ['a page that is not there', '/desk/elsewhere'],
    ['the root', '/'],
    ['the beginning of a sign-in', '/desk/sign-in'],
    ['a sign-in that fails', '/desk/sign-in/callback?code=x&state=y'],
  ])('keeps %s out of frames and from loading anything from elsewhere', async (_, path) => {
    const { headers } = await desk.browser().open(path);
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.join()).not.toMatch(/unsafe|nonce|\*|https?:/);
    expect(headers).toMatchObject({
      ...{ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' },
      ...{ 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin' },
      'strict-transport-security': 'max-age=31536000',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lets no cache between keep what a person sees', async () => {
    const browser = await signedIn();
    const page = await browser.open('/desk');
    expect(page.headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'Cookie' });
  });
});

describe('a session', () => {
  it('is of no use to a thief once the person signed out', async () => {
    const browser = await signedIn();
    const thief = desk.browser();
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    expect(await isIn(thief)).toBe(true);
    expect((await browser.send('/desk/sign-out', {})).status).toBe(200);
    expect([await isIn(browser), await isIn(thief)]).toEqual([false, false]);
  });

  it('ends in all browsers of the person at once, and of no other', async () => {
    const [one, two, other] = [await signedIn(), await signedIn(), await signedIn(SAM)];
    expect((await one.send('/desk/sign-out?everywhere', {})).status).toBe(200);
    expect([await isIn(one), await isIn(two), await isIn(other)]).toEqual([false, false, true]);
  });

  it('is listed for its person, who can end all of them there', async () => {
    const [one, two] = [await signedIn('U00000PRIYA'), await signedIn('U00000PRIYA')];
    const page = await one.open('/desk/sessions');
    expect(page.text.match(/<tr role="row"><th scope="row"/g)).toHaveLength(2);
    expect(page.text).not.toContain(one.cookies.get('__Host-desk'));
    const action = /<form method="post" action="([^"]+everywhere)"/.exec(page.text)?.[1] ?? '';
    expect((await one.send(action, {})).status).toBe(200);
    expect([await isIn(one), await isIn(two)]).toEqual([false, false]);
  });

  it('gets another secret at each sign-in: one that was planted before is not used', async () => {
    const browser = desk.browser();
    const planted = 'A'.repeat(43);
    browser.cookies.set('__Host-desk', planted);
    expect(await isIn(browser)).toBe(false);
    await desk.signIn(browser, MIA);
    expect(browser.cookies.get('__Host-desk')).not.toBe(planted);
    const before = browser.cookies.get('__Host-desk') ?? '';
    await desk.signIn(browser, SAM);
    const old = desk.browser();
    old.cookies.set('__Host-desk', before);
    expect([await isIn(browser), await isIn(old)]).toEqual([true, false]);
  });

  it.each(['', 'x', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}.`, '%00', 'A'.repeat(4_000)])(
    'is none with the secret %j',
    async (secret) => {
      const browser = desk.browser();
      browser.cookies.set('__Host-desk', secret);
      browser.cookies.set('desk', 'A'.repeat(43));
      expect(await isIn(browser)).toBe(false);
    },
  );

  it('ends when the person is forgotten', async () => {
    const browser = await signedIn(SAM);
    await desk.store.forget(SAM);
    expect(await isIn(browser)).toBe(false);
  });
});

describe('path and header tricks', () => {
  it.each([
    ...['/desk//x', '/desk/../metrics', '/desk/%2e%2e/metrics', '/desk/%2fmetrics', '/desk/%00', '/desk/%zz'],
    ...['/desk/x\\..\\y', '/api//v1', '/api/..%2f..'],
  ])('get 400 for %s', async (path) => {
    const browser = await signedIn();
    expect((await browser.open(path)).status).toBe(400);
  });

  it.each(['/desk/sign-out', '/desk/be'])('do nothing by GET of %s', async (path) => {
    const browser = await signedIn();
    expect((await browser.open(path)).status).toBe(404);
    expect(await isIn(browser)).toBe(true);
  });

  it('are refused as another method, another name and another address', async () => {
    const browser = await signedIn();
    const given: readonly (readonly [Readonly<Record<string, string>>, number])[] = [
      [{ 'x-http-method-override': 'POST' }, 400],
      [{ 'x-original-url': '/metrics' }, 400],
      [{ host: 'evil.test' }, 421],
      [{ host: '127.0.0.1' }, 421],
    ];
    for (const [headers, status] of given)
      expect((await browser.open('/desk', { headers })).status).toBe(status);
    const forwarded = {
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.test',
    };
    const page: Seen = await browser.open('/desk/elsewhere', { headers: forwarded });
    expect([page.status, page.text.includes('evil.test')]).toEqual([404, false]);
  });

  it('have no switch of the sandbox in a workspace', async () => {
    const browser = await signedIn();
    expect((await browser.send('/desk/be', { user: SAM })).status).toBe(404);
  });
});

describe('a person who may come no more', () => {
  it('is signed out when they are deactivated, or belong to another workspace now', async () => {
    const [mia, ada] = [await signedIn(), await signedIn('U0000000ADA')];
    desk.sandbox.slack.deactivate('ada');
    desk.sandbox.slack.changeUser(MIA, { teamId: 'T0000000099' });
    // Answers of Slack are kept for two minutes.
    desk.sandbox.clock.advance(2 * 60_000);
    expect([await isIn(mia), await isIn(ada)]).toEqual([false, false]);
    expect(await desk.store.sessionsOf('U0000000ADA')).toEqual([]);
    await expect(desk.signIn(desk.browser(), MIA)).rejects.toThrow('team_access_not_granted');
    await expect(desk.signIn(desk.browser(), 'U0000000ADA')).rejects.toThrow('account_inactive');
  });
});
