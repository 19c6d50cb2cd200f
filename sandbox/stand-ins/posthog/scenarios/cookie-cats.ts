import { baselineFrom, withAssumed } from '#sandbox/stand-ins/posthog/measures.ts';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';

const days = 14;
const rollout = 1;
const filled = withAssumed({
  control: {
    units: 44_700,
    metrics: {
      retained_7d: { kind: 'proportion', successes: 8_502 },
      retained_1d: { kind: 'proportion', successes: 20_034 },
    },
  },
  treatment: {
    units: 45_489,
    metrics: {
      retained_7d: { kind: 'proportion', successes: 8_279 },
      retained_1d: { kind: 'proportion', successes: 20_119 },
    },
  },
});

/** Cookie Cats: the first gate at level 30 (control) or 40. Moving it lowers 7-day retention; people kept it at 30. */
export const cookieCats: Scenario = {
  name: 'Cookie Cats: first gate at level 30 or 40',
  source: 'published: Tactile Entertainment, 90,189 players, data set cookie_cats (DataCamp)',
  matches: /gate|cookie|level/i,
  surfaces: /gate|cookie|level|game/i,
  days,
  rollout,
  // Only the totals are published, not the order of the players. This order runs its course as the expected one would:
  // half of the sample does not cross the first bound.
  seed: 2014,
  ...filled,
  baseline: baselineFrom({ ...filled, days, rollout }),
  multiple: 0,
};
