import { describe, expect, it } from 'vitest';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { splitCauses } from '#features/analyse-experiment/split-causes.ts';
import { type Watched, watchAlerts } from '#features/analyse-experiment/watch-alerts.ts';
import type { ArmFigures, LookFigures } from '#ports/look-figures.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import {
  COOKIE_CATS,
  dataAt,
  type Figures,
  rateArm,
  snapshotAt,
  watchedBy,
} from '#test/support/example-looks.ts';
import { MAIL_PLAN } from '#test/support/example-plans.ts';
import { START } from '#test/support/example-story.ts';

const UNTIL = START + 3 * DAY;
const RATE = { ...MAIL_PLAN.goal, key: 'errors', name: 'Errors' };
const CONTENT = { ...MAIL_PLAN.goal, key: 'content', name: 'Satisfaction' };

const EXPERIMENT = watchedBy(EXAMPLES.running.experiment, { errors: RATE, satisfaction: CONTENT });

type Arms = Readonly<Record<string, ArmFigures>>;

/** Keys of the alerts of a look on day 3 with these units and these other metrics. */
function keysOf(
  more: {
    units?: Readonly<Record<string, number>>;
    moments?: Readonly<Record<string, Arms>>;
    exposed?: { units: number; since: number };
    figures?: Figures;
    experiment?: Experiment;
    until?: number;
    change?: (watched: Watched) => Watched;
  } = {},
): readonly string[] {
  const { figures = COOKIE_CATS, experiment = EXPERIMENT, until = UNTIL } = more;
  const snapshot = snapshotAt(EXAMPLES.running.experiment, UNTIL, figures, null);
  const due = { scheduled: false, until: UNTIL, look: 0, lastDay: false };
  const data = dataAt(figures, EXAMPLES.running.experiment, due);
  const read: LookFigures = {
    ...{ units: more.units ?? snapshot.analysis.units, multiple: 0, withoutVariant: 0 },
    ...{ moments: more.moments ?? {}, unusable: {}, daily: [], segments: [] },
  };
  const watched = { figures: read, data, analysis: snapshot.analysis, until };
  const exposed = more.exposed ?? { units: 1_000, since: until };
  return watchAlerts(experiment, (more.change ?? ((one) => one))(watched), exposed).map(({ key }) => key);
}

describe('the alerts of the watch', () => {
  it('say that one unit of the change had an event that means a privacy incident', () => {
    const units = (privacyUnits: number) =>
      keysOf({ change: (one) => ({ ...one, analysis: { ...one.analysis, privacyUnits } }) });
    expect(units(1)).toEqual(['privacy']);
    expect(units(0)).toEqual([]);
  });

  it('are none for a sound look', () => {
    expect(keysOf()).toEqual([]);
  });

  it('say that no unit comes, once enough were expected', () => {
    const since = UNTIL - 6 * HOUR;
    expect(keysOf({ exposed: { units: 0, since } })).toEqual(['no-exposures']);
    expect(keysOf({ exposed: { units: 900, since } })).toEqual(['exposures-stalled']);
    expect(keysOf({ exposed: { units: 900, since: UNTIL - 60_000 } })).toEqual([]);
    const few = { ...EXPERIMENT, flag: EXPERIMENT.flag && { ...EXPERIMENT.flag, rollout: 0.001 } };
    expect(keysOf({ exposed: { units: 900, since }, experiment: few })).toEqual([]);
  });

  it('warn of a split by its p-value and its size', () => {
    const split = (control: number, treatment: number) => keysOf({ units: { control, treatment } });
    // p 0.0027, 0.003, 0.05 and, with a deviation of 0.6 %, 0.007.
    expect(split(5_150, 4_850)).toEqual(['split-warning']);
    expect(split(5_100, 4_900)).toEqual([]);
    expect(split(100_600, 99_400)).toEqual([]);
    expect(split(300, 240)).toEqual([]);
  });

  it('leave a broken split to its own message', () => {
    const broken = (watched: Watched): Watched => {
      const checks = watched.analysis.health.checks.map((check) =>
        check.key === 'sample-ratio' ? ({ ...check, state: 'not-met' } as const) : check,
      );
      return { ...watched, analysis: { ...watched.analysis, health: { state: 'unhealthy', checks } } };
    };
    expect(keysOf({ units: { control: 5_150, treatment: 4_850 }, change: broken })).toEqual([]);
  });

  it('say that errors are above twice the level of the control, beyond chance', () => {
    const errors = (control: number, treatment: number) =>
      keysOf({
        moments: { errors: { control: rateArm(5_000, control), treatment: rateArm(5_000, treatment) } },
      });
    expect(errors(50, 120)).toEqual(['errors-treatment']);
    expect(errors(50, 98)).toEqual([]);
    expect(errors(5, 12)).toEqual([]);
  });

  it('say that users are not content, in any variant', () => {
    const content = (control: number, treatment: number) =>
      keysOf({
        moments: { content: { control: rateArm(400, control), treatment: rateArm(400, treatment) } },
      });
    expect(content(170, 250)).toEqual(['satisfaction-control']);
    expect(content(190, 250)).toEqual([]);
    expect(keysOf({ moments: { content: { control: rateArm(90, 10) } } })).toEqual([]);
  });

  it('say that the goal is proven worse than the limit, and nothing of a smaller loss', () => {
    const loss =
      (rate: number) =>
      (watched: Watched): Watched => {
        const goal = designOf(EXPERIMENT).plan.goal.key;
        const moments = {
          ...watched.data.moments,
          [goal]: {
            control: { n: 40_000, mean: 0.19, m2: 40_000 * 0.19 * 0.81 },
            treatment: { n: 40_000, mean: rate, m2: 40_000 * rate * (1 - rate) },
          },
        };
        return {
          ...watched,
          data: { ...watched.data, units: { control: 40_000, treatment: 40_000 }, moments },
        };
      };
    expect(keysOf({ change: loss(0.155) })).toEqual(['regression-treatment']);
    expect(keysOf({ change: loss(0.175) })).toEqual([]);
  });

  it('say which of several goals is proven worse', () => {
    const design = designOf(EXPERIMENT);
    const other = { ...design.plan.goal, key: 'visits', name: 'Visits' };
    const experiment = {
      ...EXPERIMENT,
      design: { ...design, plan: { ...design.plan, otherGoals: [other] } },
    };
    const rateOf = (rate: number) => ({ n: 40_000, mean: rate, m2: 40_000 * rate * (1 - rate) });
    const change = (watched: Watched): Watched => ({
      ...watched,
      data: {
        ...watched.data,
        units: { control: 40_000, treatment: 40_000 },
        moments: { ...watched.data.moments, visits: { control: rateOf(0.19), treatment: rateOf(0.155) } },
      },
    });
    expect(keysOf({ experiment, change })).toEqual(['regression-visits-treatment']);
    expect(keysOf({ change })).toEqual([]);
  });

  it('say that the sample is reached and that the time is over', () => {
    const reached = (watched: Watched): Watched => ({
      ...watched,
      analysis: { ...watched.analysis, informationFraction: 1.01 },
    });
    expect(keysOf({ change: reached })).toEqual(['sample-reached']);
    const { looks } = EXAMPLES.decisionKill.experiment;
    expect(keysOf({ experiment: { ...EXPERIMENT, looks }, change: reached })).toEqual([]);
    expect(keysOf({ until: START + 24.1 * DAY })).toEqual(['over-time']);
    expect(keysOf({ until: START + 23.9 * DAY })).toEqual([]);
  });
});

describe('the cause of a broken split', () => {
  const day = (date: string, control: number, treatment: number) => ({ date, units: { control, treatment } });
  const part = (value: string, control: number, treatment: number) => ({
    ...{ dimension: '$browser', value, units: { control, treatment }, moments: {} },
  });

  it('is the day and the value that stand out', () => {
    const daily = [day('2026-01-06', 500, 498), day('2026-01-07', 500, 300), day('2026-01-08', 500, 505)];
    const segments = [part('Safari', 500, 200), part('Chrome', 1_000, 1_003)];
    expect(splitCauses(EXPERIMENT, { daily, segments })).toEqual([
      'By day: control 500, treatment 300 on 2026-01-07 (p < 0.0001).',
      'By $browser: control 500, treatment 200 with $browser Safari (p < 0.0001).',
    ]);
  });

  it('is none of them if all are off alike, or none', () => {
    const off = [day('2026-01-06', 500, 300), day('2026-01-07', 500, 300)];
    expect(splitCauses(EXPERIMENT, { daily: off, segments: [] })).toEqual([
      'By day: the split is off in all 2 parts.',
    ]);
    const even = [day('2026-01-06', 500, 480), day('2026-01-07', 500, 470)];
    expect(splitCauses(EXPERIMENT, { daily: even, segments: [] })).toEqual(['By day: no day stands out.']);
    expect(splitCauses(EXPERIMENT, { daily: [], segments: [] })).toEqual([
      'There are too few units yet to compare days or properties.',
    ]);
  });

  it('names what was changed meanwhile', () => {
    const none = { daily: [], segments: [] };
    expect(splitCauses(EXAMPLES.rampRaised.experiment, none).at(-1)).toBe(
      'The share of units was raised to 10 % on 2026-01-06 09:00 UTC.',
    );
    expect(splitCauses(EXAMPLES.resumed.experiment, none).at(-1)).toContain('It was off from');
  });
});
