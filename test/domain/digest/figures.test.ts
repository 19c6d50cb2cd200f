import { describe, expect, it } from 'vitest';
import { monthlyFigures } from '#domain/digest/monthly-figures.ts';
import { weeklyFigures } from '#domain/digest/weekly-figures.ts';
import { DAY } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { START, type Story } from '#test/support/example-story.ts';
import { SETTLED, TAMPERED } from '#test/support/example-tampering.ts';
import { SHIPPING_CASES, UNATTENDED_CASES } from '#test/support/example-unattended.ts';
import { endOfRecounted, type Recounted, recounted } from '#test/support/recount.ts';

const storiesIn = (value: object): readonly Story[] =>
  Object.values(value).filter(
    (one): one is Story => typeof one === 'object' && one !== null && 'commits' in one && 'experiment' in one,
  );
const STORIES = [
  ...[EXAMPLES, SETTLED, TAMPERED].flatMap(storiesIn),
  ...[...SHIPPING_CASES, ...UNATTENDED_CASES].map(([story]) => story),
];
const EXPERIMENTS = STORIES.map(({ experiment }) => experiment);

const TOLD = STORIES.map(({ commits }) => recounted(commits));

const ended = TOLD.flatMap((one) => {
  const at = endOfRecounted(one);
  return at === null ? [] : [{ ...one, at }];
});

const WINDOWS = Array.from({ length: 6 }, (_, week) => ({
  from: START + week * 7 * DAY,
  until: START + (week + 1) * 7 * DAY,
}));

describe('the figures of digests are those that the events say', () => {
  it('rests on stories of every kind', () => {
    expect(STORIES.length).toBeGreaterThan(60);
    expect(ended.filter(({ decided }) => decided?.record.overrides === true).length).toBeGreaterThan(0);
    expect(ended.some(({ takenBack }) => takenBack)).toBe(true);
    expect(ended.some(({ decided }) => decided === null)).toBe(true);
  });

  it.each(WINDOWS)('what started and ended from $from to $until', (window) => {
    const { started, concluded } = weeklyFigures(EXPERIMENTS, window);
    const within = (at: number | null) => at !== null && at > window.from && at <= window.until;
    expect(started).toHaveLength(TOLD.filter(({ startedAt }) => within(startedAt)).length);
    expect(concluded).toHaveLength(ended.filter(({ at }) => within(at)).length);
    const outcomes = Map.groupBy(concluded, ({ outcome }) => outcome);
    const harmful = ended.filter(({ at, harm }) => within(at) && harm !== null).length;
    expect((outcomes.get('harmful') ?? []).length).toBeGreaterThanOrEqual(harmful);
    const shipped = ended.filter(
      ({ at, decided, harm }) => within(at) && decided?.record.decision === 'ship' && harm === null,
    );
    expect((outcomes.get('shipped') ?? []).length).toBe(shipped.length);
  });

  const until = START + 60 * DAY;
  const figures = monthlyFigures(EXPERIMENTS, { from: START + 30 * DAY, until }, START - DAY);

  it('the shares and the median of 90 days', () => {
    const isProven = ({ looks, decided }: Recounted) => {
      const look = looks.find(({ hash }) => hash === decided?.record.snapshotHash) ?? looks.at(-1);
      const { show, health, comparisons } = look?.analysis ?? { show: 'progress', comparisons: [] };
      if (show === 'progress' || health?.state === 'unhealthy') return false;
      return comparisons.some((one) => one.kind === 'ok' && one.role === 'goal' && one.verdict === 'better');
    };
    const proven = ended.filter(isProven);
    const days = ended
      .flatMap(({ at, startedAt }) => (startedAt === null ? [] : [(at - startedAt) / DAY]))
      .toSorted((a, b) => a - b);
    const half = Math.floor(days.length / 2);
    const middle = days.length % 2 === 1 ? days[half] : ((days[half] ?? 0) + (days[half - 1] ?? 0)) / 2;
    expect(figures.concluded).toBe(ended.length);
    expect(figures.proven).toBe(proven.length);
    expect(figures.provenShipped).toBe(
      proven.filter(({ decided, harm }) => decided?.record.decision === 'ship' && harm === null).length,
    );
    expect(figures.daysToDecision).toBeCloseTo(middle ?? Number.NaN, 9);
    expect(figures.startedInQuarter).toBe(TOLD.filter(({ startedAt }) => startedAt !== null).length);
  });

  it('decisions against the rules, and what became of them', () => {
    const overrides = ended.filter(({ decided }) => decided?.record.overrides === true);
    const shipped = overrides.filter(({ decided }) => decided?.record.decision === 'ship');
    expect(figures.overrides).toEqual({
      count: overrides.length,
      standing: shipped.filter(({ takenBack }) => !takenBack).length,
      takenBack: shipped.filter(({ takenBack }) => takenBack).length,
      ended: overrides.length - shipped.length,
    });
  });

  it('the measured sums of what was shipped, and no more than they can tell', () => {
    const { impact } = figures;
    if (impact.kind === 'too-few') throw new Error('there are too few effects to say anything');
    const shipped = ended.filter(({ decided, harm }) => decided?.record.decision === 'ship' && harm === null);
    const sums = new Map<string, number>();
    for (const { looks, decided, plan } of shipped) {
      const look = looks.find(({ hash }) => hash === decided?.record.snapshotHash);
      const goal = look?.analysis.comparisons.find(
        (one) => one.kind === 'ok' && one.metric === plan?.goal.key && one.variant === look.verdict.variant,
      );
      if (goal?.kind !== 'ok' || goal.lift === null || goal.liftInterval === null) continue;
      const sign = plan?.goal.desiredDirection === 'increase' ? 1 : -1;
      sums.set(goal.metric, (sums.get(goal.metric) ?? 0) + sign * goal.lift);
    }
    expect(sums.size).toBeGreaterThan(0);
    expect(impact.goals.map(({ metric }) => metric).toSorted()).toEqual([...sums.keys()].toSorted());
    for (const { metric, measured, estimate, lower, upper } of impact.goals) {
      expect(measured).toBeCloseTo(sums.get(metric) ?? Number.NaN, 9);
      expect(lower < estimate && estimate < upper).toBe(true);
    }
  });

  it('a state that comes later changes nothing that is asked of an earlier moment of the same events', () => {
    const window = { from: START, until: START + 7 * DAY };
    const shown = weeklyFigures(EXPERIMENTS, window);
    expect(weeklyFigures(EXPERIMENTS.toReversed(), window).concluded.length).toBe(shown.concluded.length);
  });
});
