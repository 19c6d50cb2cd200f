import type { Plan } from '#domain/plan.ts';
import type { RepositoryView } from '#ports/code-host.ts';
import type { MadeUpRepository } from '#tools/repositories/made-up-repository.ts';

const METRIC = {
  key: 'orders',
  name: 'Orders',
  description: 'Orders per unit',
  kind: 'proportion',
  desiredDirection: 'increase',
  event: 'order',
  property: null,
  windowDays: 7,
} as const;

/** A plan as the product would make it for the experiment of a made-up repository. */
export function benchPlan({ flagKey, title, control, treatments, today, name }: MadeUpRepository): Plan {
  const arms = Object.entries(treatments);
  const allocation = 1 / (arms.length + 1);
  return {
    title,
    hypothesis: `If we do this (${title}), orders will rise by at least 2 %.`,
    rationale: 'People said so.',
    request: {
      idea: title,
      goalMetric: 'orders',
      guardrailMetrics: [],
      smallestLift: 0.02,
      trafficShare: 1,
      split: [allocation, ...arms.map(() => allocation)],
      surface: name,
      repository: `acme/${name}`,
      risk: 'low',
      owner: 'U0123ABCDE',
    },
    flagKey,
    variants: [
      { key: control, role: 'control', description: today, allocation },
      ...arms.map(([key, description]) => ({ key, role: 'treatment' as const, description, allocation })),
    ],
    goal: METRIC,
    guardrails: [],
    secondary: [],
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
    risks: [],
    templateName: 'monetisation',
  };
}

/** A repository of these files. */
export function viewOf(files: Readonly<Record<string, string>>): RepositoryView {
  const paths = Object.keys(files);
  return {
    paths,
    mode: (path) => (path in files ? '100644' : null),
    read: async (path) => files[path] ?? null,
    search: async (text) => paths.filter((path) => files[path]?.includes(text) === true),
  };
}
