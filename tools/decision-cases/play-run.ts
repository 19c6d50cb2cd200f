import { isOnWholeWeek } from '#domain/decision/race.ts';
import type { Verdict } from '#domain/decision/verdict.ts';
import { isRegisteredEnd, judgeLook, type LooksBefore } from '#domain/looks/judge-look.ts';
import type { VariantsDropped } from '#domain/looks/state.ts';
import { plannedMetrics } from '#domain/plan.ts';
import { awaitedOf } from '#features/analyse-experiment/analyse-experiment.ts';
import { DAY } from '#shared/clock.ts';
import type { Analysis, LookData } from '#stats/engine/analysis.ts';
import type { Moments } from '#stats/moments/moments.ts';
import type { RandomSource } from '#stats/numerics/seeded-random.ts';
import type { ScenarioCase } from './case-fields.ts';
import { growingArm, splitUnits } from './draw.ts';
import { drawnMetrics, type ScenarioPlan } from './scenario-plan.ts';

/** What happened in one run; days count from 1. */
export interface RunRecord {
  readonly flags: ReadonlySet<string>;
  /** The day by the end of which each treatment was out, dropped or killed. */
  readonly outOnDay: ReadonlyMap<string, number>;
}

/** One experiment from its first day until a decision, proven harm or the last look. */
export function playRun(
  one: ScenarioCase,
  { plan, registered }: ScenarioPlan,
  random: RandomSource,
): RunRecord {
  const variants = Object.keys(one.variants);
  const treatments = variants.slice(1);
  const flags = new Set<string>();
  const outOnDay = new Map<string, number>();
  const snapshots: { readonly analysis: Analysis }[] = [];
  const drops: VariantsDropped[] = [];
  const days = daysOf(one, variants, random);
  const lastDay = one.lookDays.at(-1) ?? one.days;
  const delay = one.goal.delayDays ?? 0;
  const takeOut = (out: readonly string[], day: number) => {
    for (const variant of out) if (!outOnDay.has(variant)) outOnDay.set(variant, day);
  };

  for (let day = 1; day <= lastDay; day += 1) {
    const { units, moments } = days(day);
    const number = one.lookDays.indexOf(day) + 1;
    const due = { scheduled: number > 0, lastDay: day === lastDay };
    const goalArms = Object.values(moments[one.goal.key] ?? {});
    const counted = goalArms.reduce((sum, { n }) => sum + n, 0);
    const running = Math.max(0, day - delay);
    const final = isRegisteredEnd(plan, due, { counted, days: running });
    const data: LookData = {
      look: due.scheduled ? number : Math.max(1, snapshots.length),
      daysRunning: running,
      final,
      units,
      multipleExposure: 0,
      moments,
      ...awaitedOf(plannedMetrics(plan), 0, day * DAY),
    };
    const before: LooksBefore = { snapshots, drops };
    const { analysis, verdict } = judgeLook(plan, due, data, before, registered);
    if (due.scheduled) snapshots.push({ analysis });
    noteLook(one, analysis, flags);

    const harmed = verdict.harmed ?? [];
    const byBot = harmed.filter((treatment) => treatment.byBot);
    if (byBot.length > 0) flags.add('stoppedByBot');
    const ending = endingOf(verdict, due.scheduled, final);
    if (verdict.recommendation === 'kill') {
      takeOut(treatments, day);
    } else {
      const gone = ending === null && verdict.recommendation === 'drop-variant' ? harmed : byBot;
      const out = gone.map(({ variant }) => variant);
      takeOut(out, day);
      if (gone.length > 0) drops.push({ variants: gone, person: null });
    }
    if (ending === null) continue;
    noteEnd(one, verdict, ending, flags);
    if (verdict.harm === null && day % 7 !== 0) flags.add('decidedOffWholeWeek');
    break;
  }
  return { flags, outOnDay };
}

/** How a look ends a run, or null: a watch ends it by harm alone, and unsound data end it at the last look only. */
function endingOf({ recommendation, harm }: Verdict, scheduled: boolean, final: boolean) {
  if (harm !== null) return 'kill';
  if (!scheduled || recommendation === 'keep-running' || recommendation === 'drop-variant') return null;
  return recommendation === 'do-not-read' && !final ? null : recommendation;
}

function noteLook(one: ScenarioCase, analysis: Analysis, flags: Set<string>): void {
  const isBroken = analysis.health.checks.some(
    ({ key, state }) => key === 'sample-ratio' && state === 'not-met',
  );
  if (isBroken) flags.add('splitAlarmed');
  for (const entry of analysis.comparisons) {
    if (entry.kind === 'refused') continue;
    const isProven = entry.verdict === 'better' || entry.verdict === 'worse';
    if (entry.role === 'goal' && entry.adjustedPValue !== null) {
      if (entry.adjustedPValue < one.alpha !== isProven) flags.add('pContradictsVerdict');
    }
    if (!isOnWholeWeek(analysis)) continue;
    if (entry.role === 'goal' && entry.verdict === 'better') flags.add('goalProvenBetter');
    if (entry.role === 'goal' && entry.verdict === 'worse') flags.add('goalProvenWorse');
    if (entry.verdict === 'non-inferior') flags.add('guardrailWavedThrough');
    if (entry.verdict === 'inferior') flags.add('guardrailCalledBroken');
  }
}

function noteEnd(one: ScenarioCase, verdict: Verdict, ending: string, flags: Set<string>): void {
  const { right = [], harmful = [] } = one.truth ?? {};
  const variant = verdict.variant ?? '';
  if (ending === 'kill') flags.add('killed');
  if (verdict.harm !== null) flags.add('killedByHarm');
  if (ending === 'ask-person') flags.add('askedPerson');
  if (verdict.rule === 'proven-but-below-worth') flags.add('endedBelowWorth');
  if (ending !== 'ship') return;
  flags.add('shipped');
  if (!right.includes(variant)) flags.add('shippedWrongVariant');
  if (harmful.includes(variant)) flags.add('shippedHarmful');
}

/** The cumulative data at the end of each day, drawn day by day. */
function daysOf(one: ScenarioCase, variants: readonly string[], random: RandomSource) {
  const shares = variants.map((variant) => (one.srm?.observed ?? one.variants)[variant] ?? 0);
  const daily = Math.round(one.unitsPerDay * (one.traffic ?? 1));
  const metrics = drawnMetrics(one).map((metric) => ({
    key: metric.key,
    arms: variants.map((variant) =>
      growingArm(random, metric, (metric.lift ?? metric.change)?.[variant] ?? 0),
    ),
  }));
  const longest = Math.max(...drawnMetrics(one).map(({ delayDays = 0 }) => delayDays));
  const lastEntry = Math.max(one.days, (one.lookDays.at(-1) ?? one.days) - longest);
  const units = variants.map(() => 0);
  return (day: number) => {
    const entering = day <= lastEntry ? splitUnits(random, daily, shares) : variants.map(() => 0);
    for (const [index, count] of entering.entries()) units[index] = (units[index] ?? 0) + count;
    const moments = metrics.map(({ key, arms }) => [
      key,
      Object.fromEntries(
        arms.map((arm, index): readonly [string, Moments] => [
          variants[index] ?? '',
          arm.endDay(day, entering[index] ?? 0),
        ]),
      ),
    ]);
    return {
      units: Object.fromEntries(variants.map((variant, index) => [variant, units[index] ?? 0])),
      moments: Object.fromEntries(moments) as LookData['moments'],
    };
  };
}
