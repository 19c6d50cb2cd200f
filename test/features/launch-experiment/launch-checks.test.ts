import { describe, expect, it } from 'vitest';
import { launchChecks } from '#features/launch-experiment/launch-experiment.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { momentsFromCounts } from '#stats/moments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const arms = (control: number, treatment: number, rate = 0.19) => ({
  control: momentsFromCounts(control, Math.round(control * rate)),
  treatment: momentsFromCounts(treatment, Math.round(treatment * rate)),
});

/** The keys of the checks that are not met. */
function unmet(
  control: number,
  treatment: number,
  multiple = 0,
  rate = 0.19,
  age = 8 * DAY,
): readonly string[] {
  const checks = launchChecks(GATE_PLAN, {
    units: { control, treatment },
    multiple,
    moments: arms(control, treatment, rate),
    age,
  });
  return checks.filter(({ met }) => !met).map(({ key }) => key);
}

describe('launchChecks', () => {
  it('lets a sound canary pass, and says by which figures', () => {
    const checks = launchChecks(GATE_PLAN, {
      units: { control: 1_612, treatment: 1_634 },
      multiple: 2,
      moments: arms(1_612, 1_634),
      age: DAY,
    });
    expect(checks.map(({ met, text }) => `${met} ${text}`)).toEqual([
      'true exposures arrive in every variant (control 1,612, treatment 1,634)',
      'true the split is as planned (p 0.6994)',
      'true units stay in one variant (2 of 3,248 met several)',
      'true events of 7-day retention arrive (616 so far)',
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
    expect(unmet(1_000, 0)).toEqual(['exposures', 'split']);
  });

  it('lets one unit in a hundred meet several variants', () => {
    expect(unmet(495, 495, 10)).toEqual([]);
    expect(unmet(495, 495, 11)).toEqual(['one-variant-each']);
  });

  it('misses events only where ten are to be expected', () => {
    expect(unmet(30, 22, 0, 0)).toEqual(['exposures']);
    expect(unmet(31, 31, 0, 0)).toEqual(['events']);
    // GATE_PLAN's goal is 7-day retention: before the seventh day nobody can have come back.
    expect(unmet(31, 31, 0, 0, 6 * DAY)).toEqual([]);
    const early = launchChecks(GATE_PLAN, {
      units: { control: 5, treatment: 5 },
      multiple: 0,
      moments: {},
      age: HOUR,
    });
    expect(early.at(-1)).toEqual({
      key: 'events',
      met: true,
      text: 'too early to expect events of 7-day retention',
    });
  });

  it('judges nothing before there is a unit', () => {
    expect(
      launchChecks(GATE_PLAN, { units: {}, multiple: 0, moments: {}, age: HOUR }).map(({ key, met }) => [
        key,
        met,
      ]),
    ).toEqual([
      ['exposures', false],
      ['split', false],
      ['one-variant-each', true],
      ['events', true],
    ]);
  });
});
