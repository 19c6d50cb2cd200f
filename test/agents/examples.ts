import { join } from 'node:path';
import { createOpenAiModel, type OpenAiOptions } from '#adapters/openai/model.ts';
import type { AgentDeps } from '#agents/ask.ts';
import { loadPrompts } from '#agents/prompt.ts';
import { createRedaction } from '#agents/redaction.ts';
import { VENDOR_SECRETS } from '#app/vendors.ts';
import type { Assessment } from '#domain/agent-output.ts';
import type { Metric } from '#domain/metric.ts';
import type { ExperimentRequest, Plan } from '#domain/plan.ts';
import type { ScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';

/** Knows what the product knows. */
export const redaction = createRedaction(VENDOR_SECRETS);

/** The prompts as they ship. */
export const prompts = loadPrompts(join(import.meta.dirname, '../../prompts'));

/** Agents on the real SDK, pointed at the stand-in. */
export function agentsOn(server: ScriptedModel, options: Partial<OpenAiOptions> = {}): AgentDeps {
  const model = createOpenAiModel({
    apiKey: 'sk-test',
    baseUrl: server.baseUrl,
    model: 'scripted-model',
    structured: 'schema',
    timeoutMs: 10_000,
    ...options,
  });
  return { model, prompts, redaction };
}

function metric(key: string, name: string, desiredDirection: Metric['desiredDirection']): Metric {
  return {
    key,
    name,
    description: name,
    kind: 'proportion',
    desiredDirection,
    event: key,
    property: null,
    windowDays: 7,
  };
}

export const RETENTION = metric('retention_7d', '7-day retention', 'increase');
export const CRASHES = metric('crash_rate', 'Crash rate', 'decrease');
const SUPPORT = metric('support_contact', 'Support contacts', 'decrease');
export const CATALOGUE: readonly Metric[] = [
  RETENTION,
  CRASHES,
  SUPPORT,
  metric('visit_rate', 'Visit rate', 'increase'),
  metric('checkout_conversion', 'Checkout conversion', 'increase'),
];

export const TEMPLATES = [
  { name: 'onboarding', description: 'first sessions, gates, tutorials; goal: coming back' },
  { name: 'engagement', description: 'messages, content, habits; goal: visits and use' },
  { name: 'monetisation', description: 'prices, offers, checkout; goal: orders or revenue' },
];

/** A request for one treatment on the game's level gate, with what a test wants to be different. */
export function requestOf(changes: Partial<ExperimentRequest> = {}): ExperimentRequest {
  return {
    idea: 'Move the first gate from level 30 to 40',
    goalMetric: 'retention_7d',
    guardrailMetrics: ['crash_rate'],
    smallestLift: 0.015,
    trafficShare: 0.5,
    split: [0.5, 0.5],
    surface: 'level gate',
    repository: 'acme/shop',
    risk: 'low',
    owner: 'U0123ABCDE',
    ...changes,
  };
}

export const ASSESSMENT: Assessment = {
  testable: true,
  reason: 'One change.',
  questions: [],
  template: 'onboarding',
  risk: 'low',
};

/** A plan with one control and the treatments described. */
export function planOf(
  treatments: readonly string[] = ['Move the first gate from level 30 to 40'],
  changes: Partial<Plan> = {},
  today = 'As today: level 30.',
): Plan {
  const share = 1 / (treatments.length + 1);
  return {
    title: 'Move the first gate from level 30 to 40',
    hypothesis:
      'If we move the first gate from level 30 to 40, then 7-day retention will rise by at least 1.5 %.',
    rationale: 'Players meet the obstacle later.',
    request: requestOf(),
    flagKey: 'move-the-first-gate-k7q2',
    variants: [
      { key: 'control', role: 'control', description: today, allocation: share },
      ...treatments.map((description, index) => ({
        key: treatments.length === 1 ? 'treatment' : `treatment-${index + 1}`,
        role: 'treatment' as const,
        description,
        allocation: share,
      })),
    ],
    goal: RETENTION,
    guardrails: [{ metric: CRASHES, margin: 0.05 }],
    secondary: [SUPPORT],
    alpha: 0.05,
    power: 0.8,
    lookCadence: 'weekly',
    baseline: { mean: 0.19, variance: 0.1539, units: 90_000, unitsPerDay: 3_200 },
    sizing: {
      unitsPerVariant: 21_400,
      plannedUnits: 42_800,
      days: 14,
      plannedLooks: 2,
      method: 'spending',
      inflation: 1.05,
    },
    risks: ['Players may be surprised.'],
    templateName: 'onboarding',
    ...changes,
  };
}
