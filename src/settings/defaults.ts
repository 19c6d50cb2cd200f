import { PLAN_DEFAULTS } from '#domain/design/build-plan.ts';
import { POLICY } from '#domain/design/policy.ts';
import type { DecisionRuleChoice, Template } from './settings.ts';

/** What holds if the settings file says nothing of it. */
export const DEFAULTS = {
  ...PLAN_DEFAULTS,
  usualDays: POLICY.maximumDays,
  worthHaving: 0.05,
  highRiskAlpha: POLICY.maximumAlphaAtHighRisk,
  retentionDays: 365,
  decisionRules: {
    byRisk: { low: 'worth-having', medium: 'worth-having', high: 'worth-having' },
    sets: [],
  } satisfies DecisionRuleChoice,
} as const;

/** Kinds of experiments; the supervisor chooses one, the designer follows its shape. */
export const TEMPLATES: readonly Template[] = [
  { name: 'onboarding', description: 'first sessions, gates, tutorials; goal: coming back' },
  { name: 'engagement', description: 'messages, content, habits; goal: visits and use' },
  { name: 'monetisation', description: 'prices, offers, checkout; goal: orders or revenue' },
  { name: 'performance', description: 'speed and stability; goal: time or errors' },
  { name: 'viral', description: 'invitations and sharing; goal: new units per unit' },
];
