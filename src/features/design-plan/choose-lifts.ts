import type { ProposedChoice } from '#domain/design/open-request.ts';
import { POLICY } from '#domain/design/policy.ts';
import type { Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import type { Metric } from '#domain/metric.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { EffectsHistory } from '#ports/memory.ts';
import { DEFAULTS } from '#settings/defaults.ts';
import { defaultsFor } from '#settings/rule-set-for.ts';
import { liftsAskedFor } from './earlier-requests.ts';
import { createBaselineReader } from './read-baselines.ts';
import { liftSeenIn } from './size-request.ts';

/** Past effects from which on they say what is usual. */
export const ENOUGH_EFFECTS = 5;
/** The largest lift that the bot sizes a plan for by itself. */
const MOST = 0.5;

/** What lifts are chosen by, beside settings and traffic. */
export interface LiftContext {
  readonly earlier: readonly Experiment[];
  /** What past experiments did to the goal. */
  readonly effects: EffectsHistory;
  readonly mayLoosen: readonly string[];
}

type Needs = Pick<CoPilot, 'metrics' | 'choices' | 'clock'>;

/** A request that lacks its lifts alone. */
export type WithoutLifts = Omit<ExperimentRequest, 'smallestLift' | 'expectedLift'>;

/** The lifts of a request, with reasons; the guardrails that must hold may have become fewer. */
export interface ChosenLifts {
  readonly request: ExperimentRequest;
  readonly choices: readonly ProposedChoice[];
}

/**
 * Chooses the lift worth having from the settings and earlier experiments, and the lift to be able to see from past effects on the goal and from what the traffic of the
 * surface shows in a usual time. `mayLoosen` are guardrails that no person asks to hold: they are only watched if their
 * proof takes longer than any plan may. Faults of vendors are thrown.
 */
export async function chooseLifts(
  needs: Needs,
  goal: Metric,
  given: WithoutLifts,
  context: LiftContext,
): Promise<ChosenLifts> {
  const { lift: smallestLift, ...worth } = worthHaving(goal, context.earlier);
  const first: ProposedChoice = { field: 'smallestLift', ...worth };
  const { catalogue, defaults } = needs.choices;
  const usual = defaults.usualDays ?? DEFAULTS.usualDays;
  const loosened = (given.mustHold ?? []).filter((key) => !context.mayLoosen.includes(key));
  const tries = [
    { days: usual, request: { ...given, smallestLift } },
    { days: POLICY.maximumDays, request: { ...given, smallestLift } },
    { days: POLICY.maximumDays, request: { ...given, smallestLift, mustHold: loosened } },
  ];
  const asked = {
    ...{ goal, catalogue, defaults: defaultsFor(defaults, given.risk) },
    readBaselines: createBaselineReader(needs, goal, given),
    // The designer says how often to look; daily looks need the most units.
    proposal: { guardrailMetrics: [], lookCadence: 'daily' },
  } as const;
  const past = usualEffect(context.effects);
  const likely = Math.max(smallestLift, past?.size ?? 0);
  for (const { days, request } of tries) {
    const seen = await liftSeenIn({ ...asked, request }, { days, atLeast: likely });
    if (seen === null) continue;
    if (seen === smallestLift) return { request, choices: [first] };
    const second: ProposedChoice =
      seen === past?.size
        ? { field: 'expectedLift', by: 'history', reason: past.reason }
        : {
            ...{ field: 'expectedLift', by: 'traffic' },
            reason: `the traffic of ${given.surface} shows no smaller lift in ${days} days${past === null ? '' : `; ${past.reason}`}`,
          };
    return { request: { ...request, expectedLift: seen }, choices: [first, second] };
  }
  // No lift can be seen in time: the plan says so with its figures, and a person edits the request.
  return { request: { ...given, smallestLift }, choices: [first] };
}

/** The size that half of enough past effects reached, in tenths of a per cent; null if too few were measured. */
function usualEffect({
  count,
  medianSize,
}: EffectsHistory): { readonly size: number; readonly reason: string } | null {
  if (count < ENOUGH_EFFECTS || medianSize === null) return null;
  const size = Math.min(MOST, Math.ceil(medianSize * 1_000 - 1e-9) / 1_000);
  return {
    size,
    reason: `half of ${count} past experiments with this goal changed it by ${percent(size)} or less`,
  };
}

type Worth = Pick<ProposedChoice, 'by' | 'reason'> & { readonly lift: number };

function worthHaving(goal: Metric, earlier: readonly Experiment[]): Worth {
  if (goal.worthHaving !== undefined) {
    return { lift: goal.worthHaving, by: 'settings', reason: 'the settings say so of this goal' };
  }
  const asked = liftsAskedFor(earlier, goal);
  const median = [...asked].sort((a, b) => a - b)[Math.floor((asked.length - 1) / 2)];
  if (median === undefined) {
    return { lift: DEFAULTS.worthHaving, by: 'settings', reason: 'no experiment with this goal came before' };
  }
  const whose = asked.length === 1 ? 'the last experiment' : `the last ${asked.length} experiments`;
  return { lift: median, by: 'history', reason: `people asked for it in ${whose} with this goal` };
}
