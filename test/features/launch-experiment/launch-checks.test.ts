import { describe, expect, it } from 'vitest';
import { launchOf } from '#domain/experiment.ts';
import type { LaunchState } from '#domain/launch/state.ts';
import { isVerified } from '#domain/launch/state.ts';
import { renderRunning } from '#features/launch-experiment/blocks.ts';
import { launchChecks } from '#features/launch-experiment/launch-checks.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { type Moments, momentsFromCounts } from '#stats/moments/moments.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN, MAIL_PLAN } from '#test/support/example-plans.ts';

/** Every unit has a variant. */
const NAMED = { withoutVariant: 0, outsidePerInside: 0 };

const arms = (control: number, treatment: number, rate = 0.11) => ({
  control: momentsFromCounts(control, Math.round(control * rate)),
  treatment: momentsFromCounts(treatment, Math.round(treatment * rate)),
});

/** The keys of the checks that are not met. */
function unmet(
  control: number,
  treatment: number,
  multiple = 0,
  rate = 0.11,
  age = 3 * HOUR,
): readonly string[] {
  const checks = launchChecks(MAIL_PLAN, {
    units: { control, treatment },
    multiple,
    ...NAMED,
    arms: arms(control, treatment, rate),
    age,
  });
  return checks.filter(({ met }) => !met).map(({ key }) => key);
}

/** The check of the events alone, for a plan whose goal is seen at once in 10.6 % of units. */
function eventCheck(figures: {
  readonly units: Readonly<Record<string, number>>;
  readonly arms: Readonly<Record<string, Moments>>;
  readonly age?: number;
}) {
  return launchChecks(MAIL_PLAN, { multiple: 0, ...NAMED, age: 3 * HOUR, ...figures }).at(-1);
}

describe('launchChecks', () => {
  it('lets a sound canary pass, and says by which figures', () => {
    const checks = launchChecks(MAIL_PLAN, {
      units: { control: 1_612, treatment: 1_634 },
      multiple: 2,
      ...NAMED,
      arms: arms(1_612, 1_634),
      age: DAY,
    });
    expect(checks.map(({ met, text }) => `${met} ${text}`)).toEqual([
      'true Exposures arrive in every variant (control 1,612, treatment 1,634).',
      'true The split is as planned (p 0.6994).',
      'true Units stay in one variant (2 of 3,248 met more than one).',
      'true Events of Visit rate arrive in every variant (control 177, treatment 180).',
    ]);
  });

  it('says of a canary that is not sound what failed and by how much', () => {
    const checks = launchChecks(MAIL_PLAN, {
      units: { control: 1_612, treatment: 0 },
      multiple: 40,
      ...NAMED,
      arms: arms(1_612, 0),
      age: DAY,
    });
    expect(checks.slice(0, 3).map(({ met, text }) => `${met} ${text}`)).toEqual([
      'false Not every variant has 30 units yet (control 1,612, treatment 0).',
      'false The split is not as planned (p < 0.0001).',
      'false Too many units do not stay in one variant (40 of 1,652 met more than one; at most 1 % may).',
    ]);
  });

  it('asks for 30 units in every variant', () => {
    expect(unmet(30, 30)).toEqual([]);
    expect(unmet(30, 29)).toEqual(['exposures']);
    expect(unmet(0, 0)).toContain('exposures');
  });

  it('finds a split that is not as planned', () => {
    expect(unmet(1_000, 1_100)).toEqual([]);
    expect(unmet(1_000, 1_300)).toEqual(['split']);
    expect(unmet(1_000, 0)).toEqual(['exposures', 'split', 'events']);
  });

  it('lets one unit in a hundred meet several variants', () => {
    expect(unmet(495, 495, 10)).toEqual([]);
    expect(unmet(495, 495, 11)).toEqual(['one-variant-each']);
  });

  it('lets no other arm speak for one that sends nothing', () => {
    const events = (treatment: number) =>
      eventCheck({
        units: { control: 1_000, treatment: 1_000 },
        arms: { control: momentsFromCounts(1_000, 110), treatment: momentsFromCounts(1_000, treatment) },
      });
    expect(events(1)).toMatchObject({ met: true });
    expect(events(0)).toEqual({
      key: 'events',
      met: false,
      text: 'Events of Visit rate do not arrive in every variant (control 110, treatment 0).',
    });
  });

  it('misses the events of an arm that the source says nothing about', () => {
    const units = { control: 1_000, treatment: 1_000 };
    expect(eventCheck({ units, arms: {} })).toMatchObject({ met: false });
    expect(eventCheck({ units, arms: {}, age: 9 * DAY })).not.toHaveProperty('unchecked');
  });

  it('waits a day if fewer than ten are expected in an arm, then says that it did not check', () => {
    const few = { units: { control: 94, treatment: 94 }, arms: arms(94, 94, 0) };
    expect(eventCheck({ ...few, age: DAY - 1 })).toEqual({
      key: 'events',
      met: false,
      text: 'Events of Visit rate are not checked yet: too few units came to expect any (control 0, treatment 0).',
    });
    const late = eventCheck({ ...few, age: DAY });
    expect(late).toEqual({
      key: 'events',
      met: false,
      unchecked: true,
      text: 'Events of Visit rate are not checked: too few units came to expect any (control 0, treatment 0). The first look checks them.',
    });
    // One more unit in each arm, and ten are expected.
    const enough = { units: { control: 95, treatment: 95 }, arms: arms(95, 95, 0) };
    expect(eventCheck({ ...enough, age: DAY })).not.toHaveProperty('unchecked');
  });

  it('does not wait for events that cannot have come, and says so', () => {
    const canary = { units: { control: 31, treatment: 31 }, multiple: 0, ...NAMED, arms: {}, age: HOUR };
    const checks = launchChecks(GATE_PLAN, canary);
    expect(checks.at(-1)).toEqual({
      key: 'events',
      met: false,
      unchecked: true,
      text: 'Events of 7-day retention are not checked yet, because they are known 8 days after a unit came. The first look checks them.',
    });
    expect(isVerified(checks)).toBe(true);
    expect(isVerified(checks.map(({ unchecked: _, ...check }) => check))).toBe(false);
    const after = launchChecks(GATE_PLAN, { ...canary, arms: arms(60, 60, 0), age: 9 * DAY });
    expect(after.at(-1)).toMatchObject({ met: false });
    expect(isVerified(after)).toBe(false);
  });

  it('expects buyers, not euros: a sum says little of how many have come', () => {
    const goal = { ...MAIL_PLAN.goal, kind: 'mean' } as const;
    const plan = { ...MAIL_PLAN, goal, baseline: { ...MAIL_PLAN.baseline, mean: 2.4, variance: 230 } };
    const silent = (units: number) =>
      launchChecks(plan, {
        units: { control: units, treatment: units },
        multiple: 0,
        ...NAMED,
        arms: {},
        age: DAY,
      }).at(-1)?.unchecked;
    expect([silent(400), silent(420)]).toEqual([true, undefined]);
  });

  it('does not judge the silence of a goal whose baseline does not tell how many units have events', () => {
    const { goal } = MAIL_PLAN;
    const ratio = { ...goal, kind: 'ratio', denominator: { event: 'e', property: null } } as const;
    const adjusted = { ...goal, kind: 'mean', covariateDays: 14 } as const;
    const silent = { n: 900, mean: 0 };
    for (const of of [ratio, adjusted]) {
      const canary = { units: { control: 900, treatment: 900 }, multiple: 0, ...NAMED, age: DAY };
      const figures = { ...canary, arms: { control: { n: 900, mean: 0.1 }, treatment: silent } };
      const check = launchChecks({ ...MAIL_PLAN, goal: of }, figures).at(-1);
      expect(check).toMatchObject({ key: 'events', unchecked: true });
      expect(check?.text).toContain('control 90, treatment 0');
    }
  });

  it('puts a tick only if something was checked', () => {
    const marks = (checks: LaunchState['checks']) => {
      const { experiment: running } = EXAMPLES.running;
      const experiment = { ...running, launch: { ...launchOf(running), checks } };
      return JSON.stringify(renderRunning({ experiment, key: '', at: 0 }).blocks).match(/:[a-z_]+:/g);
    };
    const tick = { key: 'split', met: true, text: 'The split is as planned.' };
    expect(marks([tick])).toEqual([':white_check_mark:', ':white_check_mark:']);
    const open = { key: 'events', met: false, unchecked: true, text: 'not checked' } as const;
    expect(marks([tick, open])).toEqual([
      ':hourglass_flowing_sand:',
      ':white_check_mark:',
      ':hourglass_flowing_sand:',
    ]);
  });

  it('tells of units without a variant only if they are more than the rollout explains, and waits for none', () => {
    const checkOf = (withoutVariant: number, outsidePerInside: number) =>
      launchChecks(MAIL_PLAN, {
        units: { control: 800, treatment: 800 },
        multiple: 0,
        withoutVariant,
        outsidePerInside,
        arms: arms(800, 800),
        age: DAY,
      }).find(({ key }) => key === 'variant-named');
    expect(checkOf(16, 0)).toBeUndefined();
    // A canary at 5 % leaves out 19 units for each that it lets in: 30,400, give or take 3,118.
    expect(checkOf(33_500, 19)).toBeUndefined();
    expect(checkOf(17, 0)).toEqual({
      key: 'variant-named',
      met: false,
      unchecked: true,
      text: '17 units met the flag without a variant. They count in no variant. Check that every service that reads the flag can load it.',
    });
    expect(checkOf(34_000, 19)?.text).toContain(
      '34,000 units met the flag without a variant, and the share of the traffic explains only about 30,400.',
    );
  });

  it('judges nothing before there is a unit', () => {
    expect(
      launchChecks(MAIL_PLAN, { units: {}, multiple: 0, ...NAMED, arms: {}, age: HOUR }).map(
        ({ key, met }) => [key, met],
      ),
    ).toEqual([
      ['exposures', false],
      ['split', false],
      ['one-variant-each', true],
      ['events', false],
    ]);
  });
});
