import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarRoute } from '#desk/calendar/show-calendar.ts';
import type { DeskRoute } from '#desk/page.ts';
import { portfolioRoute } from '#desk/portfolio/show-portfolio.ts';
import { summarize } from '#domain/summary.ts';
import { DAY } from '#shared/clock.ts';
import { DESK_NOW, type DeskBench, startDeskBench } from '#test/desk/desk-bench.ts';
import { pageOf } from '#test/desk/page-text.ts';
import { hostileText } from '#test/features/hostile.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

let bench: DeskBench;
beforeAll(async () => {
  bench = await startDeskBench();
});
afterAll(() => bench.close());

const PAGES: readonly (readonly [DeskRoute, string])[] = [
  [portfolioRoute, ''],
  [portfolioRoute, 'list=all'],
  [portfolioRoute, 'list=running'],
  [portfolioRoute, 'list=backlog'],
  [calendarRoute, ''],
];

/** The tags of a page with the names of their attributes: what no text of people may change. */
function skeleton(markup: string): string {
  const tags = markup.match(/<\/?[a-z][^>]*>/g) ?? [];
  return tags.map((tag) => tag.replace(/="[^"]*"/g, '')).join('');
}

/** Puts the text wherever a line has words from outside. */
async function put(text: string): Promise<void> {
  const words = { title: text, surface: text, repository: text };
  const { running, inReview } = EXAMPLES;
  const timing = { days: 9, share: 0.5, endsAt: DESK_NOW + 9 * DAY };
  const lines = [
    { ...summarize(running.experiment), key: 'one', timing },
    { ...summarize(inReview.experiment), key: 'two' },
    { ...summarize(inReview.experiment), key: 'three', status: 'backlog' as const, priority: 3 },
  ];
  for (const line of lines) await bench.putLine({ ...line, ...words });
}

async function skeletons(): Promise<readonly string[]> {
  const visit = await bench.visit('priya');
  const shown = [];
  for (const [route, query] of PAGES) shown.push((await pageOf(route, visit, query)).body.text);
  return shown.map(skeleton);
}

describe('hostile text in the lists', () => {
  it('changes no tag and no attribute of a page, whatever it is', async () => {
    await put('A plain title');
    const plain = await skeletons();
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        await put(text);
        expect((await skeletons()).map(withoutEllipsis)).toEqual(plain.map(withoutEllipsis));
      }),
      { numRuns: 60 },
    );
  });

  it('in an address changes no tag and no attribute either', async () => {
    const visit = await bench.visit('priya');
    const of = async (text: string) => {
      const query = new URLSearchParams({ q: text, surface: text, channel: text, whose: text });
      return skeleton((await pageOf(portfolioRoute, visit, query.toString())).body.text);
    };
    const plain = await of('zebra');
    await fc.assert(
      fc.asyncProperty(
        hostileText.filter((text) => text.trim() !== ''),
        async (text) => {
          expect(await of(text)).toBe(plain);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** A picture leaves a label out that is empty or has no room, and shows a name in one or two lines. */
function withoutEllipsis(shape: string): string {
  return shape.replaceAll(/<text[^>]*><\/text>/g, '');
}
