import { goalMissed } from '#domain/design/goal-size.ts';
import { guardrailMissed, type LookCosts, leastMargin } from '#domain/design/must-hold-size.ts';
import { POLICY } from '#domain/design/policy.ts';
import { looksFor, sizePlan } from '#domain/design/sizing.ts';
import type { MustHold, SizingInput } from '#domain/design/sizing-input.ts';
import { percent } from '#domain/figures.ts';
import { maturityDays } from '#domain/metric.ts';
import type { Sizing } from '#domain/plan.ts';
import type { Result } from '#shared/result.ts';

const WEEK = 7;
/** Margins are advised in steps of a tenth of a per cent, rounded up. */
const STEPS = 1_000;

/** A guardrail that a plan within the longest time cannot prove, and the margin with which it can; null if none up to 50 % does. */
export interface TooMuch {
  readonly guardrail: MustHold;
  readonly margin: number | null;
}

/**
 * The guardrails that must hold and make a plan too long: with these margins, or watched, all of them together fit into the longest plan. Empty if the plan
 * fits, or the goal alone is too long.
 */
export function tooMuchToHold(input: SizingInput, sizing: Result<Sizing, unknown>): readonly TooMuch[] {
  return goalThatFits(input, sizing) === null ? [] : overfull(input);
}

/**
 * Why a plan is too long, if it is so for the guardrails that must hold: the days that each of them costs beside the goal, and the
 * margins with which all of them together fit into the longest plan. null if the plan fits, or the goal alone is too long.
 */
export function guardrailAdvice(input: SizingInput, sizing: Result<Sizing, unknown>): string | null {
  const alone = goalThatFits(input, sizing);
  if (alone === null) return null;
  const lines = overfull(input).map((one) => adviceFor(input, one));
  const changed =
    lines.length === 1
      ? 'Edit the request and change this guardrail'
      : 'Edit the request and change each of these';
  return [
    `${nowWords(sizing)}, because guardrails must hold; the longest allowed is ${POLICY.maximumDays} days. The goal alone takes ${alone.days}.`,
    ...lines,
    `${changed}. A guardrail that is only watched still stops what is proven to harm it.`,
  ].join('\n');
}

/** The size by the goal alone, if it fits and the plan does not, for the guardrails that must hold; null otherwise. */
function goalThatFits(input: SizingInput, sizing: Result<Sizing, unknown>): Sizing | null {
  const { mustHold = [] } = input;
  if (mustHold.length === 0 || fits(sizing)) return null;
  const alone = withMustHold(input, []);
  return alone.kind === 'ok' && fits(alone) ? alone.value : null;
}

/** The guardrails that are too much for the longest plan. */
function overfull(input: SizingInput): readonly TooMuch[] {
  const room = roomFor(input);
  return (input.mustHold ?? [])
    .map((guardrail) => ({ guardrail, margin: marginThatFits(input, guardrail, room) }))
    .filter(({ guardrail, margin }) => margin === null || margin > guardrail.margin);
}

function nowWords(sizing: Result<Sizing, unknown>): string {
  return sizing.kind === 'ok' ? `This would take ${sizing.value.days} days` : 'No number of days is enough';
}

/** What a guardrail costs and what to do about it. */
function adviceFor(input: SizingInput, { guardrail, margin }: TooMuch): string {
  const beside = withMustHold(input, [guardrail]);
  const cost =
    beside.kind === 'ok'
      ? `takes ${beside.value.days} days beside the goal`
      : 'cannot be proven by any number of days';
  const act = margin === null ? 'Let it be watched.' : `Allow ${percent(margin)}, or let it be watched.`;
  return `"${guardrail.metric.name}", at most ${percent(guardrail.margin)} worse, ${cost}. ${act}`;
}

/** The longest plan: its control units, what its looks cost, and the part of beta that each guardrail that is too much may take. */
interface Room {
  readonly controlUnits: number;
  readonly costs: LookCosts;
  readonly missed: number;
}

/** Guardrails that need less than an equal part of the beta that the goal leaves keep what they need; the others share the rest. */
function roomFor(input: SizingInput): Room {
  const { baseline, trafficShare, split, goal, power, mustHold = [] } = input;
  const weeks = Math.floor((POLICY.maximumDays - maturityDays(goal)) / WEEK);
  const entering = Math.max(POLICY.minimumDays, weeks * WEEK);
  const costs = { ...looksFor(input, entering), entering };
  const controlUnits = Math.floor(entering * baseline.unitsPerDay * trafficShare) * (split[0] ?? 0);
  const left = 1 - power - goalMissed(input, controlUnits / costs.goal);
  const all = mustHold.map((one) => guardrailMissed(input, one, controlUnits, costs));
  const small = all.filter((missed) => missed <= left / all.length);
  const rest = left - small.reduce((sum, missed) => sum + missed, 0);
  return { controlUnits, costs, missed: rest / Math.max(1, all.length - small.length) };
}

function marginThatFits(input: SizingInput, guardrail: MustHold, room: Room): number | null {
  const { controlUnits, costs, missed } = room;
  // Below this part of beta the goal has taken all of it.
  if (!(missed > 1e-6)) return null;
  const found = leastMargin(input, guardrail, controlUnits, { ...costs, missed });
  const margin = found === null ? null : Math.ceil(found * STEPS) / STEPS;
  return margin !== null && margin <= 0.5 ? margin : null;
}

/** The size with these guardrails alone, as if the baseline were one of any length. */
function withMustHold({ baseline, ...input }: SizingInput, mustHold: readonly MustHold[]) {
  const { horizonDays: _, ...level } = baseline;
  return sizePlan({ ...input, baseline: level, mustHold });
}

function fits(sizing: Result<Sizing, unknown>): boolean {
  return sizing.kind === 'ok' && sizing.value.days <= POLICY.maximumDays;
}
