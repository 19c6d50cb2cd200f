import type { ChatMessage } from '#block-kit/message.ts';
import type { QueuePlace } from '#domain/schedule/state.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import {
  type CalendarLine,
  type CalendarSurface,
  renderCalendar,
} from '#features/calendar/calendar-blocks.ts';
import { DAY } from '#shared/clock.ts';

const FROM = Date.UTC(2026, 0, 12);

function line(
  title: string,
  status: ExperimentSummary['status'],
  timing: ExperimentSummary['timing'],
  place: QueuePlace | null = null,
): CalendarLine {
  const key = title
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .slice(0, 40);
  return {
    summary: {
      ...{
        key,
        title,
        version: 1,
        status,
        surface: 'level gate',
        repository: 'acme/shop',
        requester: 'p_maria',
      },
      ...{ proposedAt: 0, channel: 'C_GROWTH', threadTs: null, openPullRequests: [], nextLookAt: null },
      ...{ recommendation: null, decision: null, ...(timing === undefined ? {} : { timing }) },
    },
    link: 'https://shop.slack.com/archives/C0123456789/p1767600000000100',
    place,
  };
}

const RUNNING = line('Move the first gate', 'running', { days: 14, share: 0.6, endsAt: FROM + 5 * DAY });
const QUEUED = line(
  'Show the tutorial again',
  'implemented',
  { days: 7, share: 1 },
  {
    startsAt: FROM + 5 * DAY,
    ahead: 'move-the-first-gate',
  },
);
const OPEN = line(
  'Sell hints at level 20',
  'approved',
  { days: 21, share: 1 },
  {
    startsAt: null,
    ahead: 'show-the-tutorial-again',
  },
);

function surface(
  name: string,
  lines: readonly CalendarLine[],
  hidden = 0,
  repository = 'acme/shop',
): CalendarSurface {
  return { surface: name, repository, lines, hidden, isTakenUnseen: lines.length === 0 };
}

const TITLES = [
  'نقل البوابة الأولى من المستوى ٣٠ إلى المستوى ٤٠',
  '将第一道关卡从第30级移到第40级，会提高七日留存率。',
  '✅ *Approved* <!channel> <https://evil.example|click> `code` & <@U1>',
  'Move the first gate so that players see more & wait less. '.repeat(50),
  '\u202E\u200B',
  'a sixth',
  'a seventh that is only counted',
];

/** Calendars, by the name of the golden file. */
export const CALENDAR_CASES: Readonly<Record<string, () => ChatMessage>> = {
  'calendar-empty': () => renderCalendar([], null),
  'calendar-empty-surface': () => renderCalendar([], 'level gate'),
  'calendar-one': () => renderCalendar([surface('level gate', [RUNNING])], 'level gate'),
  calendar: () =>
    renderCalendar(
      [
        surface('checkout', [], 2),
        surface('e-mail', [line('Send the men’s e-mail', 'deciding', { days: 7, share: 1, endsAt: null })]),
        surface('level gate', [OPEN, RUNNING, QUEUED], 1),
        surface('start page', [line('Shorten the hero', 'in-review', { days: 14, share: 1 })]),
        surface('search', [line('Rank by margin', 'paused', { days: 14, share: 0.5, endsAt: null })]),
      ],
      null,
    ),
  'calendar-two-repositories': () =>
    renderCalendar(
      [
        surface('level gate', [RUNNING]),
        surface('level gate', [OPEN], 0, 'acme/web'),
        surface('search', [QUEUED]),
      ],
      null,
    ),
  'calendar-other-scripts': () =>
    renderCalendar(
      Array.from({ length: 14 }, (_, index) =>
        surface(
          TITLES[index % TITLES.length] ?? '',
          TITLES.map((title) => line(title, 'approved', undefined)),
        ),
      ),
      null,
    ),
};
