import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  againstShipping,
  againstSplit,
  effectiveRollout,
  type ReleaseCondition,
} from '#domain/launch/release-conditions.ts';
import { matchOf } from '#sandbox/stand-ins/posthog/flag-evaluation.ts';
import type { StoredFlag } from '#sandbox/stand-ins/posthog/state.ts';

const own: ReleaseCondition = { own: true, restrictedTo: [], rollout: 1, variant: null, mark: 'own' };
const staff: ReleaseCondition = {
  ...{ own: false, restrictedTo: ['email contains "acme.com"'], rollout: 1, variant: 'control', mark: 's' },
};
const shipped = { control: 0, treatment: 1 };
const flag = (conditions: readonly ReleaseCondition[], allocation: Record<string, number> = shipped) => ({
  ...{ rollout: 1, allocation, conditions },
});

describe('the effective rollout', () => {
  it('is that of the bot’s condition if there is no other, also in a record from before conditions were kept', () => {
    const allocation = { control: 0.5, treatment: 0.5 };
    expect(effectiveRollout({ rollout: 0.2, allocation }).shares).toEqual({ control: 0.1, treatment: 0.1 });
    expect(effectiveRollout(flag([{ ...own, rollout: 0.2 }], allocation)).shares).toEqual({
      ...{ control: 0.1, treatment: 0.1 },
    });
  });

  it('counts an open override on top: "100 %" with 95 % forced to the control is 5 %', () => {
    const forced = { ...staff, restrictedTo: [], rollout: 0.95 };
    const { shares } = effectiveRollout(flag([forced, own]));
    expect(shares['control']).toBeCloseTo(0.95, 12);
    expect(shares['treatment']).toBeCloseTo(0.05, 12);
  });

  it('is not known for the units of a restricted condition, which it names', () => {
    const { shares, restricted } = effectiveRollout(flag([own, staff]));
    expect([shares, restricted]).toEqual([{ control: 0, treatment: 1 }, [staff]]);
  });

  it('is what PostHog’s evaluation gives, whatever conditions stand in whatever order', () => {
    const variant = fc.constantFrom(null, 'control', 'treatment', 'unknown');
    const condition = fc.record({ rollout: fc.constantFrom(0, 0.1, 0.35, 0.5, 0.8, 1), variant });
    const flags = fc.array(condition, { maxLength: 4 });
    fc.assert(
      fc.property(flags, fc.constantFrom(0, 0.3, 1), (given, treatment) => {
        const allocation = { control: 1 - treatment, treatment };
        const conditions = given.map((one) => ({ ...own, ...one }));
        const { shares } = effectiveRollout({ rollout: 0, allocation, conditions });
        const counted = countUnits(given, allocation);
        for (const key of ['control', 'treatment'] as const)
          expect(Math.abs(counted[key] - (shares[key] ?? 0))).toBeLessThan(0.05);
      }),
      { numRuns: 60 },
    );
  });
});

function countUnits(
  conditions: readonly { readonly rollout: number; readonly variant: string | null }[],
  allocation: Readonly<Record<string, number>>,
) {
  const filters = {
    groups: conditions.map(({ rollout, variant }) => ({ rollout_percentage: rollout * 100, variant })),
    multivariate: {
      variants: Object.entries(allocation).map(([key, share]) => ({ key, rollout_percentage: share * 100 })),
    },
  };
  const counted = { control: 0, treatment: 0 };
  const units = 3_000;
  for (let unit = 0; unit < units; unit += 1) {
    const met = matchOf({ key: 'gate', filters } as unknown as StoredFlag, `u${unit}`, {})?.variant;
    if (met === 'control' || met === 'treatment') counted[met] += 1 / units;
  }
  return counted;
}

describe('a split', () => {
  it('stands with the bot’s condition alone, and with a variant that is forced for some units', () => {
    expect(againstSplit(flag([staff, own]))).toEqual([]);
  });

  it.each([
    ['an override for all units', { ...staff, restrictedTo: [] }],
    ['a second condition that lets units in', { ...staff, variant: null }],
    ['a bot’s condition that others have narrowed', { ...own, restrictedTo: staff.restrictedTo }],
    ['a bot’s condition that others gave a variant', { ...own, variant: 'control' }],
  ])('does not stand with %s', (_name, condition) => {
    expect(againstSplit(flag([condition]))).toEqual([condition]);
  });
});

describe('a shipment', () => {
  it('reaches all units with conditions that give the same variant or leave it to the split', () => {
    const same = { ...staff, variant: 'treatment' };
    expect(againstShipping(flag([same, { ...staff, variant: null }, own]), 'treatment')).toEqual([]);
  });

  it('does not reach all units with one that gives another, or if the bot’s own is narrowed', () => {
    const narrowed = { ...own, restrictedTo: staff.restrictedTo };
    expect(againstShipping(flag([staff, narrowed]), 'treatment')).toEqual([staff, narrowed]);
  });
});
