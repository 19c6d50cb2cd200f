import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { HAS_BROWSER, useBrowser } from '#test/support/browser.ts';

let bot: ListeningBot;
beforeAll(async () => {
  bot = await startListening();
});
afterAll(() => bot.close());

describe.runIf(HAS_BROWSER)('a page that lives, in a browser', () => {
  const browser = useBrowser();

  it('shows what is new by itself, and waits for a person who types', async () => {
    const page = await browser.page();
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(`http://127.0.0.1:${bot.port}/desk`);
    const first = await bot.propose();
    await page.locator(`main a[href*="${first.key}"]`).first().waitFor({ timeout: 60_000 });
    const field = page
      .locator('main input[type="search"], main input[type="text"], main input:not([type])')
      .first();
    await field.fill('half a wor');
    const second = await bot.propose('Show the total before the address');
    await page.locator('.news', { hasText: 'There is something new' }).waitFor({ timeout: 60_000 });
    expect(await field.inputValue()).toBe('half a wor');
    expect(await page.locator(`main a[href*="${second.key}"]`).count()).toBe(0);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('INPUT');
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.locator(`main a[href*="${second.key}"]`).first().waitFor();
    expect(await page.locator('.news').isHidden()).toBe(true);
    expect(problems).toEqual([]);
  });

  it('says that another page changed the person, and takes no press for them', async () => {
    const page = await browser.page();
    const origin = `http://127.0.0.1:${bot.port}`;
    await page.goto(`${origin}/desk/tokens`);
    const other = await page.context().newPage();
    await other.goto(`${origin}/desk`);
    await other.getByRole('button', { name: /Priya/ }).click();
    await page.locator('.news', { hasText: 'changed the person' }).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('button', { name: 'Make the token' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Load it again' }).click();
    await page.locator('[aria-pressed="true"]', { hasText: 'Priya' }).waitFor();
    expect(await page.locator('.news').isHidden()).toBe(true);
  });
});
