import { oneLine } from '#block-kit/text.ts';
import { dataTable } from '#desk/html/data-table.ts';
import { type Html, html } from '#desk/html/html.ts';
import { dayOf, lineFrom, titleCell } from '#desk/said-here.ts';
import { occupiesSurface } from '#domain/status.ts';
import {
  type CalendarLine,
  type CalendarSurface,
  inTurn,
  namesTwice,
  trafficWords,
} from '#features/calendar/calendar-blocks.ts';
import { saidPlainly } from '#features/said.ts';
import { statusWords } from '#features/status-words.ts';
import { utcDay } from '#shared/utc-day.ts';

/** Lines of a cell; how many more there are is said. */
const MOST = 4;

/** The same as the picture, as a table: what has each surface, what follows by its turn, and what has no date. */
export function surfaceTable(surfaces: readonly CalendarSurface[], now: number): Html {
  const isTwice = namesTwice(surfaces);
  return dataTable<CalendarSurface>(
    'What has each surface, and what comes after it',
    [
      {
        name: 'Surface',
        cell: ({ surface, repository }) =>
          html`${lineFrom(surface, 80)}${isTwice(surface) ? html` <code>${oneLine(repository, 80)}</code>` : null}`,
      },
      { name: 'Traffic', cell: trafficWords },
      { name: 'Now', cell: (one) => cellOf(inTurn(one).filter(isNow), now) },
      {
        name: 'Then',
        cell: (one) =>
          cellOf(
            inTurn(one).filter((line) => !isNow(line) && line.place !== null),
            now,
          ),
      },
      {
        name: 'Without a date',
        cell: (one) =>
          cellOf(
            inTurn(one).filter((line) => !isNow(line) && line.place === null),
            now,
          ),
      },
    ],
    surfaces,
  );
}

/** A surface in a sentence, for the words of the picture. */
export function surfaceWords(one: CalendarSurface, now: number): string {
  const named = inTurn(one)
    .filter((line) => isNow(line) || line.place !== null)
    .slice(0, MOST)
    .map((line) => `${oneLine(saidPlainly(line.summary.title), 70)} ${whenOf(line, now).words}`);
  return `${oneLine(one.surface, 60)}: ${[trafficWords(one), ...named].join('; ')}.`;
}

function cellOf(lines: readonly CalendarLine[], now: number): Html | string {
  if (lines.length === 0) return '–';
  const more = lines.length - MOST;
  return html`<ul class="bare">${lines.slice(0, MOST).map((line) => html`<li>${titleCell(line.summary)} ${whenOf(line, now).html}</li>`)}${more > 0 ? html`<li>and ${more} more</li>` : null}</ul>`;
}

function isNow({ summary }: CalendarLine): boolean {
  return occupiesSurface(summary.status);
}

/** When a line has its surface, in words and as a piece of a page. */
function whenOf(
  { summary, place }: CalendarLine,
  now: number,
): { readonly words: string; readonly html: Html } {
  const { status, stuck, timing } = summary;
  const said = (words: string) => ({ words, html: html`${words}` });
  const dated = (before: string, at: number, after: string) => ({
    words: `${before} ${utcDay(at)}${after}`,
    html: html`${before} ${dayOf(at)}${after}`,
  });
  if (occupiesSurface(status)) {
    const until = timing?.endsAt ?? null;
    if (status === 'paused' || status === 'deciding') return said(statusWords(status, stuck));
    if (until === null || until <= now) return said('waits for its decision');
    return dated('runs until', until, '');
  }
  const days = timing === undefined ? '' : `, takes ${timing.days} days`;
  if (place === null) return said(`${statusWords(status, stuck)}${days}`);
  const queued = place.ahead === null ? '' : ', queued';
  return place.startsAt === null
    ? said(`starts when the surface is free${queued}${days}`)
    : dated('starts on', place.startsAt, `${queued}${days}`);
}
