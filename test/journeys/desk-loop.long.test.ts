import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeProblems, HAS_BROWSER, useBrowser } from '#test/support/browser.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { playOut } from '#test/support/journey-checks.ts';

/** The pictures of the last run stay here, to be looked at. */
const SHOTS = 'data/desk';
const WIDTHS = [360, 800, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
const PRIYA = 'Priya (approver)';
const SAM = 'Sam (approver and engineer)';

/** A person at the desk: all that happens, happens by what the page shows. */
function personAt(page: Page, home: string) {
  const sent = (work: Promise<unknown>) => Promise.all([page.waitForEvent('load'), work]);
  /** Presses, says yes if the button asks first, and waits for the page that answers. */
  const press = async (name: string | RegExp) => {
    const button = page.getByRole('button', { name, exact: typeof name === 'string' }).first();
    const question = await button.getAttribute('popovertarget');
    if (question === null) return sent(button.click());
    await button.click();
    return sent(page.locator(`#${question} button[type=submit]`).click());
  };
  const words = async () => (await page.locator('main').textContent()) ?? '';
  return {
    press,
    words,
    be: (name: string) => press(name),
    back: () => sent(page.getByRole('link', { name: 'Back' }).click()),
    open: async () => {
      await page.goto(home);
      await page.locator('main a[href*="/experiments/"]').first().click();
      await page.waitForURL(/\/experiments\//);
    },
    pass: async (span: string, times: number, isOver: RegExp) => {
      for (let passed = 0; passed < times && !isOver.test(await words()); passed += 1) await press(span);
      expect(await words()).toMatch(isOver);
    },
    merge: () => press(/^Merge pull request/),
  };
}

/** Looks at a page in all sizes and both themes: a picture of each, and nothing that axe finds. */
async function look(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${SHOTS}/${name}-${width}-${scheme}.png`, fullPage: true });
      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect({ name, width, wider }).toEqual({ name, width, wider: 0 });
    }
    expect({ name, scheme, found: await axeProblems(page) }).toEqual({ name, scheme, found: [] });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function playLoop(journey: Journey, page: Page): Promise<void> {
  const home = `http://127.0.0.1:${journey.running.port}/desk`;
  const person = personAt(page, home);
  const console: string[] = [];
  page.on('console', (line) => line.type() === 'error' && console.push(line.text()));
  await page.goto(home);
  await look(page, '1-empty');
  await page.goto(`${home}/new`);
  await look(page, '2-form');
  await page.getByLabel('What do you want to change').fill('Send the men’s e-mail');
  await page.getByLabel('Channel in which').selectOption({ label: 'growth' });
  await person.press('Plan it');
  await look(page, '3-portfolio');
  await person.open();
  await look(page, '4-plan');
  await person.press('Approve');
  expect(await person.words()).toMatch(/another person|requester/);
  await look(page, '5-refused');
  await person.back();
  await person.be(PRIYA);
  await person.press('Approve');
  if ((await person.words()).includes('in review')) {
    await person.be(SAM);
    await person.press('Approve');
  }
  await person.be(SAM);
  await person.merge();
  await person.open();
  await person.be(PRIYA);
  await person.press(/^Launch/);
  expect(await person.words()).toContain('Launched by @priya');
  await person.pass('A day', 2, /running/);
  await look(page, '6-running');
  await person.pass('A week', 8, /Decision needed/);
  await look(page, '7-decision');
  await person.press(/^Ship/);
  expect(await person.words()).toContain('Shipped');
  await look(page, '8-shipped');
  await person.press(/^Undo/);
  expect(await person.words()).toContain('Decision needed');
  await person.press(/^Ship/);
  await person.pass('An hour', 3, /clean-up #/i);
  await person.be(SAM);
  await person.merge();
  await person.open();
  await person.pass('A day', 3, /Completed/);
  await look(page, '9-completed');
  expect(console).toEqual([]);
}

describe.skipIf(!HAS_BROWSER)('the desk in a browser', () => {
  const browser = useBrowser();

  it('plays the whole loop', async () => {
    const page = await browser.page({ width: 800 });
    await playOut(await startJourney(), (journey) => playLoop(journey, page));
  }, 600_000);
});
