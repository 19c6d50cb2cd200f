import type { ChatMessage } from '#block-kit/message.ts';
import type { HealthRow, Trouble } from '#domain/digest/health-figures.ts';
import type { GoalImpact, ShippedImpact } from '#domain/digest/impact.ts';
import type { DigestItem } from '#domain/digest/item.ts';
import type { BulletinKind } from '#features/bulletin.ts';
import { type HealthFacts, healthDigest } from '#features/digests/health-digest.ts';
import { type MonthlyFacts, monthlyDigest } from '#features/digests/monthly-digest.ts';
import { type ReviewFacts, reviewDigest } from '#features/digests/review-digest.ts';
import type { LinkedRow, ShownRows } from '#features/digests/shown-rows.ts';
import { type WeeklyFacts, weeklyDigest } from '#features/digests/weekly-digest.ts';
import { TARGETS } from '#settings/digests.ts';
import { DAY } from '#shared/clock.ts';

/** Monday, 30 November 2026, 09:00 UTC. */
const AT = Date.UTC(2026, 10, 30, 9);
const WEEK = { from: AT - 7 * DAY, until: AT };

const LONG =
  'Show the price of the yearly subscription under the monthly one on the second page of the checkout, struck through, for all users who came by an e-mail of last week';

/** Titles that people write, the longest and other scripts among them. */
const TITLES = [
  'First gate at level 40',
  'Bigger buy button',
  LONG,
  'זול יותר בקופה',
  '最初のゲートをレベル40に',
  '*Bold* <!here> `code`',
];

function item(index: number): LinkedRow<DigestItem> {
  const title = TITLES[index % TITLES.length] ?? '';
  const link = index % 4 === 3 ? null : `https://acme.slack.com/archives/C123/p17676000000001${index}`;
  return { key: `experiment-${index}`, title, channel: 'C123', threadTs: `1767600000.00010${index}`, link };
}

function rows<More extends object>(
  count: number,
  more: (index: number) => More,
): ShownRows<DigestItem & More> {
  const shown = Array.from({ length: Math.min(count, 4) }, (_, index) => ({
    ...item(index),
    ...more(index),
  }));
  return { count, rows: shown };
}

const TROUBLES: readonly Trouble[] = ['flag-by-hand', 'integrity', 'reading', 'delivery', 'stuck'];
const trouble = (index: number): Omit<HealthRow, keyof DigestItem> => ({
  trouble: TROUBLES[index % TROUBLES.length] ?? 'waits',
  since: index % 2 === 0 ? AT - (index + 1) * DAY : null,
  ...(index === 2 ? { code: 'posthog.unavailable' } : {}),
});
const OUTCOMES = ['shipped', 'inconclusive', 'harmful', 'killed', 'shipped'] as const;
const outcome = (index: number) => ({ outcome: OUTCOMES[index % OUTCOMES.length] ?? 'shipped' });

function health(count: number, lost = 0): HealthFacts {
  return { until: AT, troubles: rows(count, trouble), lostMessages: lost };
}

function weekly(count: number): WeeklyFacts {
  return {
    ...{ ...WEEK, ideas: count * 2, cancelled: count > 1 ? 1 : 0, waiting: count, isQuiet: count === 0 },
    states: {
      planned: count,
      implemented: count > 1 ? 1 : 0,
      running: 3 * count,
      analysing: 0,
      decided: count,
    },
    started: rows(count, () => ({})),
    concluded: rows(count, outcome),
    looks: rows(count, (index) => ({ at: AT + (index + 1) * DAY })),
  };
}

function review(count: number): ReviewFacts {
  return {
    ...{ from: AT - 14 * DAY, until: AT },
    decisions: rows(count, (index) => ({ since: AT - (9 - index) * DAY })),
    troubles: rows(count, trouble),
    ideas: rows(count, (index) => ({ score: 48_000 / (index + 1) })),
    learnings: rows(count, (index) => ({
      ...outcome(index),
      ...{ isProven: index === 0, goal: '7-day retention', lift: index === 2 ? null : 0.043 - 0.03 * index },
    })),
  };
}

const goal = (name: string, more: Partial<GoalImpact> = {}): GoalImpact => ({
  ...{ metric: 'm', name, shipped: 2, measured: 0.081, estimate: 0.052, lower: 0.013, upper: 0.091 },
  ...more,
});

const QUIET_MONTH: MonthlyFacts = {
  ...{ from: AT - 30 * DAY, until: AT, month: '2026-11', targets: TARGETS },
  ...{ startedInQuarter: 0, concluded: 0, proven: 0, provenShipped: 0, daysToDecision: null },
  ...{ concludedInMonth: 0, startedInMonth: 0, saves: 0, shipped: { count: 0, rows: [] } },
  impact: { kind: 'too-few', effects: 0, needed: 5 },
  overrides: { count: 0, standing: 0, takenBack: 0, ended: 0 },
  forecasts: {
    ...{ ranges: 0, inside: 0, meanScore: null },
    ...{ named: 0, reached: 0, expected: null, measured: null },
  },
  flagDebt: { count: 0, oldestDays: null },
};

const ONE_MONTH: MonthlyFacts = {
  ...QUIET_MONTH,
  ...{ startedInQuarter: 1, startedInMonth: 1, concluded: 1, concludedInMonth: 1, daysToDecision: 7 },
  impact: { kind: 'too-few', effects: 1, needed: 5 },
};

const estimated: ShippedImpact = {
  kind: 'estimated',
  effects: 9,
  goals: [
    goal('7-day retention', { shipped: 3 }),
    goal('Checkout conversion', { shipped: 1, measured: 0.06, estimate: 0.021, lower: -0.018, upper: 0.06 }),
    goal('Refunds per order, of those that were paid by card in the first month', {
      estimate: -0.03,
      lower: -0.05,
      upper: -0.01,
      measured: -0.034,
    }),
    goal('הכנסות', { shipped: 1 }),
    goal('Visits', { shipped: 1 }),
  ],
};

const FULL_MONTH: MonthlyFacts = {
  ...QUIET_MONTH,
  ...{ startedInQuarter: 9, startedInMonth: 4, concluded: 8, concludedInMonth: 3, daysToDecision: 11.25 },
  ...{ proven: 3, provenShipped: 2, saves: 2, shipped: rows(2, () => ({})), impact: estimated },
  overrides: { count: 3, standing: 1, takenBack: 1, ended: 1 },
  forecasts: {
    ...{ ranges: 6, inside: 4, meanScore: 0.1234 },
    ...{ named: 5, reached: 2, expected: 0.06, measured: 0.021 },
  },
  flagDebt: { count: 2, oldestDays: 34 },
};

export const DIGEST_MESSAGES: Readonly<Record<string, () => ChatMessage>> = {
  'digest-daily-one': () => rendered(healthDigest, health(1)),
  'digest-daily-many': () => rendered(healthDigest, health(9, 2)),
  'digest-daily-message-lost': () => rendered(healthDigest, health(0, 1)),
  'digest-weekly-quiet': () => rendered(weeklyDigest, weekly(0)),
  'digest-weekly-one': () => rendered(weeklyDigest, weekly(1)),
  'digest-weekly-many': () => rendered(weeklyDigest, weekly(7), { states: 'F0000000009' }),
  'digest-weekly-waiting': () => rendered(weeklyDigest, { ...weekly(0), waiting: 1, isQuiet: false }),
  'digest-review-nothing': () => rendered(reviewDigest, review(0)),
  'digest-review-one': () => rendered(reviewDigest, review(1)),
  'digest-review-many': () => rendered(reviewDigest, review(7)),
  'digest-monthly-quiet': () => rendered(monthlyDigest, QUIET_MONTH),
  'digest-monthly-one': () => rendered(monthlyDigest, ONE_MONTH),
  'digest-monthly-full': () => rendered(monthlyDigest, FULL_MONTH, { impact: 'F0000000008' }),
  'digest-monthly-no-picture': () => rendered(monthlyDigest, FULL_MONTH),
};

/** Pictures of the digests above, by the ids that they show. */
export const DIGEST_PICTURES: Readonly<Record<string, () => string>> = {
  F0000000009: () => weeklyDigest.draw?.(weekly(7))[0]?.svg() ?? '',
  F0000000008: () => monthlyDigest.draw?.(FULL_MONTH)[0]?.svg() ?? '',
};

function rendered<Facts extends object>(
  { render }: BulletinKind<Facts>,
  facts: Facts,
  pictures: Readonly<Record<string, string>> = {},
): ChatMessage {
  // As the journal gives them back.
  return render(JSON.parse(JSON.stringify(facts)), { name: 'digest', at: AT, pictures });
}
