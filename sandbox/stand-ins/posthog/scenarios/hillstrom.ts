import { baselineFrom, withAssumed } from '#sandbox/stand-ins/posthog/measures.ts';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';

const days = 7;
const rollout = 1;
const filled = withAssumed({
  control: {
    units: 21_306,
    metrics: {
      site_visited: { kind: 'proportion', successes: 2_262 },
      order_completed: { kind: 'proportion', successes: 122 },
      'order_completed.revenue': {
        kind: 'mean',
        mean: 0.6527893551112363,
        variance: 134.28637185302165,
        nonZero: 122,
      },
    },
  },
  treatment: {
    units: 21_307,
    metrics: {
      site_visited: { kind: 'proportion', successes: 3_894 },
      order_completed: { kind: 'proportion', successes: 267 },
      'order_completed.revenue': {
        kind: 'mean',
        mean: 1.422616511005773,
        variance: 315.21179886555484,
        nonZero: 267,
      },
    },
  },
});

/** Hillstrom's e-mail challenge: no e-mail (control) or the men's merchandise e-mail, which raises visits and orders. */
export const hillstrom: Scenario = {
  name: "Hillstrom: no e-mail or the men's e-mail",
  source: 'published: Kevin Hillstrom, MineThatData e-mail challenge, 2008',
  matches: /mail|newsletter/i,
  surfaces: /mail|newsletter|inbox/i,
  days,
  rollout,
  seed: 2008,
  ...filled,
  baseline: baselineFrom({ ...filled, days, rollout }),
  multiple: 0,
};
