import { BOT } from '#domain/actor.ts';
import type { ProposedChoice } from '#domain/design/open-request.ts';
import { designed, pressed } from '#test/support/example-experiments.ts';
import { GATE_KEY, GATE_PLAN, GATE_REQUEST, MARIA, PRIYA } from '#test/support/example-plans.ts';
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

const asksEdit = {
  role: 'designer',
  reason: 'asks-edit',
  detail: 'Goal metric: Visit rate (now 7-day retention)\nSplit: 70 % / 30 % (now 50 % / 50 %)',
} as const;

const reviewed = goOn(
  proposed,
  step(0.005, BOT, { name: 'recordChoices', request: GATE_PLAN.request, choices: CHOICES, runs: [] }),
  designed(0.01, GATE_PLAN),
);

/** An idea for which everything else is chosen: right after it, with a plan, and if nothing fits. */
export const CHOSEN = {
  proposed,
  inReview: reviewed,
  /** A comment on the plan asks for another request. */
  askedEdit: goOn(
    reviewed,
    pressed(0.02, PRIYA, 'plan', (shown) => ({ name: 'requestChanges', comment: 'Visits, 70/30', ...shown })),
    step(0.021, BOT, {
      name: 'recordDesignFailure',
      failure: asksEdit,
      ...{ assessment: null, chosen: { split: [0.7, 0.3] }, runs: [] },
    }),
  ),
  failed: goOn(
    proposed,
    step(0.01, BOT, { name: 'recordDesignFailure', failure, assessment: null, chosen: {}, runs: [] }),
  ),
};
