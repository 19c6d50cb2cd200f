import { BOT } from '#domain/actor.ts';
import type { AgentFailure } from '#domain/agent-output.ts';
import type { PlanReasoning } from '#domain/design/plan-reasoning.ts';
import { designed, EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';
import { goOn, step } from '#test/support/example-story.ts';

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

const OBJECTION = {
  ...{ goalMetric: 'visit_rate', name: 'Visit rate', days: 14 },
  reason:
    'Whether players come back after a week has many other reasons; a visit the next days is what the gate moves.',
};

const TOO_LONG: AgentFailure = {
  ...{ role: 'designer', reason: 'impossible' },
  detail:
    'This would take 91 days, the last 8 of them to wait for the goal metric of the last units; the longest allowed is 28. Raise the traffic share or the lift to be able to see, or choose a goal metric that more units reach.',
  alternatives: [
    { kind: 'lift', label: 'Size it to see 3.1 %', change: { expectedLift: 0.031 }, days: 22 },
    { kind: 'traffic', label: 'Use all traffic', change: { trafficShare: 1 }, days: 22 },
    { kind: 'guardrails', label: 'Only watch Crash & hang rate', change: { mustHold: [] }, days: 15 },
    { kind: 'goal', label: 'Take Visit rate as the goal', change: { goalMetric: 'visit_rate' }, days: 7 },
  ],
};

/** A plan with the designer's reasons, and no plan but what can be planned in its place. */
export const REASONED = {
  tooLong: goOn(
    EXAMPLES.proposed,
    step(0.01, BOT, { name: 'recordDesignFailure', failure: TOO_LONG, assessment: null, runs: [] }),
  ),
  objected: goOn(
    EXAMPLES.proposed,
    designed(0.01, { ...GATE_PLAN, reasoning: { ...REASONING, objection: OBJECTION } }),
  ),
  inReview: goOn(EXAMPLES.proposed, designed(0.01, { ...GATE_PLAN, reasoning: REASONING })),
};
