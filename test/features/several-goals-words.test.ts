import { describe, expect, it } from 'vitest';
import { implementationPrBody } from '#agents/pr-body.ts';
import { RENDERERS } from '#app/features.ts';
import { judge } from '#domain/decision/decision-rules.ts';
import { designOf, latestSnapshot } from '#domain/experiment.ts';
import type { Plan } from '#domain/plan.ts';
import { criterionWords } from '#features/analyse-experiment/criterion-words.ts';
import { foundWords } from '#features/analyse-experiment/facts.ts';
import { decisionHeadline } from '#features/analyse-experiment/look-headline.ts';
import { goalLines } from '#features/analyse-experiment/look-lines.ts';
import { pictureRows } from '#features/analyse-experiment/picture-rows.ts';
import { stakesBlocks, stakesLine } from '#features/analyse-experiment/stakes-blocks.ts';
import { planView } from '#features/design-plan/plan-view.ts';
import { renderCard } from '#features/thread/card.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { SHIPPED_RULE_SETS } from '#settings/file/shipped-rules.ts';
import { analysis, comparison, guardrail } from '#test/domain/example-analyses.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

function metric(key: string) {
  const found = EXAMPLE_SETTINGS.metrics.find((one) => one.key === key);
  if (found === undefined) throw new Error(key);
  return found;
}
/** 7-day retention, visits, and contacts, which should fall. */
const PLAN: Plan = { ...GATE_PLAN, otherGoals: [metric('visit_rate'), metric('support_contact')] };
const { experiment } = EXAMPLES.decisionShip;
const OF_SEVERAL = { ...experiment, design: { ...designOf(experiment), plan: PLAN } };

const fallen = comparison({
  ...{ metric: 'support_contact', verdict: 'better', absoluteEffect: -0.02, lift: -0.1 },
  liftInterval: { lower: -0.18, upper: -0.02 },
});
const LOOK = analysis({
  comparisons: [
    ...[comparison(), comparison({ metric: 'visit_rate' }), fallen],
    ...[guardrail('revenue_per_user', 'non-inferior'), guardrail('crash_rate', 'unproven')],
  ],
  final: true,
});
const VERDICT = judge(PLAN, LOOK);

describe('the words of a plan with several goals', () => {
  it('name every goal, what is enough to ship, and the level of the size', () => {
    const said = JSON.stringify(planView(OF_SEVERAL));
    const message = JSON.stringify(RENDERERS.plan({ experiment: OF_SEVERAL, key: '', at: 0 }));
    expect(message).toContain(
      '*Other goals*  Visit rate should rise, Support contacts should fall; any goal that is proven better may ship',
    );
    expect(said).toContain('*Other goals*\\nVisit rate should rise\\nSupport contacts should fall');
    expect(said).toContain('One goal that is proven better is enough to ship, if no goal is proven worse');
    expect(said).toContain('All 3 goals share the 5 % (Holm)');
    expect(said).toContain('at 1.67 %, which Holm leaves it in the worst case.');
    const harmless = SHIPPED_RULE_SETS.find(({ name }) => name === 'do-no-harm');
    const design = { ...OF_SEVERAL.design, plan: { ...PLAN, decisionRules: harmless } as Plan };
    const other = JSON.stringify(planView({ ...OF_SEVERAL, design }));
    expect(other).toContain('every goal must be proven not to get worse by its margin. All 3 goals');
    expect(other).not.toContain('enough to ship');
    const alone = JSON.stringify([planView(experiment), RENDERERS.plan({ experiment, key: '', at: 0 })]);
    expect(alone).not.toMatch(/Holm|Other goal/);
  });

  it('name every goal on the card and in the pull request', () => {
    const card = JSON.stringify(renderCard(OF_SEVERAL, 0));
    expect(card).toContain(`*Goals*\\n${PLAN.goal.name}, Visit rate, Support contacts`);
    const facts = { parsed: {}, unparsed: [], keyAt: [], readAt: [], hasTestRunner: true, reading: null };
    const implementation = { summary: '', edits: [], testPaths: [], facts, template: null };
    const body = implementationPrBody({
      ...{ experiment: 'gate', plan: PLAN, thread: null },
      implementation,
    } as never);
    expect(body.match(/Goal: /g)).toHaveLength(3);
    expect(body).toMatch(/Goal: Support contacts .* should fall/);
  });
});

describe('the words of a look with several goals', () => {
  it('name the goal that is proven, wherever a proof is told', () => {
    expect(VERDICT.rule).toBe('guardrail-not-proven');
    expect(foundWords(PLAN, LOOK, VERDICT)).toMatch(/^Support contacts is proven better, but/);
    const proven = VERDICT.criteria.find(({ key }) => key === 'goal-proven');
    if (proven === undefined) throw new Error('no criterion');
    expect(criterionWords(PLAN, proven)).toBe('Support contacts is proven better');
    expect(criterionWords(PLAN, { ...proven, state: 'not-met' })).toBe('No goal is proven better');
  });

  it('speak of the stakes of the goal that is proven', () => {
    const snapshot = latestSnapshot(experiment);
    if (snapshot === null) throw new Error('no look');
    const look = { ...snapshot, analysis: LOOK, verdict: VERDICT };
    const stakes = JSON.stringify(stakesBlocks(PLAN, look));
    expect(stakes).toContain('Support contacts: about');
    expect(stakes).toContain('the chance that Support contacts gets worse');
    expect(stakesLine(PLAN, look)).toContain('*If it ships*  Support contacts: ');
  });

  it('have the goal that decides in the headline, and the others under it', () => {
    const snapshot = latestSnapshot(experiment);
    if (snapshot === null) throw new Error('no look');
    const look = { ...snapshot, analysis: LOOK, verdict: VERDICT };
    expect(decisionHeadline(PLAN, look)).toMatch(/Support contacts −10(\.0)? % .*, proven better$/);
    expect(goalLines(PLAN, look)).toEqual([
      expect.stringMatching(/^7-day retention .*no difference proven$/),
      expect.stringMatching(/^Visit rate .*no difference proven$/),
    ]);
    const lost = comparison({ metric: 'visit_rate', verdict: 'worse', lift: -0.2 });
    const [goal, , ...rest] = LOOK.comparisons;
    if (goal === undefined) throw new Error('no goal');
    const killed = { ...LOOK, comparisons: [goal, lost, ...rest] };
    const verdict = judge(PLAN, killed);
    expect(verdict.recommendation).toBe('kill');
    expect(decisionHeadline(PLAN, { ...look, analysis: killed, verdict })).toMatch(
      /kill it · Visit rate −20(\.0)? % .*, proven worse$/,
    );
  });

  it('draw every goal with what is worth having on its own side', () => {
    const limits = pictureRows(PLAN, LOOK).map(({ name, isGoal, limit }) => [
      name,
      isGoal,
      limit?.at ?? null,
    ]);
    expect(limits.slice(0, 3)).toEqual([
      [PLAN.goal.name, true, 0.05],
      ['Visit rate', true, 0.05],
      ['Support contacts', true, -0.05],
    ]);
  });
});
