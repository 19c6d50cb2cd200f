import { context, section } from '#block-kit/layout.ts';
import { limits } from '#block-kit/limits.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, bullets, code, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { percent } from '#domain/figures.ts';
import type { QueuePlace } from '#domain/schedule/state.ts';
import { occupiesSurface } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { moment } from '#features/moment.ts';
import { utcDay } from '#shared/utc-day.ts';

/** A line of the calendar, with the address of its thread; null if it has none. */
export interface CalendarLine {
  readonly summary: ExperimentSummary;
  readonly link: string | null;
  /** Its place in the queue; null if no start is planned. */
  readonly place: QueuePlace | null;
}

/** One surface of one repository. */
export interface CalendarSurface {
  readonly surface: string;
  readonly repository: string;
  readonly lines: readonly CalendarLine[];
  /** How many more there are that the person may not see. */
  readonly hidden: number;
  /** Whether one of those has the surface now. */
  readonly isTakenUnseen: boolean;
}

/** Surfaces that one message shows. */
const MOST_SURFACES = 12;
const MOST_LINES = 6;
/** The name of a surface with its traffic, and what is only counted. */
const ROOM_FOR_HEAD = 700;

/** What runs on each surface, what is queued, what has no date, and how much traffic is left. `asked`: the surface that was asked for. */
export function renderCalendar(surfaces: readonly CalendarSurface[], asked: string | null): ChatMessage {
  if (surfaces.length === 0) {
    const where = asked === null ? '' : ` on ${escapeMrkdwn(oneLine(asked, 80))}`;
    const text = `Nothing runs or is planned${where}. All traffic is free.`;
    return message({ text, blocks: [section(text)] });
  }
  const shown = surfaces.slice(0, MOST_SURFACES);
  const isTwice = namesTwice(surfaces);
  const more = surfaces.length - shown.length;
  const rest = more === 0 ? [] : [`${more} more surfaces: \`/experiment calendar <surface>\` shows one.`];
  return message({
    text: 'Calendar of the surfaces',
    blocks: [
      ...shown.map((one) => section(surfaceWords(one, isTwice(one.surface)))),
      context([...rest, 'To plan a start: `/experiment schedule <key> <date>`']),
    ],
  });
}

/** Whether two repositories have a surface of a name, among these. */
export function namesTwice(surfaces: readonly CalendarSurface[]): (name: string) => boolean {
  const names = surfaces.map(({ surface }) => surface);
  return (name) => names.indexOf(name) !== names.lastIndexOf(name);
}

/** With `inRepository` its repository stands behind the name, because another one has a surface of the same name. */
function surfaceWords(one: CalendarSurface, inRepository: boolean): string {
  const { surface, repository, hidden } = one;
  const where = inRepository ? ` in ${code(oneLine(repository, 80))}` : '';
  const head = `${bold(escapeMrkdwn(oneLine(surface, 80)))}${where} · ${trafficWords(one)}`;
  const ordered = inTurn(one);
  const shown = fitting(ordered.slice(0, MOST_LINES).map(lineWords));
  const left = ordered.length - shown.length;
  const rest = [
    ...(left > 0 ? [`and ${left} more`] : []),
    ...(hidden > 0 ? [`${hidden} that you may not see`] : []),
  ];
  return `${head}\n${bullets([...shown, ...rest])}`;
}

/** As many lines as a section has room for beside its head, none of them cut. */
function fitting(lines: readonly string[]): readonly string[] {
  let room = limits.section.text - ROOM_FOR_HEAD;
  return lines.filter((line) => {
    room -= line.length + 3;
    return room >= 0;
  });
}

/** The lines of a surface: what has it, what is planned for a day by its turn, and what has no date. */
export function inTurn({ lines }: Pick<CalendarSurface, 'lines'>): readonly CalendarLine[] {
  return [
    ...lines.filter(({ summary }) => occupiesSurface(summary.status)),
    ...lines.filter(({ place }) => place !== null).toSorted((one, other) => startOf(one) - startOf(other)),
    ...lines.filter(({ summary, place }) => place === null && !occupiesSurface(summary.status)),
  ];
}

/** How much of a surface is left. Plain text. */
export function trafficWords({ lines, isTakenUnseen }: CalendarSurface): string {
  if (isTakenUnseen) return 'taken by an experiment that you may not see';
  const running = lines.filter(({ summary }) => occupiesSurface(summary.status));
  if (running.length === 0) return 'free';
  const share = running.reduce((sum, { summary }) => sum + (summary.timing?.share ?? 1), 0);
  return `taken; ${percent(Math.max(0, 1 - share))} of its traffic is left, and one experiment runs at a time`;
}

function startOf({ place }: CalendarLine): number {
  return place?.startsAt ?? Number.POSITIVE_INFINITY;
}

function lineWords({ summary, link: address, place }: CalendarLine): string {
  const title = oneLine(summary.title, 70);
  const name = address === null ? escapeMrkdwn(title) : link(address, title);
  return `${name} (${code(summary.key)}): ${timeWords(summary, place)}`;
}

function timeWords({ status, timing }: ExperimentSummary, place: QueuePlace | null): string {
  if (occupiesSurface(status)) {
    const until = timing?.endsAt ?? null;
    if (status === 'paused') return 'paused';
    return until === null ? 'waits for its decision' : `runs until ${moment(until, '{date_short_pretty}')}`;
  }
  const days = timing === undefined ? '' : `, takes ${timing.days} days`;
  if (place === null) return `planned without a date${days}`;
  const behind = place.ahead === null ? '' : ', queued';
  return place.startsAt === null
    ? `starts when the surface is free${behind}${days}`
    : `starts on ${utcDay(place.startsAt)}${behind}${days}`;
}
