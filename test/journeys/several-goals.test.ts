import { expect, it } from 'vitest';
import { goalKeysOf } from '#domain/goals.ts';
import { MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding, reach } from '#test/support/journey-stages.ts';

it('an experiment with two goals is asked for, planned, read and shipped by both', () =>
  withJourney(async (journey) => {
    // Hillstrom's e-mail proves both: the visits by far.
    const goals = { goalMetric: 'checkout_conversion', otherGoals: ['visit_rate'] };
    const guardrails = { guardrailMetrics: ['revenue_per_user'], smallestLift: '50' };
    const key = await deciding(journey, MAIL.idea, { ...MAIL.form, ...goals, ...guardrails });
    const { request, design, looks } = await journey.load(key);
    expect(goalKeysOf(request)).toEqual(['checkout_conversion', 'visit_rate']);
    expect(design?.plan.otherGoals?.map((goal) => goal.key)).toEqual(['visit_rate']);
    expect(design?.plan.chances).toBeDefined();
    expect((await journey.thread(key)).join('\n')).toContain('Other goal  Visit rate should rise; any goal');
    await journey.press('ada', key, 'show_plan');
    expect(JSON.stringify(journey.modal('ada').blocks)).toContain('Both goals share the 5 % (Holm)');
    const { comparisons = [] } = looks.snapshots.at(-1)?.analysis ?? {};
    const read = comparisons.filter(({ role }) => role === 'goal');
    expect(read.map(({ metric, kind }) => [metric, kind])).toEqual([
      ['checkout_conversion', 'ok'],
      ['visit_rate', 'ok'],
    ]);
    const report = (await journey.thread(key)).at(-1);
    expect(report).toMatch(/ship it · Checkout conversion \+\d+.* \(95 %: .*proven better/);
    expect(report).toMatch(/Visit rate \+\d+.* \(97\.5 %: .*proven better/);
    await journey.press('ada', key, 'show_details');
    const details = JSON.stringify(journey.modal('ada').blocks);
    expect(details).toContain('Checkout conversion is proven better');
    expect(details).toMatch(/Visit rate \(goal\).*97\.5 % interval.*adjusted p/);
    await journey.press('priya', key, 'decide_ship');
    await reach(journey, key, ['decided'], 1);
  }));
