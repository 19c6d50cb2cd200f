import { describe, expect, it } from 'vitest';
import { fold } from '#domain/commit.ts';
import { healthFigures } from '#domain/digest/health-figures.ts';
import { monthlyFigures } from '#domain/digest/monthly-figures.ts';
import { reviewFigures } from '#domain/digest/review-figures.ts';
import { isQuietWeek, weeklyFigures } from '#domain/digest/weekly-figures.ts';
import { DAY } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { START, type Story } from '#test/support/example-story.ts';
import { SETTLED, TAMPERED } from '#test/support/example-tampering.ts';
import { SHIPPING_CASES, UNATTENDED_CASES } from '#test/support/example-unattended.ts';
import { compare } from '#test/support/recount/compare.ts';
import { dailyIn, monthlyIn, reviewIn, weeklyIn } from '#test/support/recount/counted-in.ts';
import { SAID } from '#test/support/recount/said-in.ts';
import { taleOf } from '#test/support/recount/tale.ts';

const storiesIn = (value: object): readonly Story[] =>
  Object.values(value).filter(
    (one): one is Story => typeof one === 'object' && one !== null && 'commits' in one && 'experiment' in one,
  );
/** Each with a key of its own, as in one workspace. */
const JOURNALS = [
  ...[EXAMPLES, SETTLED, TAMPERED].flatMap(storiesIn),
  ...[...SHIPPING_CASES, ...UNATTENDED_CASES].map(([story]) => story),
].map(({ commits }) => commits);

const rows = <Row extends object>(all: readonly Row[]) => ({
  count: all.length,
  rows: all.map((row) => ({ ...row, link: null })),
});
const DAYS = [3, 8, 15, 22, 29, 36, 50, 64, 120];

describe('every figure of every digest is that of the events', () => {
  it.each(DAYS)('on day %i', (day) => {
    const until = START + day * DAY;
    const shown = JOURNALS.map((commits) => commits.filter(({ at }) => at <= until));
    const experiments = shown.flatMap((commits) => fold(commits) ?? []);
    const tales = shown.flatMap((commits) => taleOf(commits) ?? []);
    expect(tales.length).toBe(experiments.length);
    const wrong = experiments.flatMap(({ status, key, waiting }, index) => {
      const tale = tales[index];
      const [is, said] = [tale?.status, tale?.waiting?.act].map(String);
      return is === status &&
        said === String(waiting?.act) &&
        (tale?.waiting?.since ?? null) === (waiting?.since ?? null)
        ? []
        : [
            `${key} ${index}: ${status} ${waiting?.act} ${waiting?.since}, by the events ${is} ${said} ${tale?.waiting?.since}`,
          ];
    });
    expect(wrong).toEqual([]);
    const [week, weeks, month] = [7, 14, 30].map((days) => ({ from: until - days * DAY, until }));
    if (week === undefined || weeks === undefined || month === undefined) throw new Error('no windows');
    const { rows: troubles } = healthFigures(experiments, until);
    const daily = SAID.daily({ until, troubles: rows(troubles), lostMessages: 0 });
    const weekly = weeklyFigures(experiments, week);
    const review = reviewFigures(experiments, weeks);
    const quarter = until - 80 * DAY;
    const monthly = monthlyFigures(experiments, month, quarter);
    const compared = [
      compare(daily, dailyIn(tales, week, 0)),
      compare(
        SAID.weekly({
          ...{ ...weekly, isQuiet: isQuietWeek(weekly) },
          ...{ started: rows(weekly.started), concluded: rows(weekly.concluded), looks: rows(weekly.looks) },
        }),
        weeklyIn(tales, week),
      ),
      compare(
        SAID.review({
          ...weeks,
          ...{ decisions: rows(review.decisions), troubles: rows(review.troubles) },
          ...{ ideas: rows(review.ideas), learnings: rows(review.learnings) },
        }),
        reviewIn(tales, weeks),
      ),
      compare(
        SAID.monthly({ ...monthly, shipped: rows(monthly.shipped), month: '2026-01', targets: TARGETS }),
        monthlyIn(tales, month, quarter),
      ),
    ];
    expect(compared.flatMap((one) => one.wrong)).toEqual([]);
  });
});

const TARGETS = { experimentsPerQuarter: 10, daysToDecision: 30, winRate: 0.3, provenShipped: 0.9 };
