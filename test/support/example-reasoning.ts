import type { PlanReasoning } from '#domain/design/plan-reasoning.ts';
import { designed, EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';
import { goOn } from '#test/support/example-story.ts';

export const REASONING: PlanReasoning = {
  mechanism:
    'Players see more of the game before they first wait, so more of them have begun something to come back to.',
  disproof:
    'Players reach the later gate no more often, or 1-day retention stays as it is while the goal moves.',
  guardrailReasons: {
    revenue_per_user: 'Players pay to pass the gate; fewer of them meet it.',
    crash_rate: 'Old phones load <ten> more levels before the first wait.',
  },
  segments: ['$os'],
  forecast: { low: -0.025, high: 0.05 },
  citations: [
    {
      key: 'gate-at-25',
      title: 'First gate at level 25',
      stance: 'supports',
      contradictedBy: ['gate-at-20'],
    },
    { key: 'no-gate', title: 'No gate & no wait at all', stance: 'contradicts' },
  ],
  noneSimilar: 'The e-mail of spring reached other people.',
};

/** A plan with the designer's reasons. */
export const REASONED = {
  inReview: goOn(EXAMPLES.proposed, designed(0.01, { ...GATE_PLAN, reasoning: REASONING })),
};
