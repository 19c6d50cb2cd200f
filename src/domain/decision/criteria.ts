import { criterion } from '#domain/decision/criterion.ts';
import { furtherCriteria } from '#domain/decision/further-criteria.ts';
import { goalCriteria } from '#domain/decision/goal-criteria.ts';
import { outlookCriteria } from '#domain/decision/outlook-criteria.ts';
import {
  harmedTreatments,
  isMinimumMet,
  isOnWholeWeek,
  readableComparisons,
  treatmentsInRace,
} from '#domain/decision/race.ts';
import { segmentProven } from '#domain/decision/segment-criterion.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
import type { Guardrail, Plan } from '#domain/plan.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';

/** Whether a plan asks that a guardrail is proven to be within its margin before a treatment ships. */
export function mustHold({ sizedFor }: Guardrail): boolean {
  // Plans from before the size went by guardrails asked it of all of them.
  return sizedFor ?? true;
}

/** Every criterion of one look for one treatment; of the goal and the guardrails nothing is known if it is null. */
export function criteriaOf(plan: Plan, analysis: Analysis, variant: string | null): readonly Criterion[] {
  const all = readableComparisons(analysis).filter((comparison) => comparison.variant === variant);
  const isShown = all.some(({ role }) => role === 'goal');
  return [
    minimumMet(analysis),
    criterion('whole-weeks', isOnWholeWeek(analysis), 'The look is on a whole week', {
      ...(analysis.daysRunning === undefined ? {} : { day: analysis.daysRunning }),
    }),
    sampleRatio(analysis),
    criterion('data-sound', analysis.health.state !== 'unhealthy', 'The data are sound', {}),
    ...goalCriteria(plan, all),
    ...guardrailCriteria(plan, isShown ? all : []),
    ...raceCriteria(plan, analysis, variant),
    criterion('registered-end', analysis.final, 'The registered end is reached', {
      look: analysis.look,
      plannedLooks: analysis.plannedLooks,
      informationFraction: analysis.informationFraction,
    }),
    ...furtherCriteria(plan, all),
    ...outlookCriteria(plan, analysis, all),
    privacyClear(analysis),
    segmentProven(analysis, variant),
  ];
}

function privacyClear({ privacyUnits }: Analysis): Criterion {
  const met = privacyUnits === undefined ? null : privacyUnits === 0;
  const figures: Readonly<Record<string, number>> = privacyUnits === undefined ? {} : { units: privacyUnits };
  return criterion('privacy-clear', met, 'No privacy incident was seen', figures);
}

function minimumMet(analysis: Analysis): Criterion {
  const counts = Object.values(analysis.counted ?? analysis.units);
  return criterion('minimum-met', isMinimumMet(analysis), 'Enough units and events to decide', {
    smallestArm: counts.length === 0 ? 0 : Math.min(...counts),
  });
}

function sampleRatio(analysis: Analysis): Criterion {
  const check = analysis.health.checks.find(({ key }) => key === 'sample-ratio');
  const text = 'The split is as planned, without a sample ratio mismatch';
  return { key: 'sample-ratio-ok', state: check?.state ?? 'unknown', text, figures: check?.figures ?? {} };
}

function guardrailCriteria(plan: Plan, shown: readonly Comparison[]): readonly Criterion[] {
  const found = shown.filter(({ role }) => role === 'guardrail');
  const figures = Object.fromEntries(
    found.flatMap(({ metric, lift }) => (lift === null ? [] : [[metric, lift] as const])),
  );
  const keys = plan.guardrails.filter(mustHold).map(({ metric }) => metric.key);
  const asked = found.filter(({ metric }) => keys.includes(metric));
  const isShown = shown.length > 0;
  return [
    criterion(
      'guardrails-judged',
      isShown ? found.length === plan.guardrails.length : null,
      'Every guardrail can be judged',
      { judged: found.length, guardrails: plan.guardrails.length },
    ),
    criterion(
      'guardrails-proven',
      isShown ? asked.every(({ verdict }) => verdict === 'non-inferior') : null,
      'Every guardrail that the plan is sized for is proven to be within its margin',
      figures,
    ),
    criterion(
      'guardrail-broken',
      isShown && found.length > 0 ? found.some(({ verdict }) => verdict === 'inferior') : null,
      'A guardrail is proven worse than its margin',
      figures,
    ),
  ];
}

/** How the judged treatment and the others stand in the race. */
function raceCriteria(plan: Plan, analysis: Analysis, variant: string | null): readonly Criterion[] {
  const harmed = harmedTreatments(plan, analysis);
  const inRace = treatmentsInRace(plan, analysis);
  const counts = { harmed: harmed.length, treatments: inRace.length };
  const isOut = harmed.some((one) => one.variant === variant);
  const byBot = harmed.filter((one) => one.byBot);
  return [
    criterion('treatment-harmed', isOut, 'The treatment is proven harmful', {}),
    criterion('some-harmed', harmed.length > 0, 'A treatment is proven harmful', counts),
    criterion('some-left', harmed.length < inRace.length, 'A treatment is left', counts),
    criterion(
      'all-harmed-at-any-time',
      byBot.length > 0 && byBot.length === inRace.length,
      'Every treatment is proven harmful, whenever it is read',
      counts,
    ),
  ];
}
