import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK_ORIGIN, type DeskBot, startDesk } from '#test/support/desk-bot.ts';
import type { DeskBrowser } from '#test/support/desk-browser.ts';

const MIA = 'U0000000MIA';

let desk: DeskBot;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

/** Begins to sign in, and answers the address of Slack. */
async function begin(browser: DeskBrowser): Promise<string> {
  const begun = await browser.open('/desk/sign-in');
  expect(begun.status).toBe(303);
  return String(begun.headers['location']);
}

const cameBack = (browser: DeskBrowser, address: string) =>
  browser.open(address.slice(DESK_ORIGIN.length), { headers: { 'sec-fetch-site': 'cross-site' } });

async function expectSignedOut(browser: DeskBrowser): Promise<void> {
  expect(browser.cookies.has('__Host-desk')).toBe(false);
  const page = await browser.open('/desk');
  expect([page.status, page.text.includes('Sign in with Slack')]).toEqual([401, true]);
}

describe('signing in with Slack', () => {
  it('lets a person of the workspace in, and goes on at the page that they wanted', async () => {
    const browser = desk.browser();
    const first = await browser.open('/desk?view=mine');
    expect(first.status).toBe(401);
    const link = /href="(\/desk\/sign-in\?to=[^"]+)"/.exec(first.text)?.[1] ?? '';
    const begun = await browser.open(link.replaceAll('&amp;', '&'));
    const address = new URL(String(begun.headers['location']));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      ...{ response_type: 'code', team: 'T0000000001', scope: 'openid profile', client_id: '1.2' },
      ...{ redirect_uri: `${DESK_ORIGIN}/desk/sign-in/callback`, code_challenge_method: 'S256' },
    });
    const done = await cameBack(browser, desk.sandbox.slack.signIn(address.href, { user: MIA }));
    expect([done.status, done.headers['location']]).toEqual([303, '/desk?view=mine']);
    const [cookie] = [done.headers['set-cookie'] ?? []]
      .flat()
      .filter((one) => one.startsWith('__Host-desk='));
    expect(cookie).toMatch(/^__Host-desk=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect((await browser.open('/desk?view=mine')).text).toContain('mia');
  });

  it('refuses an answer with another state, or to another browser, or without its cookie', async () => {
    const [browser, other] = [desk.browser(), desk.browser()];
    const back = new URL(desk.sandbox.slack.signIn(await begin(browser), { user: MIA }));
    await begin(other);
    expect((await cameBack(other, back.href)).status).toBe(403);
    await expectSignedOut(other);
    expect((await cameBack(desk.browser(), back.href)).status).toBe(403);
    back.searchParams.set('state', 'another-state-of-the-same-length');
    expect((await cameBack(browser, back.href)).status).toBe(403);
    await expectSignedOut(browser);
  });

  it.each([
    ['another nonce', { claims: { nonce: 'a-nonce-of-another-browser' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another audience', { claims: { aud: '9.9' } }],
    ['another issuer', { claims: { iss: 'https://evil.test' } }],
    ['a token that is over', { claims: { exp: 1_000, iat: 900 } }],
    ['a key that Slack does not publish', { wrongKey: true }],
    ['no user', { claims: { 'https://slack.com/user_id': undefined } }],
    ['a user that is none', { claims: { 'https://slack.com/user_id': '../admin' } }],
    ['no workspace', { claims: { 'https://slack.com/team_id': undefined } }],
  ] as const)('refuses a token with %s', async (_, forgery) => {
    const browser = desk.browser();
    const back = desk.sandbox.slack.signIn(await begin(browser), { user: MIA });
    desk.sandbox.slack.forgeSignIn(forgery);
    expect((await cameBack(browser, back)).status).toBe(403);
    await expectSignedOut(browser);
  });

  it('lets a person in by the later of two tabs, though the earlier one came back first', async () => {
    const browser = desk.browser();
    const [first, second] = [await begin(browser), await begin(browser)];
    const early = await cameBack(browser, desk.sandbox.slack.signIn(first, { user: MIA }));
    expect(early.status).toBe(403);
    const late = await cameBack(browser, desk.sandbox.slack.signIn(second, { user: MIA }));
    expect(late.status).toBe(303);
    expect((await browser.open('/desk')).status).toBe(200);
  });

  it('takes a code once: the same answer a second time signs no person in', async () => {
    const browser = desk.browser();
    const address = await begin(browser);
    const kept = new Map(browser.cookies);
    const back = desk.sandbox.slack.signIn(address, { user: MIA });
    expect((await cameBack(browser, back)).status).toBe(303);
    const thief = desk.browser();
    for (const [name, value] of kept) thief.cookies.set(name, value);
    expect((await cameBack(thief, back)).status).toBe(403);
    await expectSignedOut(thief);
  });

  it('refuses a code that was stolen on its way: it belongs to the verifier of another browser', async () => {
    const [browser, thief] = [desk.browser(), desk.browser()];
    const back = new URL(desk.sandbox.slack.signIn(await begin(browser), { user: MIA }));
    const own = new URL(await begin(thief));
    back.searchParams.set('state', own.searchParams.get('state') ?? '');
    expect((await cameBack(thief, back.href)).status).toBe(403);
    await expectSignedOut(thief);
  });

  it('refuses people of another workspace, also if Slack lets them through', async () => {
    const browser = desk.browser();
    const address = new URL(await begin(browser));
    expect(() => desk.sandbox.slack.signIn(address.href, { user: MIA, team: 'T0000000099' })).toThrow(
      'team_access_not_granted',
    );
    address.searchParams.delete('team');
    const back = desk.sandbox.slack.signIn(address.href, { user: MIA, team: 'T0000000099' });
    const answer = await cameBack(browser, back);
    expect([answer.status, answer.text.includes('serves another workspace')]).toEqual([403, true]);
    await expectSignedOut(browser);
  });

  it('says so if the person does not agree, and if Slack does not answer', async () => {
    const browser = desk.browser();
    const back = desk.sandbox.slack.signIn(await begin(browser), { user: MIA, refuses: true });
    expect((await cameBack(browser, back)).status).toBe(403);
    const again = desk.sandbox.slack.signIn(await begin(browser), { user: MIA });
    desk.sandbox.slack.fail({ method: 'openid.connect.token', kind: 'http-500' });
    const answer = await cameBack(browser, again);
    expect([answer.status, answer.text.includes('cannot answer now')]).toEqual([503, true]);
    await expectSignedOut(browser);
  });

  it('can be begun from a page with a very long address', async () => {
    const browser = desk.browser();
    const { text, status } = await browser.open(`/desk?q=${'&'.repeat(3_000)}`);
    const [, href = ''] = /href="([^"]*sign-in[^"]*)"/.exec(text) ?? [];
    expect([status, href]).toEqual([401, '/desk/sign-in']);
    const short = await browser.open('/desk/calendar');
    expect(short.text).toContain('/desk/sign-in?to=%2Fdesk%2Fcalendar');
  });

  it('lets no address lead away from the desk', async () => {
    for (const to of [
      'https://evil.test/',
      '//evil.test',
      '/\\evil.test',
      '/desk/../x//evil',
      'javascript:1',
    ]) {
      const done = await desk.signIn(desk.browser(), MIA, to);
      expect(done.headers['location']).toBe('/desk');
    }
  });
});
