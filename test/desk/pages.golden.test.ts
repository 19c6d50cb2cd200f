import { describe, expect, it } from 'vitest';
import { calendarRoute } from '#desk/calendar/show-calendar.ts';
import { impactRoute } from '#desk/impact/show-impact.ts';
import type { DeskRoute } from '#desk/page.ts';
import { portfolioRoute } from '#desk/portfolio/show-portfolio.ts';
import { fillCalendar } from '#test/desk/calendar/full-calendar.ts';
import { type DeskBench, startDeskBench } from '#test/desk/desk-bench.ts';
import { fillImpact } from '#test/desk/impact/full-impact.ts';
import { pageOf, textOfPage } from '#test/desk/page-text.ts';
import { fillDesk } from '#test/desk/portfolio/full-desk.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { expectGolden, goldenFiles } from '#test/support/golden.ts';

interface PageCase {
  readonly name: string;
  readonly route: DeskRoute;
  readonly query?: string;
  readonly fill?: (bench: DeskBench) => Promise<void>;
}

const LONGEST = '&<>*_~`@#"\' '.repeat(60);
const ARABIC = 'نقل البوابة الأولى من المستوى ٣٠ إلى المستوى ٤٠';
const CHINESE = '将第一道关卡从第30级移到第40级，会提高七日留存率。';
const EMOJI = 'Move the 🚪 <raises> & *keeps* players 👩‍👩‍👧‍👦';
const full = (bench: DeskBench) => fillDesk(bench);
const titled = (title: string) => (bench: DeskBench) => fillDesk(bench, title);

const CASES: readonly PageCase[] = [
  { name: 'portfolio-empty', route: portfolioRoute },
  {
    name: 'portfolio-one',
    route: portfolioRoute,
    fill: (bench) => bench.put(EXAMPLES.inReview, 'only-one'),
  },
  { name: 'portfolio-many', route: portfolioRoute, fill: full },
  { name: 'portfolio-longest', route: portfolioRoute, fill: titled(LONGEST) },
  { name: 'portfolio-arabic', route: portfolioRoute, fill: titled(ARABIC) },
  { name: 'portfolio-chinese', route: portfolioRoute, fill: titled(CHINESE) },
  { name: 'portfolio-emoji', route: portfolioRoute, fill: titled(EMOJI) },
  ...['all', 'waiting', 'running', 'planned', 'backlog', 'decided', 'done', 'people'].map((list) => ({
    ...{ name: `portfolio-list-${list}`, route: portfolioRoute, query: `list=${list}`, fill: full },
  })),
  { name: 'portfolio-search', route: portfolioRoute, query: 'q=gate+retention', fill: full },
  { name: 'portfolio-search-nothing', route: portfolioRoute, query: 'q=%3Cscript%3E', fill: full },
  { name: 'calendar-empty', route: calendarRoute },
  { name: 'calendar-many', route: calendarRoute, fill: (bench) => fillCalendar(bench) },
  { name: 'calendar-longest', route: calendarRoute, fill: (bench) => fillCalendar(bench, LONGEST) },
  { name: 'calendar-arabic', route: calendarRoute, fill: (bench) => fillCalendar(bench, ARABIC) },
  { name: 'impact-empty', route: impactRoute },
  { name: 'impact-many', route: impactRoute, fill: fillImpact },
];

describe('the pages of all experiments', () => {
  it.each(CASES)('$name reads as reviewed', async ({ name, route, query, fill }) => {
    const bench = await startDeskBench();
    try {
      await fill?.(bench);
      expectGolden(
        `desk-pages/${name}.txt`,
        textOfPage(await pageOf(route, await bench.visit('priya'), query)),
      );
    } finally {
      await bench.close();
    }
  });

  it('leaves no reviewed file behind', () => {
    expect(goldenFiles('desk-pages')).toEqual(CASES.map(({ name }) => `${name}.txt`).toSorted());
  });
});
