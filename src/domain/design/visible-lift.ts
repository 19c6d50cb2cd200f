import { sizePlan } from '#domain/design/sizing.ts';
import type { SizingInput } from '#domain/design/sizing-input.ts';
import { maturityDays } from '#domain/metric.ts';

/** Round relative lifts that people plan with, ascending. */
const LIFTS: readonly number[] = [
  0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5,
];

/**
 * The smallest round lift, at least `smallest`, that a plan as long as the horizon of its baseline can see; null if it sees none
 * up to 50 %. Guardrails that must hold count as in every size.
 */
export function visibleLift(input: Omit<SizingInput, 'smallestLift'>, smallest: number): number | null {
  const lifts = [smallest, ...LIFTS.filter((lift) => lift > smallest)];
  return lifts.find((lift) => isSeenInTime({ ...input, smallestLift: lift })) ?? null;
}

function isSeenInTime(input: SizingInput): boolean {
  const { horizonDays = 0 } = input.baseline;
  const sizing = sizePlan(input);
  return sizing.kind === 'ok' && sizing.value.days <= horizonDays + maturityDays(input.goal);
}
