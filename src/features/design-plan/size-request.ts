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
import { settleHorizon } from './settle-horizon.ts';

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
export function sizeRequest(asked: ToSize): Promise<SizedRequest> {
  return settleHorizon(
    (days) => sizedOver(asked, days),
    ({ sizing }) => sizing,
  );
}

/** Whether a size can be had within the longest plan that is allowed. */
export function fitsInTime(sizing: SizedRequest['sizing']): boolean {
  return sizing.kind === 'ok' && sizing.value.days <= POLICY.maximumDays;
}

/** The smallest lift, `atLeast` or a round one above it, that a plan of at most so many days sees; null if it sees none up to 50 %. */
export async function liftSeenIn(
  asked: ToSize,
  { days, atLeast }: { readonly days: number; readonly atLeast: number },
): Promise<number | null> {
  return visibleLift((await sizedWithin(asked, days)).input, atLeast);
}

/** The smallest lift, in tenths of a per cent, that the longest plan sees with this traffic; null if it sees none up to 50 %. */
export async function liftInFourWeeks(asked: ToSize): Promise<number | null> {
  const { input } = await sizedWithin(asked, POLICY.maximumDays);
  if (input.baseline.units === 0) return null;
  const round = visibleLift(input, 1 / STEPS);
  if (round === null) return null;
  const sizing = sizePlan({ ...input, smallestLift: round });
  const exact = sizing.kind === 'ok' ? (sizing.value.detectableLift ?? round) : round;
  const told = Math.ceil(exact * STEPS) / STEPS;
  // Guardrails that must hold may need more units than the goal does.
  return told < round && fitsInTime(sizePlan({ ...input, smallestLift: told })) ? told : round;
}

/** The size on the levels of the longest horizon of a plan of at most so many days. */
function sizedWithin(asked: ToSize, days: number): Promise<SizedRequest> {
  const weeks = Math.floor((days - maturityDays(asked.goal)) / WEEK);
  return sizedOver(asked, Math.max(POLICY.minimumDays, weeks * WEEK));
}

/** The size on the levels of a horizon of so many days. */
async function sizedOver(asked: ToSize, days: number): Promise<SizedRequest> {
  const { goal, request, proposal, catalogue, readBaselines, defaults } = asked;
  const { alpha, power, margin } = defaults;
  const guardrails = plannedGuardrails({ request, proposal, catalogue, margin });
  const held = guardrails.filter(({ sizedFor }) => sizedFor === true).map(({ metric }) => metric);
  const guardrailBaselines = await readBaselines(days, [goal, ...held]);
  const none = { mean: 0, variance: 0, units: 0, unitsPerDay: 0, horizonDays: days };
  const baseline = guardrailBaselines[goal.key] ?? none;
  const { trafficShare, split } = request;
  const input = {
    ...{ goal, goals: goalKeysOf(request).length, baseline, smallestLift: sizedLift(request) },
    ...{ trafficShare, split, cadence: proposal.lookCadence, alpha, power },
    mustHold: mustHoldsOf(guardrails, guardrailBaselines),
  };
  return { guardrails, baseline, guardrailBaselines, input, sizing: sizePlan(input) };
}
