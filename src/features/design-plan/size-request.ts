import type { DesignProposal } from '#domain/agent-output.ts';
import { mustHoldsOf } from '#domain/design/build-plan.ts';
import { plannedGuardrails } from '#domain/design/plan-guardrails.ts';
import { POLICY } from '#domain/design/policy.ts';
import { sizePlan } from '#domain/design/sizing.ts';
import type { SizingInput } from '#domain/design/sizing-input.ts';
import { visibleLift } from '#domain/design/visible-lift.ts';
import { goalKeysOf } from '#domain/goals.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import {
  type Baseline,
  type ExperimentRequest,
  type Guardrail,
  type Sizing,
  sizedLift,
} from '#domain/plan.ts';
import type { PlanDefaults } from '#settings/settings.ts';
import type { Result } from '#shared/result.ts';
import type { ReadBaselines } from './read-baselines.ts';
import { settleBaselines } from './read-facts.ts';

const WEEK = 7;
/** Lifts are shown in steps of a tenth of a per cent, rounded up. */
const STEPS = 1_000;

/** What a size is asked for: a request and what of a design bears on its size. */
export interface ToSize {
  readonly goal: Metric;
  readonly readBaselines: ReadBaselines;
  readonly request: ExperimentRequest;
  readonly proposal: Pick<DesignProposal, 'guardrailMetrics' | 'lookCadence'>;
  readonly catalogue: readonly Metric[];
  readonly defaults: Pick<PlanDefaults, 'alpha' | 'power' | 'margin'>;
}

/** The size with the levels that it rests on. */
export interface SizedRequest {
  readonly guardrails: readonly Guardrail[];
  readonly baseline: Baseline;
  readonly guardrailBaselines: Readonly<Record<string, Baseline>>;
  readonly input: SizingInput;
  readonly sizing: Result<Sizing, unknown>;
}

/** Sizes a request on the levels of the horizon that it needs. Faults of vendors are thrown. */
export async function sizeRequest(asked: ToSize): Promise<SizedRequest> {
  const { goal, request, proposal, readBaselines, defaults } = asked;
  const guardrails = guardrailsFor(asked);
  const settled = { goal, request, cadence: proposal.lookCadence, guardrails };
  const { baseline, guardrailBaselines } = await settleBaselines(readBaselines, settled, defaults);
  const input = inputFor(asked, guardrails, { baseline, guardrailBaselines });
  return { guardrails, baseline, guardrailBaselines, input, sizing: sizePlan(input) };
}

/** Whether a size can be had within the longest plan that is allowed. */
export function fitsInTime(sizing: SizedRequest['sizing']): boolean {
  return sizing.kind === 'ok' && sizing.value.days <= POLICY.maximumDays;
}

/** The smallest lift, in tenths of a per cent, that the longest plan sees with this traffic; null if it sees none up to 50 %. */
export async function liftInFourWeeks(asked: ToSize): Promise<number | null> {
  const { goal, readBaselines } = asked;
  const weeks = Math.floor((POLICY.maximumDays - maturityDays(goal)) / WEEK);
  const guardrails = guardrailsFor(asked);
  const held = guardrails.filter(({ sizedFor }) => sizedFor === true).map(({ metric }) => metric);
  const levels = await readBaselines(Math.max(POLICY.minimumDays, weeks * WEEK), [goal, ...held]);
  const baseline = levels[goal.key];
  if (baseline === undefined || baseline.units === 0) return null;
  const input = inputFor(asked, guardrails, { baseline, guardrailBaselines: levels });
  const round = visibleLift(input, 1 / STEPS);
  if (round === null) return null;
  const sizing = sizePlan({ ...input, smallestLift: round });
  const exact = sizing.kind === 'ok' ? (sizing.value.detectableLift ?? round) : round;
  const told = Math.ceil(exact * STEPS) / STEPS;
  // Guardrails that must hold may need more units than the goal does.
  return told < round && fitsInTime(sizePlan({ ...input, smallestLift: told })) ? told : round;
}

function guardrailsFor({ request, proposal, catalogue, defaults: { margin } }: ToSize): readonly Guardrail[] {
  return plannedGuardrails({ request, proposal, catalogue, margin });
}

function inputFor(
  { goal, request, proposal, defaults: { alpha, power } }: ToSize,
  guardrails: readonly Guardrail[],
  { baseline, guardrailBaselines }: Pick<SizedRequest, 'baseline' | 'guardrailBaselines'>,
): SizingInput {
  const { trafficShare, split } = request;
  return {
    ...{ goal, goals: goalKeysOf(request).length, baseline, smallestLift: sizedLift(request) },
    ...{ trafficShare, split, cadence: proposal.lookCadence, alpha, power },
    mustHold: mustHoldsOf(guardrails, guardrailBaselines),
  };
}
