import { describe, expect, it } from 'vitest';
import { type Group, ownIndex, toConditions, withOwnRollout } from '#adapters/posthog/flag-conditions.ts';

const OWN: Group = { properties: [], description: 'Experiment co-pilot', rollout_percentage: 5 };
const STAFF: Group = {
  properties: [{ key: 'email', type: 'person', operator: 'icontains', value: 'ann.smith@acme.com' }],
  rollout_percentage: 100,
  variant: 'treatment',
};

describe('the condition that the bot made', () => {
  it('is known by its description, wherever it stands and whatever was put on it', () => {
    expect(ownIndex([STAFF, { ...OWN, properties: STAFF.properties }])).toBe(1);
  });

  it('is the only open one on a flag of an earlier version, and none of several', () => {
    const open: Group = { properties: [], rollout_percentage: 50 };
    expect(ownIndex([STAFF, open])).toBe(1);
    expect(ownIndex([{ rollout_percentage: null }])).toBe(0);
    expect(ownIndex([open, open])).toBeNull();
    expect(ownIndex([STAFF])).toBeNull();
    expect(ownIndex([{ ...open, variant: 'control' }])).toBeNull();
    expect(ownIndex([{ ...open, description: 'Beta testers' }])).toBeNull();
  });

  it('is made again behind those of others if it is gone, and theirs are never touched', () => {
    expect(withOwnRollout([STAFF], 30, false)).toEqual([
      STAFF,
      { properties: [], variant: null, description: 'Experiment co-pilot', rollout_percentage: 30 },
    ]);
    expect(withOwnRollout([OWN, STAFF], 30, false)).toEqual([{ ...OWN, rollout_percentage: 30 }, STAFF]);
  });

  it('keeps what others put on it, unless it is to be as it was made', () => {
    const narrowed = { ...OWN, properties: STAFF.properties, variant: 'control' };
    expect(withOwnRollout([narrowed], 30, false)).toEqual([{ ...narrowed, rollout_percentage: 30 }]);
    expect(withOwnRollout([narrowed], 30, true)).toEqual([{ ...OWN, variant: null, rollout_percentage: 30 }]);
  });
});

describe('a condition in words', () => {
  const wordsOf = (property: object) =>
    toConditions([{ properties: [{ key: 'plan', value: null, ...property }] }])[0]?.restrictedTo[0];

  it('has its properties, its rollout and its variant', () => {
    expect(toConditions([STAFF, OWN])).toEqual([
      {
        own: false,
        restrictedTo: ['email contains "…@acme.com"'],
        rollout: 1,
        variant: 'treatment',
        mark: expect.stringMatching(/^[0-9a-f]{12}$/),
      },
      { own: true, restrictedTo: [], rollout: 0.05, variant: null, mark: expect.any(String) },
    ]);
  });

  it.each([
    [{ operator: 'exact', value: ['free', 'pro'] }, 'plan is "free" or "pro"'],
    [{ value: 7 }, 'plan is "7"'],
    [{ operator: 'is_not', value: 'free' }, 'plan is not "free"'],
    [{ operator: 'exact', value: [1, 2, 3, 4, 5] }, 'plan is "1" or "2" or "3" or 2 more'],
    [{ operator: 'is_set' }, 'plan is set'],
    [{ key: 'a\nb', value: '<!channel> `x`' }, 'a b is " !channel x "'],
    [{ operator: 'gte', value: 3 }, 'plan is at least "3"'],
    [{ type: 'cohort', key: 'id', value: 12 }, 'is in cohort "12"'],
    [
      { type: 'flag', key: '14', operator: 'flag_evaluates_to', value: true },
      'flag 14 flag_evaluates_to "true"',
    ],
  ])('%j', (property, words) => {
    expect(wordsOf(property)).toBe(words);
  });

  it('holds no address of a person, in whatever operator it stands, and differs if the address does', () => {
    const of = (value: string) => toConditions([{ properties: [{ key: 'email', value }] }])[0];
    expect(of('ann@acme.com')?.restrictedTo).toEqual(of('bob@acme.com')?.restrictedTo);
    expect(JSON.stringify(of('ann@acme.com'))).not.toContain('ann');
    expect(of('ann@acme.com')?.mark).not.toBe(of('bob@acme.com')?.mark);
  });

  it('without a percentage lets all units in', () => {
    expect(toConditions([{ ...OWN, rollout_percentage: null }])[0]?.rollout).toBe(1);
  });
});
