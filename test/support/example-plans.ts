import { AUTHORITY, type PersonActor } from '#domain/actor.ts';
import type { Assessment, DesignProposal, PolicyOpinion } from '#domain/agent-output.ts';
import { buildPlan } from '#domain/design/build-plan.ts';
import type { Baseline, ExperimentRequest, Plan } from '#domain/plan.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';

const { metrics: CATALOGUE } = EXAMPLE_SETTINGS;

function approving(person: string): PersonActor {
  return { person, roles: ['approver'], authority: AUTHORITY, approvers: ['p_priya', 'p_tom'] };
}

/** The people of the examples. Pseudonyms, as the journal holds them. */
export const MARIA: PersonActor = { person: 'p_maria', roles: [], authority: AUTHORITY };
export const PRIYA: PersonActor = approving('p_priya');
export const TOM: PersonActor = approving('p_tom');

export const GATE_REQUEST: ExperimentRequest = {
  idea: 'Move the first gate from level 30 to level 40, so that players see more of the game before they wait',
  goalMetric: 'retention_7d',
  guardrailMetrics: ['revenue_per_user', 'crash_rate'],
  mustHold: ['revenue_per_user', 'crash_rate'],
  smallestLift: 0.05,
  trafficShare: 1,
  split: [0.5, 0.5],
  surface: 'level gate',
  repository: 'acme/shop',
  risk: 'low',
  owner: 'p_maria',
};

export const GATE_PROPOSAL: DesignProposal = {
  title: 'First gate at level 40',
  hypothesis: 'Moving the first gate from level 30 to level 40 raises 7-day retention.',
  rationale: 'Players who meet more of the game before they first wait have more reasons to come back.',
  controlDescription: 'The first gate stands at level 30, as today.',
  treatmentDescriptions: ['The first gate stands at level 40.'],
  guardrailMetrics: ['revenue_per_user'],
  secondaryMetrics: ['retention_1d'],
  lookCadence: 'weekly',
  risks: ['Players may spend less where they used to pay to pass the gate.'],
};

/** Cookie Cats: 90,189 players in 14 days, 8,502 of 44,700 controls retained. */
export const GATE_BASELINE: Baseline = {
  mean: 8_502 / 44_700,
  variance: (8_502 / 44_700) * (1 - 8_502 / 44_700),
  units: 180_376,
  unitsPerDay: 90_189 / 14,
};

const MAIL_REQUEST: ExperimentRequest = {
  idea: 'Send the men’s e-mail to customers of the last year, because it brings them back to the site',
  goalMetric: 'visit_rate',
  guardrailMetrics: ['unsubscribe_rate'],
  mustHold: ['unsubscribe_rate'],
  smallestLift: 0.1,
  trafficShare: 1,
  split: [0.5, 0.5],
  surface: 'e-mail',
  repository: 'acme/shop',
  risk: 'medium',
  owner: 'p_maria',
};

const MAIL_PROPOSAL: DesignProposal = {
  title: 'Men’s e-mail to last year’s customers',
  hypothesis: 'Sending the men’s e-mail raises the visit rate.',
  rationale: 'An e-mail is a reminder, and these customers have bought before.',
  controlDescription: 'No e-mail is sent.',
  treatmentDescriptions: ['The men’s e-mail is sent once.'],
  guardrailMetrics: [],
  secondaryMetrics: ['checkout_conversion'],
  lookCadence: 'weekly',
  risks: ['Some customers may unsubscribe.'],
};

/** Hillstrom: 42,613 customers in 7 days, 2,262 of 21,306 controls visited. */
const MAIL_BASELINE: Baseline = {
  mean: 2_262 / 21_306,
  variance: (2_262 / 21_306) * (1 - 2_262 / 21_306),
  units: 170_452,
  unitsPerDay: 42_613 / 7,
};

export const ASSESSMENT: Assessment = {
  testable: true,
  reason: 'One change, one measurable outcome, enough traffic.',
  questions: [],
  template: 'onboarding',
  risk: 'low',
};

export const OPINION: PolicyOpinion = {
  verdict: 'no-objection',
  objections: [],
  considerations: ['Watch revenue in the first week: the gate is also a place where players pay.'],
};

/** A plan out of `buildPlan`; fails where it refuses. */
export function planOf(
  key: string,
  request: ExperimentRequest,
  proposal: DesignProposal,
  baseline: Baseline,
): Plan {
  const built = buildPlan({ key, request, proposal, template: 'onboarding', catalogue: CATALOGUE, baseline });
  if (built.kind === 'refused') throw new Error(built.problem);
  return built.value;
}

export const GATE_KEY = 'move-the-first-gate';
export const GATE_PLAN = planOf(GATE_KEY, GATE_REQUEST, GATE_PROPOSAL, GATE_BASELINE);
/** The gate at two other levels. */
export const TWO_GATES_KEY = 'try-two-gates';
export const TWO_GATES_PLAN = planOf(
  TWO_GATES_KEY,
  { ...GATE_REQUEST, split: [0.34, 0.33, 0.33] },
  {
    ...GATE_PROPOSAL,
    treatmentDescriptions: ['The first gate stands at level 40.', 'The first gate stands at level 50.'],
  },
  { ...GATE_BASELINE, unitsPerDay: (GATE_BASELINE.unitsPerDay * 3) / 2 },
);
export const MAIL_KEY = 'send-the-mens-e-mail';
export const MAIL_PLAN = planOf(MAIL_KEY, MAIL_REQUEST, MAIL_PROPOSAL, MAIL_BASELINE);
