import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { type LookCase, readCaseFiles, type ScenarioCase } from '#tools/decision-cases/case-fields.ts';
import { problemsOfLook } from '#tools/decision-cases/check-look.ts';
import { drawDay, growingArm, splitUnits } from '#tools/decision-cases/draw.ts';
import { saidCodes } from '#tools/decision-cases/said-codes.ts';
import { measuredShares, playRuns } from '#tools/decision-cases/tally.ts';

const FOLDER = 'test/fixtures/decisions';
const LOOKS = readCaseFiles<LookCase>(FOLDER, 'looks-');
const SCENARIOS = readCaseFiles<ScenarioCase>(FOLDER, 'scenarios-');
const lookOf = (id: string): LookCase => {
  const found = LOOKS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return found;
};
const scenarioOf = (id: string): ScenarioCase => {
  const found = SCENARIOS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no scenario ${id}`);
  return found;
};

describe('one look', () => {
  it.each(LOOKS.map((one) => [one.id, one] as const))('is judged and told as it must be: %s', (_id, one) => {
    expect(problemsOfLook(one)).toEqual([]);
  });

  it.each([
    ['another verdict', { verdict: 'keep-running' }],
    ['another variant', { verdict: 'ship', variant: 'other' }],
    ['something unsaid', { verdict: 'ship', mustSay: ['nothing-proven'] }],
    ['something said', { verdict: 'ship', mustNotSay: ['proven-better'] }],
    ['another p', { verdict: 'ship', p: [{ metric: 'goal', variant: 'treatment', min: 0.5, max: 0.6 }] }],
    [
      'another interval',
      {
        verdict: 'ship',
        interval: [
          ...[{ metric: 'goal', variant: 'treatment', level: 0.95, lower: 0, upper: 1, tolerance: 0.001 }],
        ],
      },
    ],
    ['the bot alone', { verdict: 'ship', byBot: true }],
    ['a harmed treatment', { verdict: 'ship', dropped: ['treatment'] }],
  ])('fails if %s is asked for', (_what, expected) => {
    expect(problemsOfLook({ ...lookOf('ship-plain'), expect: expected })).toHaveLength(1);
  });
});

describe('what a message says', () => {
  it('has what stands behind its details, too', () => {
    const mustSay = ['proven-better', 'interval-level-stated', 'p-value-adjusted'];
    const asked = { ...lookOf('ship-plain'), expect: { verdict: 'ship', mustSay } };
    expect(problemsOfLook(asked)).toEqual([]);
  });

  it('tells an adjusted p-value from a plain one, and the p of the split from both', () => {
    expect(saidCodes(['95 % interval 0 to 1, adjusted p 0.03'])).toContain('p-value-adjusted');
    expect(saidCodes(['The split is as planned (p 0.4000)'])).toContain('p-value-adjusted');
    expect(saidCodes(['95 % interval 0 to 1, p 0.03'])).not.toContain('p-value-adjusted');
  });
});

describe('the draws', () => {
  const random = seededRandom(7);

  it('split every unit over the shares', () => {
    const drawn = Array.from({ length: 200 }, () => splitUnits(random, 1000, [0.7, 0.2, 0.1]));
    for (const one of drawn) expect(one.reduce((sum, units) => sum + units, 0)).toBe(1000);
    expect(drawn.reduce((sum, [, , small = 0]) => sum + small, 0) / 200).toBeCloseTo(100, -1);
  });

  it.each([
    [{ kind: 'rate', rate: 0.2 }, 0.1, 0.22, 0.22 * 0.78],
    [{ kind: 'normal', mean: 10, sd: 12 }, -0.05, 9.5, 144],
    // A lognormal of mean 1 and sigma 1 has the square mean e.
    [{ kind: 'buyers', buyers: 0.1, sigma: 1, liftOn: 'buyers' }, -0.5, 0.05, 0.05 * Math.E - 0.05 ** 2],
    [{ kind: 'buyers', buyers: 0.1, sigma: 1, liftOn: 'amount' }, -0.5, 0.05, 0.025 * Math.E - 0.05 ** 2],
    [{ kind: 'counts', shares: [0.12, 0.04, 0.01] }, 0, 0.23, 0.12 + 4 * 0.04 + 9 * 0.01 - 0.23 ** 2],
  ] as const)('have the mean and the variance of %o with the effect %d', (of, effect, mean, variance) => {
    const { n, mean: drawn, m2 } = drawDay(random, of, 400_000, effect);
    expect(Math.abs(drawn - mean)).toBeLessThan(5 * Math.sqrt(variance / n));
    expect(m2 / (n - 1) / variance).toBeGreaterThan(0.9);
    expect(m2 / (n - 1) / variance).toBeLessThan(1.1);
  });

  it('count late units from their day on, and all events by the end of the window', () => {
    const rate = { key: 'goal', direction: 'increase', distribution: { kind: 'rate', rate: 0.3 } } as const;
    const late = growingArm(random, { ...rate, delayDays: 2 }, 0);
    expect([1, 2, 3, 4].map((day) => late.endDay(day, 100).n)).toEqual([0, 0, 100, 200]);
    const slow = growingArm(random, { ...rate, meanDelayDays: 3, windowDays: 14 }, 0);
    const shares = Array.from({ length: 16 }, (_, day) => slow.endDay(day + 1, day === 0 ? 100_000 : 0).mean);
    // On the evening of the first day a unit has been there for half a day on average.
    const first = (0.3 * (1 - Math.exp(-0.5 / 3))) / (1 - Math.exp(-14 / 3));
    expect(shares[0]).toBeCloseTo(first, 2);
    expect(shares.at(-1)).toBeCloseTo(0.3, 2);
  });
});

describe('a scenario', () => {
  it('gives the same runs for the same seed, and its shares lie in their bands', () => {
    const one = scenarioOf('harm-goal-50');
    const tally = playRuns(one, 250, 3);
    expect(playRuns(one, 250, 3)).toEqual(tally);
    expect(measuredShares(one, tally).map(({ outcome }) => outcome)).toEqual([
      ...['killedByHarm', 'shipped', 'stoppedForHarmByDay 7'],
    ]);
    for (const { share, low, high } of measuredShares(one, tally)) {
      expect(share).toBeGreaterThanOrEqual(low - 0.06);
      expect(share).toBeLessThanOrEqual(high);
    }
  });
});

describe('npm run test:decisions', () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['tools/decision-cases/run.ts', ...args], { encoding: 'utf8' });

  it('counts what passed, and fails for a folder without cases', () => {
    const folder = mkdtempSync(join(tmpdir(), 'decisions-'));
    expect(run(folder)).toMatchObject({ status: 1, stdout: 'decisions: 0 passed, 0 failed\n' });
    cpSync(join(FOLDER, 'looks-split.json'), join(folder, 'looks-split.json'));
    expect(run(folder)).toMatchObject({ status: 0, stdout: 'decisions: 7 passed, 0 failed\n' });
  });

  it('refuses a seed that is no number', () => {
    expect(run(FOLDER, '--seed', 'x')).toMatchObject({ status: 2 });
  });
});
