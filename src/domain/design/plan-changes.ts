import type { Plan } from '#domain/plan.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

/** Parts of a plan that people read, with what of a plan belongs to each. What is in none of them is method and bookkeeping. */
const PARTS = {
  title: ({ title }) => title,
  hypothesis: ({ hypothesis, rationale }) => [hypothesis, rationale],
  goal: ({ goal, request }) => [goal.key, goal.desiredDirection, request.otherGoals ?? []],
  guardrails: ({ guardrails }) =>
    guardrails.map(({ metric, margin, sizedFor }) => [metric.key, margin, sizedFor ?? null]),
  lifts: ({ request }) => [request.smallestLift, request.expectedLift ?? request.smallestLift],
  'length and size': ({ sizing }) => [sizing.days, sizing.unitsPerVariant],
  variants: ({ variants }) =>
    variants.map(({ key, role, description, configuration = null }) => [
      key,
      role,
      description,
      configuration,
    ]),
  split: ({ variants }) => variants.map(({ allocation }) => allocation),
  traffic: ({ request }) => request.trafficShare,
  surface: ({ request }) => [request.surface, request.repository, request.file ?? null],
  'risk level': ({ request }) => request.risk,
  looks: ({ lookCadence, sizing }) => [lookCadence, sizing.plannedLooks],
  risks: ({ risks }) => risks,
  'secondary metrics': ({ secondary }) => secondary.map(({ key }) => key),
} satisfies Readonly<Record<string, (plan: Plan) => unknown>>;

/** A part of a plan, as people name it. */
export type PlanPart = keyof typeof PARTS;

/** The parts in which a plan differs from the one before it, in the order of a plan; empty if people would read the same. */
export function planChanges(before: Plan, after: Plan): readonly PlanPart[] {
  const parts = Object.entries(PARTS) as readonly (readonly [PlanPart, (plan: Plan) => unknown])[];
  return parts
    .filter(([, of]) => canonicalJson(of(before)) !== canonicalJson(of(after)))
    .map(([part]) => part);
}
