import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillCalendar } from '#test/desk/calendar/full-calendar.ts';
import { type DeskBench, startDeskBench } from '#test/desk/desk-bench.ts';
import { fillImpact } from '#test/desk/impact/full-impact.ts';
import { fillDesk } from '#test/desk/portfolio/full-desk.ts';
import { axeProblems, HAS_BROWSER, useBrowser } from '#test/support/browser.ts';

const browser = useBrowser();
const benches: Record<string, DeskBench> = {};
const LONGEST = '<b>&"\' W'.repeat(20) + 'W'.repeat(80);

beforeAll(async () => {
  benches['full'] = await startDeskBench();
  await fillDesk(benches['full']);
  await fillCalendar(benches['full']);
  await fillImpact(benches['full']);
  benches['longest'] = await startDeskBench();
  await fillDesk(benches['longest'], LONGEST);
  await fillCalendar(benches['longest'], LONGEST);
  benches['empty'] = await startDeskBench();
});
afterAll(async () => {
  for (const bench of Object.values(benches)) await bench.close();
});

const addressOf = (bench: string, path: string) =>
  `http://127.0.0.1:${benches[bench]?.running.port}/desk${path}`;

/** What a page says to its developers: refused scripts and styles among it. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** The form, by names of fields and words of buttons. */
const FIELDS = ['q', 'Show', 'Filters', 'whose', 'surface', 'channel'];
const LOOKS = [360, 800, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);
const PAGES = [
  ...['', '?list=all', '?list=running', '?list=people', '?list=done', '?q=gate', '/calendar', '/impact'].map(
    (path) => ['full', path] as const,
  ),
  ...['', '?list=all', '?q=W', '/calendar'].map((path) => ['longest', path] as const),
  ...['', '?list=running', '/calendar', '/impact'].map((path) => ['empty', path] as const),
];

describe.skipIf(!HAS_BROWSER)('the pages of all experiments, in a browser', () => {
  it.each(LOOKS)(
    'fit at $width pixels in $scheme, and axe finds nothing wrong in the two looks that it is asked about',
    async (look) => {
      const page = await browser.page(look);
      for (const [bench, path] of PAGES) {
        await page.goto(addressOf(bench, path));
        const room = await page.evaluate('document.documentElement.scrollWidth');
        expect([bench, path, room]).toEqual([bench, path, look.width]);
        // What axe looks at depends on cards or rows, and on the colours: two of the six have all of it.
        if ((look.width === 360) === (look.scheme === 'light') && look.width !== 800)
          expect([bench, path, await axeProblems(page)]).toEqual([bench, path, []]);
      }
      await page.context().close();
    },
  );

  it('keep to their own policy of content', async () => {
    const page = await browser.page({ keepsPolicy: true });
    const complaints = complaintsOf(page);
    for (const [bench, path] of PAGES) await page.goto(addressOf(bench, path));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('are a table to those who hear them also when each row is a card', async () => {
    const page = await browser.page({ width: 360 });
    await page.goto(addressOf('full', '?list=backlog'));
    const tree = await page.locator('table').ariaSnapshot();
    expect(tree).toContain('- columnheader "Priority"');
    expect(tree).toMatch(/- rowheader "Idea 1 for later idea-1"/);
    expect(tree).toMatch(/- cell "1,250"/);
    await page.context().close();
  });

  it('can be used by the keyboard alone, in the order in which they are read', async () => {
    const page = await browser.page();
    await page.goto(addressOf('full', '?whose=me'));
    const stops: string[] = [];
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(
        `(() => { const at = document.activeElement; return at.name || at.textContent.trim().replace(/\\s+/g, ' ') })()`,
      );
      stops.push(String(name));
    }
    const wanted = ['Skip to the content', 'Experiments', 'Calendar', 'Impact', ...FIELDS, 'Overview'];
    const places = wanted.map((name) => stops.indexOf(name));
    expect([stops, places.filter((place) => place < 0)]).toEqual([stops, []]);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    await page.goto(addressOf('full', ''));
    await page.locator('input[name=q]').focus();
    await page.keyboard.type('price month');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=price\+month/);
    expect(await page.locator('main').textContent()).toContain('Show the price per month');
    await page.context().close();
  });

  it('turn from page to page by links alone, without a script', async () => {
    const page = await browser.page({ scripts: false });
    await page.goto(addressOf('full', '?list=all'));
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.getByRole('link', { name: 'Previous page' }).click();
    expect(await page.locator('h2').first().textContent()).toBe('All experiments');
    await page.context().close();
  });
});
