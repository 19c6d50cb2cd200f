import type { RuleSet } from '#domain/decision/decision-rule.ts';
import { tableOf } from '#domain/decision/rule-table.ts';
import type { Criterion, Recommendation, Verdict } from '#domain/decision/verdict.ts';
import { isRegisteredEnd, judgeLook } from '#domain/looks/judge-look.ts';
import type { VariantsDropped } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import { criterionWords } from '#features/analyse-experiment/criterion-words.ts';
import type { Analysis } from '#stats/engine/analysis.ts';
import { type Moments, momentsFromCounts, momentsFromVariance, NO_UNITS } from '#stats/moments/moments.ts';
import { planOfCase } from '#tools/decision-cases/plan-of.ts';
import type { PastExperiment } from './history-schema.ts';

/** What the rules would have done with a past experiment. */
export interface RulesOutcome {
  readonly recommendation: Recommendation;
  /** The treatment it is about, if it is shipped. */
  readonly variant: string | null;
  readonly day: number;
  readonly rule: string;
  /** What that rule rests on, in words. */
  readonly grounds: readonly string[];
  /** Treatments that were taken out on the way, with the day. */
  readonly dropped: readonly string[];
}

/**
 * Replays the looks of a past experiment through the analysis and the rules, in their order, until the rules end it. What the
 * last look says stands if none does. Looks on whole weeks may decide, as in the product; the others prove harm alone.
 */
export function replayHistory(past: PastExperiment, rules: RuleSet | null): RulesOutcome {
  const plan = {
    ...planOfCase(past.id, {
      ...past.plan,
      looks: 'weekly',
      plannedLooks: past.looks.length,
      allocation: controlFirst(past),
    }),
    ...(rules === null ? {} : { decisionRules: rules }),
  };
  const snapshots: { readonly analysis: Analysis }[] = [];
  const drops: VariantsDropped[] = [];
  const dropped: string[] = [];
  let last: { readonly verdict: Verdict; readonly day: number } | null = null;
  for (const [index, look] of past.looks.entries()) {
    const counted = Object.values(look.metrics[plan.goal.key] ?? {}).reduce((sum, { n }) => sum + n, 0);
    const due = { scheduled: true, lastDay: look.day >= past.plan.plannedDays };
    const final = isRegisteredEnd(plan, due, { counted, days: look.day });
    const data = {
      ...{ look: index + 1, daysRunning: look.day, final, units: look.units, multipleExposure: 0 },
      moments: momentsOf(past, look),
    };
    const { analysis, verdict } = judgeLook(plan, due, data, { snapshots, drops });
    snapshots.push({ analysis });
    last = { verdict, day: look.day };
    if (final || endsIt(verdict)) break;
    const { harmed = [] } = verdict;
    if (harmed.length > 0) {
      drops.push({ variants: harmed, person: null });
      dropped.push(...harmed.map(({ variant }) => `${variant} on day ${look.day}`));
    }
  }
  if (last === null) throw new RangeError('a past experiment has no look');
  return outcomeOf(plan, last.verdict, last.day, dropped);
}

function endsIt({ recommendation, harm }: Verdict): boolean {
  return harm !== null || !['keep-running', 'drop-variant', 'do-not-read'].includes(recommendation);
}

function outcomeOf(plan: Plan, verdict: Verdict, day: number, dropped: readonly string[]): RulesOutcome {
  const { recommendation, variant, rule, criteria } = verdict;
  const asked = Object.keys(tableOf(plan).find((row) => row.rule === rule)?.when ?? {});
  // A row that asks for little leaves open what was lacking.
  const lacking = criteria.filter(({ key, state }) => UNPROVEN.includes(key) && state !== 'met');
  const about = criteria.filter((one) => asked.includes(one.key) || lacking.includes(one));
  return {
    recommendation,
    variant: recommendation === 'ship' ? variant : null,
    day,
    rule,
    grounds: about.flatMap((criterion) => groundOf(plan, criterion)),
    dropped,
  };
}

const UNPROVEN = ['goal-proven', 'guardrails-proven'];

/** A criterion in words; none if it has words only for being met, and is not. */
function groundOf(plan: Plan, criterion: Criterion): readonly string[] {
  const words = criterionWords(plan, criterion);
  return words === criterion.text && criterion.state !== 'met' ? [] : [words];
}

function controlFirst({ plan: { control, allocation } }: PastExperiment) {
  const { [control]: share = 0, ...treatments } = allocation;
  return { [control]: share, ...treatments };
}

function momentsOf({ plan }: PastExperiment, { metrics }: PastExperiment['looks'][number]) {
  return Object.fromEntries(
    [plan.goal, ...(plan.otherGoals ?? []), ...plan.guardrails, ...plan.secondary].map(({ key }) => [
      key,
      Object.fromEntries(
        Object.entries(metrics[key] ?? {}).map(([variant, arm]): readonly [string, Moments] => [
          variant,
          armMoments(arm),
        ]),
      ),
    ]),
  );
}

type Arm = NonNullable<PastExperiment['looks'][number]['metrics'][string]>[string];

function armMoments({ n, events, mean = 0, variance }: Arm): Moments {
  if (n === 0) return NO_UNITS;
  if (variance !== undefined) return momentsFromVariance(n, mean, variance);
  return momentsFromCounts(n, events ?? Math.round(n * mean));
}
