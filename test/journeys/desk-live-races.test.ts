import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { HAS_BROWSER, useBrowser } from '#test/support/browser.ts';

const LONG = { timeout: 60_000 };

let bot: ListeningBot;
let origin: string;
beforeAll(async () => {
  bot = await startListening();
  origin = `http://127.0.0.1:${bot.port}`;
});
afterAll(() => bot.close());

const linkTo = (page: Page, key: string) => page.locator(`main a[href*="${key}"]`).first();

describe.runIf(HAS_BROWSER)('a form that is sent by a double click', () => {
  const browser = useBrowser();

  it('makes one token and shows it', async () => {
    const page = await browser.page();
    await page.goto(`${origin}/desk/tokens`);
    await page.getByLabel('What it is for').fill('A report');
    // The bot has the first one by the time the second click comes, and its answer is slow.
    await page.route(`${origin}/desk/tokens`, async (route) => {
      const response = await route.fetch();
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.fulfill({ response });
    });
    await page.getByRole('button', { name: 'Make the token' }).dblclick({ delay: 60, noWaitAfter: true });
    await page.getByLabel('The token', { exact: true }).waitFor(LONG);
    expect(await page.getByText('A report').count()).toBe(1);
  });
});

/** Keeps back the answers to a page that asks for itself anew. */
async function holdReads(page: Page): Promise<{ readonly held: () => number; readonly free: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let held = 0;
  await page.route(
    (url) => url.pathname.startsWith('/desk') && url.pathname !== '/desk/events',
    async (route) => {
      if (route.request().resourceType() !== 'fetch') return route.continue();
      const response = await route.fetch();
      held += 1;
      await promise;
      await route.fulfill({ response });
    },
  );
  return { held: () => held, free: resolve };
}

describe.runIf(HAS_BROWSER)('a page that lives, while other things go on', () => {
  const browser = useBrowser();

  it('shows nothing of the person before, when an answer for them comes after the change', async () => {
    const page = await browser.page();
    await page.goto(`${origin}/desk`);
    const first = await bot.propose();
    await linkTo(page, first.key).waitFor(LONG);
    const reads = await holdReads(page);
    const { key } = await bot.propose('Show the total before the address');
    await expect.poll(reads.held, LONG).toBeGreaterThan(0);
    const other = await page.context().newPage();
    await other.goto(`${origin}/desk`);
    await other.getByRole('button', { name: /Priya/ }).click();
    await page.locator('.news', { hasText: 'changed the person' }).waitFor(LONG);
    reads.free();
    await page.waitForTimeout(500);
    expect(await page.locator('.news', { hasText: 'changed the person' }).isVisible()).toBe(true);
    expect(await linkTo(page, key).count()).toBe(0);
    expect(await page.locator('main button:enabled').count()).toBe(0);
  });

  it('is loaded again as the person of now, though something new waits to be shown', async () => {
    const page = await browser.page();
    await page.goto(`${origin}/desk`);
    const field = page.locator('main input[type="search"], main input:not([type])').first();
    await field.fill('half a wor');
    await bot.propose('Let a person choose the day');
    await page.locator('.news', { hasText: 'There is something new' }).waitFor(LONG);
    const other = await page.context().newPage();
    await other.goto(`${origin}/desk`);
    await other.getByRole('button', { name: /Priya/ }).click();
    await page.locator('.news', { hasText: 'changed the person' }).waitFor(LONG);
    await other.close();
    await bot.propose('Send the invoice at once');
    // Twice as long as a change takes to be told.
    await page.waitForTimeout(5_000);
    await page.getByRole('button', { name: 'Load it again' }).click();
    await page.locator('[aria-pressed="true"]', { hasText: 'Priya' }).waitFor(LONG);
  });

  it('leaves a question alone that a person reads before a press', async () => {
    const page = await browser.page();
    await page.goto(`${origin}/desk`);
    // As the buttons of a decision ask.
    const asking =
      '<button id="end" popovertarget="ask">End it</button><div popover id="ask"><p>Is this sure?</p></div>';
    await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '${asking}')`);
    await page.locator('#end').click();
    await page.getByText('Is this sure?').click();
    await bot.propose('Let a person take back the last step');
    await page.locator('.news', { hasText: 'There is something new' }).waitFor(LONG);
    expect(await page.getByText('Is this sure?').isVisible()).toBe(true);
  });

  it('goes on to hear what is new after a proxy answered in place of the bot', async () => {
    const page = await browser.page();
    await page.clock.install();
    let refused = 0;
    await page.route('**/desk/events*', async (route) => {
      refused += 1;
      if (refused > 1) return route.continue();
      await route.fulfill({ status: 502, body: 'Bad Gateway' });
    });
    await page.goto(`${origin}/desk`);
    await expect.poll(() => refused, LONG).toBe(1);
    await page.clock.runFor(120_000);
    await expect.poll(() => refused, LONG).toBeGreaterThan(1);
    const { key } = await bot.propose('Say what the parcel weighs');
    await linkTo(page, key).waitFor(LONG);
  });

  it('says that it cannot be read any more when its session has ended', async () => {
    const page = await browser.page();
    await page.route('**/desk/events*', (route) => route.fulfill({ status: 204 }));
    await page.route(`${origin}/desk`, async (route) => {
      if (route.request().resourceType() !== 'fetch') return route.continue();
      await route.fulfill({ status: 401, contentType: 'text/html', body: '<body><main>Sign in</main>' });
    });
    await page.goto(`${origin}/desk`);
    await page.locator('.news', { hasText: 'cannot be read any more' }).waitFor(LONG);
  });
});
