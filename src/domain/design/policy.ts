import { CONFIGURATION_RULES } from '#domain/configurations/configuration-rules.ts';
import { GOAL_RULES } from '#domain/design/goal-rules.ts';
import type { PolicyRule } from '#domain/design/policy-rule.ts';
import { enteringDays, isExpectedLiftWrong, type Plan } from '#domain/plan.ts';

/** A hard rule that a plan breaks, with a sentence that says what to change. */
export interface Violation {
  readonly rule: string;
  readonly message: string;
}

/** Limits that no prompt and no person can waive. */
export const POLICY = {
  maximumAlpha: 0.05,
  maximumAlphaAtHighRisk: 0.01,
  minimumPower: 0.8,
  minimumDays: 7,
  maximumDays: 28,
  minimumUnitsPerVariant: 1_000,
  maximumVariants: 5,
} as const;

const RULES: readonly PolicyRule[] = [
  {
    rule: 'alpha',
    broken: (plan) => !(plan.alpha > 0 && plan.alpha <= POLICY.maximumAlpha),
    message: () => 'The error rate (alpha) must be at most 5 %.',
  },
  {
    rule: 'alpha-at-high-risk',
    // Plans from before rules were registered were sized by the alpha of every other plan.
    broken: ({ alpha, request, decisionRules }) =>
      decisionRules !== undefined && request.risk === 'high' && !(alpha <= POLICY.maximumAlphaAtHighRisk),
    message: () => 'The error rate (alpha) of an experiment of high risk must be at most 1 %.',
  },
  {
    rule: 'power',
    broken: (plan) => !(plan.power >= POLICY.minimumPower && plan.power < 1),
    message: () => 'The power must be at least 80 %.',
  },
  {
    rule: 'one-control',
    broken: (plan) => plan.variants.filter((variant) => variant.role === 'control').length !== 1,
    message: () => 'There must be exactly one control.',
  },
  {
    rule: 'variants',
    broken: (plan) => plan.variants.length < 2 || plan.variants.length > POLICY.maximumVariants,
    message: () => 'There must be one control and one to four treatments.',
  },
  {
    rule: 'distinct-variants',
    broken: (plan) => new Set(plan.variants.map((variant) => variant.key)).size !== plan.variants.length,
    message: () => 'Every variant needs a key of its own.',
  },
  {
    rule: 'allocation',
    broken: (plan) => !sumsToOne(plan),
    message: (plan) => {
      const sum = plan.variants.reduce((total, variant) => total + variant.allocation, 0);
      return `The shares of the variants sum to ${Math.round(sum * 100)} %; they must sum to 100 %, each above 0.`;
    },
  },
  {
    rule: 'flag-key',
    broken: (plan) => !/^[a-z0-9][a-z0-9-]{1,62}$/.test(plan.flagKey),
    message: () => 'The flag key may hold only lower-case letters, digits and hyphens (2 to 63 of them).',
  },
  {
    rule: 'traffic',
    broken: ({ request }) => !(request.trafficShare > 0 && request.trafficShare <= 1),
    message: () => 'The traffic share must be above 0 and at most 100 %.',
  },
  {
    rule: 'smallest-lift',
    broken: ({ request }) => !(request.smallestLift > 0 && request.smallestLift <= 5),
    message: () => 'The smallest lift worth having must be above 0 and at most 500 %.',
  },
  {
    rule: 'expected-lift',
    broken: ({ request }) => isExpectedLiftWrong(request),
    message: () =>
      'The lift to be able to see must be at least the smallest lift worth having and at most 500 %.',
  },
  ...GOAL_RULES,
  ...CONFIGURATION_RULES,
  {
    rule: 'guardrail',
    broken: (plan) => plan.guardrails.length === 0,
    message: () => 'At least one guardrail must protect what should not get worse.',
  },
  {
    rule: 'margin',
    broken: (plan) => plan.guardrails.some(({ margin }) => !(margin > 0 && margin <= 0.5)),
    message: () => 'The margin of a guardrail must be above 0 and at most 50 %.',
  },
  {
    rule: 'units',
    broken: (plan) => plan.sizing.unitsPerVariant < POLICY.minimumUnitsPerVariant,
    message: () => 'Every variant needs at least 1,000 units.',
  },
  {
    rule: 'duration',
    broken: ({ sizing }) => sizing.days < POLICY.minimumDays || enteringDays(sizing) % 7 !== 0,
    message: () => 'The experiment must take units in for whole weeks, at least one.',
  },
  {
    rule: 'too-long',
    broken: ({ sizing }) => sizing.days > POLICY.maximumDays,
    message: ({ sizing, otherGoals }) =>
      `This would take ${sizing.days} days${waiting(sizing)}; the longest allowed is ${POLICY.maximumDays}. Raise the traffic share or the lift to be able to see, or choose a goal metric that more units reach${otherGoals === undefined ? '' : ', or fewer goals'}.`,
  },
];

function waiting({ waitDays = 0 }: Plan['sizing']): string {
  return waitDays === 0 ? '' : `, the last ${waitDays} of them to wait for the goal metric of the last units`;
}

function sumsToOne(plan: Plan): boolean {
  const sum = plan.variants.reduce((total, variant) => total + variant.allocation, 0);
  return Math.abs(sum - 1) < 1e-9 && plan.variants.every((variant) => variant.allocation > 0);
}

/** The hard rules that a plan breaks, in order; empty when it may be reviewed. */
export function planViolations(plan: Plan): readonly Violation[] {
  return RULES.filter((rule) => rule.broken(plan)).map(({ rule, message }) => ({
    rule,
    message: message(plan),
  }));
}
