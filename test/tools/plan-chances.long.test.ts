import { describe, expect, it } from 'vitest';
import { buildPlan } from '#domain/design/build-plan.ts';
import { withChances } from '#domain/design/plan-chances.ts';
import { lookDays } from '#domain/design/sizing.ts';
import { type Baseline, type ExperimentRequest, type Plan, sizedLift } from '#domain/plan.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { GATE_PROPOSAL, GATE_REQUEST } from '#test/support/example-plans.ts';
import type { Distribution, ScenarioCase } from '#tools/decision-cases/case-fields.ts';
import { playRuns } from '#tools/decision-cases/tally.ts';

const RUNS = 2_000;

/** A metric of the catalogue, how its units are drawn, and the level that follows from that. */
interface Drawn {
  readonly key: string;
  readonly distribution: Distribution;
  readonly level: Pick<Baseline, 'mean' | 'variance'>;
}

const rate = (key: string, mean: number): Drawn => ({
  ...{ key, distribution: { kind: 'rate', rate: mean } },
  level: { mean, variance: mean * (1 - mean) },
});
/** A few of the units buy, for amounts whose logarithm is normal, of mean 1. */
const buyers = (key: string, share: number, sigma: number): Drawn => ({
  ...{ key, distribution: { kind: 'buyers', buyers: share, sigma, liftOn: 'amount' } },
  level: { mean: share, variance: share * Math.exp(sigma ** 2) - share ** 2 },
});

interface Story {
  readonly goal: Drawn;
  readonly otherGoals?: readonly Drawn[];
  readonly guardrails: readonly Drawn[];
  readonly unitsPerDay: number;
  readonly request: Partial<ExperimentRequest>;
}

function planFor({ goal, otherGoals = [], guardrails, unitsPerDay, request }: Story): {
  plan: Plan;
  baselines: Record<string, Baseline>;
} {
  const asked: ExperimentRequest = {
    ...GATE_REQUEST,
    goalMetric: goal.key,
    ...(otherGoals.length === 0 ? {} : { otherGoals: otherGoals.map(({ key }) => key) }),
    guardrailMetrics: guardrails.map(({ key }) => key),
    mustHold: [],
    ...request,
  };
  const of = ({ level }: Drawn): Baseline => ({ ...level, units: 100_000, unitsPerDay });
  const baselines = Object.fromEntries([...otherGoals, ...guardrails].map((one) => [one.key, of(one)]));
  const treatmentDescriptions = asked.split.slice(1).map((_, index) => `Level ${index}`);
  const built = buildPlan({
    ...{ key: 'gate', request: asked, template: 'onboarding', catalogue: EXAMPLE_SETTINGS.metrics },
    proposal: { ...GATE_PROPOSAL, treatmentDescriptions, secondaryMetrics: [] },
    ...{ baseline: of(goal), guardrailBaselines: baselines },
  });
  if (built.kind === 'refused') throw new Error(built.problem);
  return { plan: built.value, baselines };
}

/** The same experiment for the simulator, unit by unit. */
function scenarioOf({ goal, otherGoals = [], guardrails }: Story, plan: Plan, lift: number): ScenarioCase {
  const { days } = plan.sizing;
  const sized =
    plan.variants
      .filter(({ role }) => role === 'treatment')
      .toSorted((a, b) => a.allocation - b.allocation)[0]?.key ?? '';
  return {
    id: 'chances',
    variants: Object.fromEntries(plan.variants.map(({ key, allocation }) => [key, allocation])),
    unitsPerDay: plan.sizing.plannedUnits / days,
    ...{ days, plannedUnits: plan.sizing.plannedUnits, alpha: plan.alpha, looks: plan.lookCadence },
    lookDays: lookDays(days, plan.lookCadence),
    goal: {
      ...{ key: goal.key, direction: plan.goal.desiredDirection, distribution: goal.distribution },
      ...{ smallestLift: plan.request.smallestLift, lift: { [sized]: lift } },
    },
    ...(plan.otherGoals === undefined
      ? {}
      : {
          otherGoals: plan.otherGoals.map(({ key, desiredDirection }, index) => ({
            ...{ key, direction: desiredDirection },
            distribution: otherGoals[index]?.distribution ?? goal.distribution,
          })),
        }),
    guardrails: plan.guardrails.map(({ metric, margin, sizedFor }, index) => ({
      ...{ key: metric.key, direction: metric.desiredDirection, margin, sizedFor: sizedFor === true },
      distribution: guardrails[index]?.distribution ?? goal.distribution,
    })),
    ...{ runs: RUNS, bands: {} },
  };
}

function shares(story: Story, plan: Plan, lift: number) {
  const { counts, runs } = playRuns(scenarioOf(story, plan, lift), RUNS, 7);
  return { shipped: (counts['shipped'] ?? 0) / runs, stopped: (counts['stoppedByBot'] ?? 0) / runs };
}

const STORIES: Readonly<Record<string, Story>> = {
  'nothing must hold': {
    goal: rate('checkout_conversion', 0.1),
    guardrails: [rate('crash_rate', 0.02)],
    unitsPerDay: 4_350,
    request: { smallestLift: 0.05 },
  },
  'one guardrail must hold, at a size without surplus': {
    goal: rate('checkout_conversion', 0.1),
    guardrails: [rate('support_contact', 0.05), buyers('revenue_per_user', 0.04, 1)],
    unitsPerDay: 5_400,
    request: {
      smallestLift: 0.03,
      expectedLift: 0.05,
      mustHold: ['support_contact'],
      margins: { support_contact: 0.08 },
    },
  },
  'three guardrails must hold': {
    goal: rate('visit_rate', 0.2),
    guardrails: [rate('crash_rate', 0.03), rate('support_contact', 0.05), rate('unsubscribe_rate', 0.04)],
    unitsPerDay: 5_300,
    request: {
      smallestLift: 0.04,
      mustHold: ['crash_rate', 'support_contact', 'unsubscribe_rate'],
      margins: { crash_rate: 0.12, support_contact: 0.09, unsubscribe_rate: 0.1 },
    },
  },
  'nine to one, a mean that is to rise': {
    goal: buyers('revenue_per_user', 0.2, 0.6),
    guardrails: [rate('visit_rate', 0.3)],
    unitsPerDay: 2_400,
    request: {
      smallestLift: 0.15,
      split: [0.9, 0.1],
      mustHold: ['visit_rate'],
      margins: { visit_rate: 0.15 },
    },
  },
  'three goals, of which the first has the lift': {
    goal: rate('checkout_conversion', 0.1),
    otherGoals: [rate('visit_rate', 0.3), rate('support_contact', 0.08)],
    guardrails: [rate('crash_rate', 0.03)],
    unitsPerDay: 5_600,
    request: { smallestLift: 0.05, mustHold: [] },
  },
  'two treatments, a rate that is to fall': {
    goal: rate('support_contact', 0.08),
    guardrails: [rate('visit_rate', 0.3)],
    unitsPerDay: 6_000,
    request: { smallestLift: 0.08, split: [0.4, 0.3, 0.3], mustHold: ['visit_rate'] },
  },
};

describe('the chances of a plan', () => {
  it.each(Object.entries(STORIES))(
    'are those of simulated experiments, unit by unit: %s',
    (_name, story) => {
      const { plan, baselines } = planFor(story);
      const { chances } = withChances(plan, baselines);
      const sign = plan.goal.desiredDirection === 'increase' ? 1 : -1;
      const lifted = shares(story, plan, sign * sizedLift(plan.request));
      const unchanged = shares(story, plan, 0);
      // Three standard errors of the simulation are 2.7 points, and about one of the chances themselves.
      expect(Math.abs((chances?.ship ?? 0) - lifted.shipped)).toBeLessThan(0.05);
      expect(Math.abs((chances?.shipUnchanged ?? 1) - unchanged.shipped)).toBeLessThan(0.013);
      expect(Math.abs((chances?.harmUnchanged ?? 1) - unchanged.stopped)).toBeLessThan(0.008);
      // Goal and guardrails share beta: together they keep the power of the plan.
      expect(lifted.shipped).toBeGreaterThan(0.775);
    },
    900_000,
  );
});
