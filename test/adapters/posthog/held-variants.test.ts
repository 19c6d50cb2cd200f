import { describe, expect, it } from 'vitest';
import { type Filters, withSetting } from '#adapters/posthog/flag-filters.ts';
import { heldAllocation } from '#domain/launch/held-variants.ts';

const PLANNED = { control: 0.34, 'treatment-1': 0.33, 'treatment-2': 0.33 };
const FRESH: Filters = { groups: [], multivariate: { variants: [] } };

/** The variant of a unit whose hash lies at `point` (0..1), as PostHog finds it: the shares in the order of the list. */
function variantAt(filters: Filters, point: number): string | undefined {
  let end = 0;
  return filters.multivariate?.variants.find(({ rollout_percentage: share }) => {
    end += share / 100;
    return point < end;
  })?.key;
}

function setTo(filters: Filters, dropped: readonly string[]): Filters {
  return withSetting(filters, { active: true, rollout: 1, allocation: heldAllocation(PLANNED, dropped) });
}

const POINTS = Array.from({ length: 997 }, (_, index) => (index + 0.5) / 997);

describe('a dropped variant', () => {
  it.each([[['treatment-1']], [['treatment-2']], [['treatment-2', 'treatment-1']]])(
    'hands its units over and moves no other unit: %s',
    (dropped) => {
      const before = setTo(FRESH, []);
      const after = dropped.reduce(
        (filters, _, index) => setTo(filters, dropped.slice(0, index + 1)),
        before,
      );
      for (const point of POINTS) {
        const was = variantAt(before, point) ?? '';
        expect(variantAt(after, point)).toBe(dropped.includes(was) ? `${was}-dropped` : was);
      }
      const shares = after.multivariate?.variants.map(({ rollout_percentage }) => rollout_percentage) ?? [];
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
    },
  );
});
