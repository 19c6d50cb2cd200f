import { BOT } from '#domain/actor.ts';
import type { ProposedChoice } from '#domain/design/open-request.ts';
import { designed } from '#test/support/example-experiments.ts';
import { GATE_KEY, GATE_PLAN, GATE_REQUEST, MARIA } from '#test/support/example-plans.ts';
import { goOn, START, step, tell } from '#test/support/example-story.ts';

const CHOICES: readonly ProposedChoice[] = [
  { field: 'goalMetric', by: 'designer', reason: 'a later gate is meant to bring players back' },
  {
    ...{ field: 'guardrailMetrics', by: 'designer' },
    reason: 'players who wait longer for the gate may leave at once.',
  },
  { field: 'surface', by: 'designer', reason: 'the idea moves the <first> gate' },
  { field: 'risk', by: 'designer', reason: 'no money is touched & the flag takes it back' },
  {
    field: 'smallestLift',
    by: 'history',
    reason: 'people asked for it in the last 3 experiments with this goal',
  },
];
const { idea, owner } = GATE_REQUEST;

/** Proposed with the short form: the idea alone. */
const proposed = tell(GATE_KEY, {
  ...{ name: 'propose', request: { idea, owner, leftOpen: true }, channel: 'C_GROWTH' },
  ...{ actor: MARIA, at: START },
});

const failure = {
  role: 'designer',
  reason: 'not-chosen',
  detail:
    'Goal metric: The idea does not say what should get better.\nSurface: No surface is about greetings.',
} as const;

/** An idea for which everything else is chosen: right after it, with a plan, and if nothing fits. */
export const CHOSEN = {
  proposed,
  inReview: goOn(
    proposed,
    step(0.005, BOT, { name: 'recordChoices', request: GATE_PLAN.request, choices: CHOICES, runs: [] }),
    designed(0.01, GATE_PLAN),
  ),
  failed: goOn(
    proposed,
    step(0.01, BOT, { name: 'recordDesignFailure', failure, assessment: null, chosen: {}, runs: [] }),
  ),
};
