import { oneLine } from '#block-kit/text.ts';
import { drawSurfaceCalendar, type SurfaceCalendar } from '#charts/surface-calendar.ts';
import { figureHtml } from '#desk/experiment/figure.ts';
import { type Html, html } from '#desk/html/html.ts';
import type { DeskRoute, Page } from '#desk/page.ts';
import { deskPath } from '#desk/paths.ts';
import { minuteOf } from '#desk/said-here.ts';
import { gatherCalendar } from '#features/calendar/gather-calendar.ts';
import { LEFT_OUT } from '#features/home/blocks.ts';
import { DAY } from '#shared/clock.ts';
import { utcDay } from '#shared/utc-day.ts';
import { barsOf } from './calendar-bars.ts';
import { type CalendarView, calendarAddress, mondayOf, readCalendar } from './calendar-view.ts';
import { surfaceTable, surfaceWords } from './surface-table.ts';

const WEEKS = 8;
/** Weeks that a step goes on or back. */
const STEP = 4;
/** Surfaces of a page. */
const PAGE_SIZE = 20;

/** The calendar: what has each surface, what comes after it, and how much traffic is left. */
export const calendarRoute: DeskRoute = {
  path: '/calendar',
  show: async ({ coPilot }, { query }): Promise<Page> => {
    const view = readCalendar(query);
    const now = coPilot.clock.now();
    const from = view.from ?? mondayOf(now);
    const chat = { linkTo: async () => null };
    const { surfaces, isPartial } = await gatherCalendar({ ...coPilot, chat }, view.surface ?? undefined);
    const pages = Math.max(1, Math.ceil(surfaces.length / PAGE_SIZE));
    const page = Math.min(view.page, pages);
    const shown = surfaces.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    const rows = await Promise.all(
      shown.map(async (one) => ({ name: oneLine(one.surface, 60), bars: await barsOf(coPilot, one, now) })),
    );
    const until = utcDay(from + WEEKS * 7 * DAY - 1);
    const chart: SurfaceCalendar = {
      ...{ title: `${utcDay(from)} to ${until}`, from, weeks: WEEKS, now, rows },
      subtitle: 'Filled: has the surface. Outlined: planned. A point at the end: no date says when it ends.',
      empty: 'Nothing runs or is planned. All traffic is free.',
      description:
        shown.length === 0
          ? 'Nothing runs or is planned.'
          : shown.map((one) => surfaceWords(one, now)).join(' '),
    };
    return {
      ...{ title: 'Calendar', place: 'calendar' },
      body: html`<h1>Calendar of the surfaces</h1>
${surfaceForm(view, coPilot.choices.surfaces)}
${weekSteps({ ...view, page }, from)}
${isPartial ? html`<p class="banner warn" role="status">${LEFT_OUT}</p>` : null}
${shown.length === 0 ? html`<p class="empty">${chart.empty}</p>` : html`${figureHtml((look) => drawSurfaceCalendar(chart, look))}${surfaceTable(shown, now)}`}
${pageSteps({ ...view, page }, pages)}
<p class="as-of">As of ${minuteOf(now)}. Days are in UTC. One experiment runs on a surface at a time.</p>`,
    };
  },
};

function surfaceForm({ surface, from }: CalendarView, surfaces: readonly string[]): Html {
  const named = surface === null || surfaces.includes(surface) ? surfaces : [...surfaces, surface];
  return html`<form class="filters" method="get" action="${deskPath('/calendar')}" aria-label="Surface">
${from === null ? null : html`<input type="hidden" name="from" value="${utcDay(from)}">`}
<label>Surface <select name="surface"><option value="">All surfaces</option>${named.toSorted().map((name) => html`<option value="${name}"${name === surface ? html` selected` : null}>${name}</option>`)}</select></label>
<button type="submit">Show</button>
</form>`;
}

function weekSteps(view: CalendarView, from: number): Html {
  const to = (weeks: number) => calendarAddress({ ...view, from: from + weeks * 7 * DAY });
  return html`<nav class="steps" aria-label="Weeks"><a href="${to(-STEP)}">${STEP} weeks earlier</a> <a href="${calendarAddress({ ...view, from: null })}">This week</a> <a href="${to(STEP)}">${STEP} weeks later</a></nav>`;
}

function pageSteps(view: CalendarView, pages: number): Html | null {
  if (pages === 1) return null;
  const { page } = view;
  return html`<nav class="steps" aria-label="Pages">${page > 1 ? html`<a rel="prev" href="${calendarAddress({ ...view, page: page - 1 })}">Previous surfaces</a> ` : null}<span>Page ${page} of ${pages}</span>${page < pages ? html` <a rel="next" href="${calendarAddress({ ...view, page: page + 1 })}">Next surfaces</a>` : null}</nav>`;
}
