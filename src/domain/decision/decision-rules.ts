import { criteriaOf } from '#domain/decision/criteria.ts';
import { criteriaOfVersion, withTextOf } from '#domain/decision/criterion.ts';
import type { DecisionRule } from '#domain/decision/decision-rule.ts';
import { leadingGoal, signOf } from '#domain/decision/leading-goal.ts';
import { harmedTreatments, readableComparisons, treatmentsInRace } from '#domain/decision/race.ts';
import { tableOf } from '#domain/decision/rule-table.ts';
import type { Criterion, Recommendation, Verdict } from '#domain/decision/verdict.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';

/** The version of the criteria and of how a treatment is chosen. A stored verdict keeps the version it was made by. */
export const RULES_VERSION = 6;

/**
 * Judges one look by the rules: every criterion as met, not met or unknown with its figures, and the first row of
 * the table that fits the treatment that stands best. Pure and total. Treatments are judged one by one: a harmed one is
 * taken out of the race, and never stops the others. `version` is one that `isJudgedVersion` knows, for a replay.
 */
export function judge(plan: Plan, analysis: Analysis, version: number = RULES_VERSION): Verdict {
  const best = bestTreatment(plan, analysis);
  const known = criteriaOfVersion(version);
  const criteria = criteriaOf(plan, analysis, best)
    .filter(({ key }) => known.includes(key))
    .map((one) => withTextOf(version, one));
  const row = rowFor(plan, criteria);
  const recommendation = row?.recommend ?? 'keep-running';
  const harmed = recommendation === 'do-not-read' ? [] : harmedTreatments(plan, analysis);
  const [first = null] = harmed;
  const isAboutHarm = recommendation === 'kill' || recommendation === 'drop-variant';
  return {
    recommendation,
    variant: isAboutHarm ? (first?.variant ?? best) : recommendation === 'do-not-read' ? null : best,
    criteria,
    rule: row?.rule ?? 'not-yet',
    harm:
      row?.rule === 'harm-proven' && first !== null ? { metric: first.metric, variant: first.variant } : null,
    ...(harmed.length === 0 ? {} : { harmed }),
    ...(plan.decisionRules === undefined ? {} : { ruleSet: plan.decisionRules.name }),
    rules: version,
  };
}

/** Whether `judge` can judge by this version of the rules. The second had the table of plans without rules of their own. */
export function isJudgedVersion(version: number | undefined): version is number {
  return criteriaOfVersion(version).length > 0;
}

/** The first row of the plan's table that fits. */
function rowFor(plan: Plan, criteria: readonly Criterion[]): DecisionRule | undefined {
  const states = new Map(criteria.map((criterion) => [criterion.key, criterion.state]));
  return tableOf(plan).find(({ when }) =>
    Object.entries(when).every(([key, state]) => states.get(key) === state),
  );
}

/** What a row promises for the treatment that it fits, best first. */
const STANDING: readonly Recommendation[] = [
  'ship',
  'ask-person',
  'extend',
  'keep-running',
  'iterate',
  'dig-into-segments',
  'end-without-winner',
];

/**
 * The treatment that is judged: one that the rules would ship, else one that is still in the race, else any; among those
 * one with a proven better goal, then the largest gain. So a harmed treatment is judged only if all are.
 */
function bestTreatment(plan: Plan, analysis: Analysis): string | null {
  const inRace = treatmentsInRace(plan, analysis);
  const harmed = harmedTreatments(plan, analysis).map(({ variant }) => variant);
  const readable = readableComparisons(analysis).filter(({ variant }) => inRace.includes(variant));
  const goals = readable.filter(({ role }) => role === 'goal');
  const ranked = [...new Set(goals.map(({ variant }) => variant))]
    .map((variant) => {
      const shown = readable.filter((one) => one.variant === variant);
      const recommend = rowFor(plan, criteriaOf(plan, analysis, variant))?.recommend ?? 'keep-running';
      const { goal, plan: leading } = leadingGoal(plan, shown);
      const standing = { isBetter: goal?.verdict === 'better', gain: gainOf(leading, goal) };
      return { variant, isOut: harmed.includes(variant), place: placeOf(recommend), ...standing };
    })
    .sort(
      (a, b) =>
        Number(a.isOut) - Number(b.isOut) ||
        a.place - b.place ||
        Number(b.isBetter) - Number(a.isBetter) ||
        b.gain - a.gain,
    );
  return ranked[0]?.variant ?? null;
}

/** How far the goal of a plan moved in the wanted direction; with several goals relative, so that different ones compare. */
function gainOf(plan: Plan, goal: Comparison | undefined): number {
  if (goal === undefined) return 0;
  return signOf(plan) * (plan.otherGoals === undefined ? goal.absoluteEffect : (goal.lift ?? 0));
}

function placeOf(recommendation: Recommendation): number {
  const place = STANDING.indexOf(recommendation);
  return place < 0 ? STANDING.length : place;
}
