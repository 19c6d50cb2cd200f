import type { ExposureChart } from '#charts/exposure-chart.ts';
import type { IntervalChart, IntervalRow } from '#charts/interval-chart.ts';
import type { StateBars } from '#charts/state-bars.ts';
import type { CalendarBar, SurfaceCalendar } from '#charts/surface-calendar.ts';
import type { TrendChart } from '#charts/trend-chart.ts';
import type { TrendPoint } from '#charts/trend-series.ts';

const SUBTITLE = 'Lift against control, with the interval that holds at this look';

function row(name: string, more: Partial<IntervalRow>): IntervalRow {
  return {
    name,
    ...{ note: 'secondary', verdict: 'no difference proven', tone: 'open', isGoal: false, limit: null },
    ...{ estimate: 0.01, interval: { lower: -0.02, upper: 0.04 } },
    figures: '+1.00 % (95 %: −2.00 % to +4.00 %)',
    ...more,
  };
}

const goal = row('7-day retention', {
  ...{ note: 'goal, should rise', verdict: 'proven better', tone: 'good', isGoal: true },
  ...{ estimate: 0.043, interval: { lower: 0.017, upper: 0.069 } },
  figures: '+4.30 % (95 %: +1.70 % to +6.90 %)',
  limit: { at: 0.02, kind: 'worth' },
});
const guardrail = row('1-day retention', {
  ...{ note: 'guardrail, may fall by 5 %', verdict: 'proven to be within its margin', tone: 'good' },
  ...{ estimate: -0.006, interval: { lower: -0.021, upper: 0.009 } },
  figures: '−0.60 % (90 %: −2.10 % to +0.90 %)',
  limit: { at: -0.05, kind: 'margin' },
});
const crashes = row('Crashes', {
  ...{ note: 'guardrail, may rise by 10 %', verdict: 'not proven to be within its margin', tone: 'open' },
  ...{ estimate: 0.041, interval: { lower: -0.07, upper: 0.152 } },
  figures: '+4.10 % (90 %: −7.00 % to +15.20 %)',
  limit: { at: 0.1, kind: 'margin' },
});
const unjudged = row('Refunds', {
  ...{ note: 'guardrail, may rise by 5 %', verdict: 'cannot be judged', tone: 'unjudged' },
  ...{ estimate: null, interval: null, figures: '12 of 25 events' },
  limit: { at: 0.05, kind: 'margin' },
});
const worse = row('7-day retention', {
  ...{ note: 'goal, should rise', verdict: 'proven worse', tone: 'bad', isGoal: true },
  ...{ estimate: -0.043, interval: { lower: -0.069, upper: -0.017 } },
  figures: '−4.30 % (95 %: −6.90 % to −1.70 %)',
  limit: { at: 0.02, kind: 'worth' },
});

function intervals(
  rows: readonly IntervalRow[],
  title = 'Look 2 of 2: First gate at level 40',
): IntervalChart {
  return {
    title,
    subtitle: SUBTITLE,
    rows,
    empty: 'Effects stay hidden until the first look.',
    description: 'd',
  };
}

const LONG =
  'Share of the players who come back to the game within seven days of the first time they meet the gate, without those who paid before';

function point(day: number, estimate: number, half: number, tone: TrendPoint['tone'] = 'open'): TrendPoint {
  const sign = estimate < 0 ? '−' : '+';
  const words = `${sign}${Math.abs(estimate * 100).toFixed(2)} %`;
  return { day, estimate, lower: estimate - half, upper: estimate + half, tone, words };
}

function trend(more: Partial<TrendChart>): TrendChart {
  return {
    title: '7-day retention over the days of the experiment',
    subtitle: 'Lift against control at each look; the intervals hold over all looks',
    ...{ panels: [], endDay: 28, worth: 0.02, empty: 'No look has shown an effect yet.', description: 'd' },
    ...more,
  };
}

/** What a picture of intervals must be able to show. */
export const INTERVAL_SITUATIONS: Readonly<Record<string, IntervalChart>> = {
  better: intervals([goal, guardrail, crashes]),
  'worse-and-unjudged': intervals([
    worse,
    {
      ...guardrail,
      verdict: 'proven worse than its margin',
      tone: 'bad',
      estimate: -0.08,
      interval: { lower: -0.1, upper: -0.06 },
      figures: '−8.00 % (90 %: −10.00 % to −6.00 %)',
    },
    unjudged,
  ]),
  'one-metric': intervals([
    {
      ...goal,
      tone: 'open',
      verdict: 'no difference proven',
      estimate: 0.004,
      interval: { lower: -0.0221, upper: 0.0301 },
      figures: '+0.40 % (99.5 %: −2.21 % to +3.01 %)',
    },
  ]),
  'long-names': intervals(
    [
      { ...goal, name: `${LONG}, treatment-with-a-very-long-key` },
      {
        ...guardrail,
        name: 'Ürün & <b>"Sepet"</b> — Доход на игрока, руб.',
        verdict: 'not proven to be within its margin',
        tone: 'open',
      },
      { ...crashes, name: 'Supercalifragilisticexpialidocious_metric_without_any_blank_in_it_at_all' },
    ],
    `Look 12 of 12: ${LONG}`,
  ),
  'twelve-metrics': intervals([
    goal,
    ...Array.from({ length: 4 }, (_, index) => ({ ...guardrail, name: `Guardrail number ${index + 1}` })),
    ...Array.from({ length: 7 }, (_, index) =>
      row(`Secondary metric ${index + 1}`, {
        estimate: 0.01 * index,
        interval: { lower: 0.01 * index - 0.03, upper: 0.01 * index + 0.03 },
      }),
    ),
  ]),
  'without-bounds': intervals([
    goal,
    {
      ...crashes,
      estimate: 0.9,
      interval: { lower: -0.4, upper: null },
      figures: '+90.00 % (90 %: −40.00 % to no bound)',
    },
    row('Revenue', {
      estimate: null,
      interval: { lower: null, upper: null },
      figures: 'no lift can be stated',
    }),
    row('Referrals', {
      estimate: 1.6,
      interval: { lower: 0.9, upper: 2.3 },
      tone: 'good',
      verdict: 'proven better',
      figures: '+160.00 % (95 %: +90.00 % to +230.00 %)',
    }),
  ]),
  'no-effects': intervals([]),
  'two-treatments': intervals([
    { ...goal, name: '7-day retention, gate-40' },
    { ...worse, name: '7-day retention, gate-50' },
    { ...guardrail, name: '1-day retention, gate-40' },
    { ...guardrail, name: '1-day retention, gate-50' },
  ]),
};

/** What a picture of the trend must be able to show. */
export const TREND_SITUATIONS: Readonly<Record<string, TrendChart>> = {
  narrowing: trend({
    panels: [
      {
        name: 'treatment',
        points: [
          point(7, 0.011, 0.09),
          point(14, 0.028, 0.052),
          point(21, 0.036, 0.034, 'good'),
          point(28, 0.039, 0.028, 'good'),
        ],
      },
    ],
  }),
  'one-look': trend({ panels: [{ name: 'treatment', points: [point(7, -0.03, 0.07)] }] }),
  'two-treatments': trend({
    panels: [
      { name: 'gate-40', points: [point(7, 0.011, 0.06), point(14, 0.028, 0.022, 'good')] },
      { name: 'gate-50', points: [point(7, -0.041, 0.06), point(14, -0.058, 0.022, 'bad')] },
    ],
  }),
  'without-bounds': trend({
    panels: [
      {
        name: 'treatment',
        points: [
          { ...point(7, 0.2, 0), lower: -0.6, upper: null },
          point(14, 0.04, 0.05),
          point(21, 0.03, 0.03),
        ],
      },
    ],
  }),
  'daily-looks': trend({
    endDay: 30,
    panels: [
      {
        name: 'treatment',
        points: Array.from({ length: 24 }, (_, index) =>
          point(index + 7, 0.03 - 0.02 / (index + 1), 0.12 / Math.sqrt(index + 1)),
        ),
      },
    ],
  }),
  'no-effects': trend({}),
};

function bars(counts: readonly number[], more: Partial<StateBars> = {}): StateBars {
  const names = ['planned', 'implemented', 'running', 'analysing', 'decided'];
  return {
    ...{ title: 'How far the experiments are', subtitle: '14 ideas in the backlog' },
    bars: names.map((name, index) => ({ name, count: counts[index] ?? 0 })),
    ...{ empty: 'No experiment is under way.', description: 'd', ...more },
  };
}

/** What a picture of states may have to show. */
export const STATE_SITUATIONS: Readonly<Record<string, StateBars>> = {
  empty: bars([]),
  one: bars([0, 0, 1]),
  usual: bars([7, 1, 21, 0, 7]),
  target: bars([7, 1, 21, 0, 7], { target: { count: 12, words: 'wanted: 12' } }),
  'target-beyond': bars([1, 0, 2], { target: { count: 12, words: 'wanted: 12' } }),
  many: bars([1_204, 3, 98, 12, 10_000]),
  scripts: {
    ...bars([], { title: LONG, subtitle: LONG }),
    bars: [
      { name: 'שלום עולם', count: 3 },
      { name: '計画中の実験', count: 2 },
      { name: LONG, count: 4 },
    ],
  },
};

const MONDAY = Date.UTC(2026, 1, 2);
const DAYS = 86_400_000;

function calendarOf(rows: SurfaceCalendar['rows'], more: Partial<SurfaceCalendar> = {}): SurfaceCalendar {
  return {
    ...{ title: '2026-02-02 to 2026-03-29', from: MONDAY, weeks: 8, now: MONDAY + 2 * DAYS, rows },
    subtitle: 'Filled: has the surface. Outlined: planned.',
    empty: 'Nothing runs or is planned. All traffic is free.',
    description: 'd',
    ...more,
  };
}

const bar = (name: string, kind: CalendarBar['kind'], from: number, until: number | null): CalendarBar => ({
  ...{ name, kind, from: MONDAY + from * DAYS },
  until: until === null ? null : MONDAY + until * DAYS,
});

export const CALENDAR_SITUATIONS: Readonly<Record<string, SurfaceCalendar>> = {
  full: calendarOf([
    { name: 'checkout', bars: [bar('Offer a trial of 14 days', 'held', -20, null)] },
    {
      name: 'level gate',
      bars: [
        bar('Move the first gate', 'running', -5, 11),
        bar('Show the tutorial again', 'planned', 11, 25),
        bar('Gifts', 'planned', 25, 70),
      ],
    },
    { name: 'e-mail', bars: [bar('taken', 'unseen', 2, null)] },
    {
      name: 'search',
      bars: [bar('Sort by use', 'planned', 40, 41), bar('Later than shown', 'planned', 80, 99)],
    },
  ]),
  empty: calendarOf([]),
  longest: calendarOf([
    { name: 'x<&>"\u0000'.repeat(30), bars: [bar('y<script>'.repeat(30), 'running', -9, 50)] },
    { name: 'صفحة الدفع في المتجر الكبير', bars: [bar('نقل البوابة الأولى', 'planned', 7, 40)] },
    { name: '结账页面', bars: [bar('将第一道关卡从第30级移到第40级', 'held', 0, null)] },
  ]),
  past: calendarOf([{ name: 'checkout', bars: [bar('Pay later', 'running', -9, 9)] }], {
    now: MONDAY + 90 * DAYS,
  }),
};

const exposures = (points: ExposureChart['points'], title = 'Units that met the change'): ExposureChart => ({
  ...{ title, subtitle: 'By day of the run, all variants together', points },
  planned: { day: 14, units: 90_189 },
  empty: 'No reading was taken yet.',
  description: 'Units by day. The plan: 90,189 units by day 14.',
});

export const EXPOSURE_SITUATIONS: Readonly<Record<string, ExposureChart>> = {
  empty: exposures([]),
  one: exposures([{ day: 0.1, units: 12 }]),
  many: exposures(Array.from({ length: 22 }, (_, index) => ({ day: index + 1, units: 6_100 * (index + 1) }))),
  behind: exposures([
    { day: 1, units: 900 },
    { day: 7, units: 6_000 },
    { day: 13, units: 11_500 },
  ]),
  nothing: exposures([{ day: 3, units: 0 }]),
  longest: exposures(
    [{ day: 9, units: 1_234_567_890 }],
    'Units of a very long name that met the change '.repeat(4),
  ),
  arabic: exposures([{ day: 9, units: 40_000 }], 'الوحدات التي قابلت التغيير'),
};
