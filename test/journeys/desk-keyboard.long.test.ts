import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { HAS_BROWSER, useBrowser } from '#test/support/browser.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { playOut } from '#test/support/journey-checks.ts';

/** More steps than any page has places for the focus. */
const MOST_STEPS = 400;
/** What a screen reader would call the focused element, as far as these pages go. */
const FOCUSED = `(() => {
  const it = document.activeElement;
  const label = it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent ?? '';
  return label.trim() + (it.getAttribute('popovertarget') === null ? '' : ' …');
})()`;

/** A person who has no mouse: Tab, Enter and letters. */
function keysOn(page: Page) {
  const goTo = async (name: RegExp) => {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const label = String(await page.evaluate(FOCUSED));
      if (name.test(label)) return label;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the focus never reaches ${name}: ${await page.locator('main').textContent()}`);
  };
  const enter = () => Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  return {
    goTo,
    press: async (name: RegExp) => {
      const label = await goTo(name);
      if (!label.endsWith(' …')) return enter();
      // The question opens with the keyboard, and its answer is the next place of the focus.
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      return enter();
    },
    type: async (field: RegExp, text: string) => {
      await goTo(field);
      await page.keyboard.type(text);
    },
    words: async () => (await page.locator('main').textContent()) ?? '',
  };
}

async function playLoop(journey: Journey, page: Page): Promise<void> {
  const keys = keysOn(page);
  await page.goto(`http://127.0.0.1:${journey.running.port}/desk`);
  await keys.press(/^New experiment$/);
  await keys.type(/^What do you want to change/, 'Send the men’s e-mail');
  await keys.type(/^Channel in which/, 'growth');
  await keys.press(/^Plan it$/);
  await keys.press(/^Priya/);
  await keys.press(/^Approve$/);
  await keys.press(/^Sam/);
  await keys.press(/^Merge pull request/);
  await keys.press(/^Priya/);
  await keys.press(/^Launch/);
  for (let day = 0; day < 2 && !(await keys.words()).includes('running'); day += 1)
    await keys.press(/^A day$/);
  for (let week = 0; week < 5 && !(await keys.words()).includes('Decision needed'); week += 1)
    await keys.press(/^A week$/);
  await keys.press(/^Ship/);
  expect(await keys.words()).toContain('Shipped');
}

describe.skipIf(!HAS_BROWSER)('the desk without a mouse', () => {
  const browser = useBrowser();

  it('is enough from the idea to the decision', async () => {
    const page = await browser.page({ width: 1280 });
    await playOut(await startJourney(), (journey) => playLoop(journey, page));
  }, 600_000);
});
