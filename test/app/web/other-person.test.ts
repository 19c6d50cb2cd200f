import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allTokens } from '#journal/tokens.ts';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { type DeskBrowser, deskBrowser, type Seen } from '#test/support/desk-browser.ts';

const [MIA, PRIYA] = ['U0000000MIA', 'U00000PRIYA'];

let bot: ListeningBot;
let browser: DeskBrowser;
beforeAll(async () => {
  bot = await startListening();
  browser = deskBrowser(bot.port, `http://127.0.0.1:${bot.port}`);
});
afterAll(() => bot.close());

/** The hidden fields of the first form of a page whose words hold this, as the browser sends them. */
function fieldsOf({ text }: Seen, path: string, holds: string): Record<string, string> {
  const forms = text.match(/<form [^>]*>.*?<\/form>/gs) ?? [];
  const form = forms.find((one) => one.includes(`action="${path}"`) && one.includes(holds)) ?? '';
  if (form === '') throw new Error(`no form of ${path} holds ${holds}`);
  const inputs = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries([...inputs].map(([, name, value]) => [String(name), unescaped(String(value))]));
}

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

describe('a page that was made for another person', () => {
  const be = (user: string) => browser.send('/desk/be', { user });

  it('takes no press', async () => {
    const { key, status } = await bot.propose();
    await be(PRIYA);
    const page = await browser.open(`/desk/experiments/${key}`);
    const approve = fieldsOf(page, '/desk/press', 'Approve');
    await be(MIA);
    const refused = await browser.send('/desk/press', approve);
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('made for another person')]);
    expect((await bot.bot.coPilot.load(key))?.status).toBe(status);
    await be(PRIYA);
    expect((await browser.send('/desk/press', approve)).status).toBe(303);
    expect((await bot.bot.coPilot.load(key))?.status).not.toBe(status);
  });

  it('makes no token', async () => {
    await be(MIA);
    const form = fieldsOf(await browser.open('/desk/tokens'), '/desk/tokens', 'Make the token');
    await be(PRIYA);
    const wish = { ...form, name: 'a report', scope: 'read', days: '7' };
    expect((await browser.send('/desk/tokens', wish)).status).toBe(409);
    expect(await allTokens(bot.store)).toEqual([]);
  });

  it('signs no other person out everywhere', async () => {
    await be(MIA);
    const path = '/desk/sign-out?everywhere';
    const form = fieldsOf(await browser.open('/desk/sessions'), path, 'Sign out everywhere');
    await be(PRIYA);
    expect((await browser.send(path, form)).status).toBe(409);
    expect((await browser.open('/desk/sessions')).text).toMatch(/aria-pressed="true">Priya/);
  });

  it('lets a person be chosen', async () => {
    await be(MIA);
    const form = fieldsOf(await browser.open('/desk'), '/desk/be', 'Priya');
    await be(PRIYA);
    expect((await browser.send('/desk/be', { ...form, user: MIA })).status).toBe(303);
  });

  it('is said by every form', async () => {
    await be(MIA);
    const { key } = await bot.propose('Show the total before the address');
    for (const path of ['/desk', `/desk/experiments/${key}`, '/desk/tokens', '/desk/sessions', '/desk/new']) {
      const forms = (await browser.open(path)).text.match(/<form [^>]*method="post".*?<\/form>/gs) ?? [];
      expect(forms.length).toBeGreaterThan(0);
      for (const form of forms) expect(form).toContain(`<input type="hidden" name="as" value="${MIA}">`);
    }
  });
});
