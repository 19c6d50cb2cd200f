import { describe, expect, it } from 'vitest';
import { RENDERERS } from '#app/features.ts';
import { judge } from '#domain/decision/decision-rules.ts';
import { latestSnapshot } from '#domain/experiment.ts';
import { criterionWords } from '#features/analyse-experiment/criterion-words.ts';
import { detailsView } from '#features/analyse-experiment/details-view.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const interim = latestSnapshot(EXAMPLES.interimReport.experiment);
if (interim === null) throw new Error('the example has a look');
const CRITERIA = judge(GATE_PLAN, interim.analysis).criteria;
const HARM = ['goal-harmed', 'guardrail-broken'];
/** Told by the lines of the harmed treatments. */
const RACE = ['treatment-harmed', 'some-harmed', 'some-left', 'all-harmed-at-any-time'];

describe('a criterion', () => {
  it.each(CRITERIA.filter(({ key }) => ![...HARM, ...RACE].includes(key)))(
    '$key has a text of its own in each state',
    (one) => {
      const texts = (['met', 'not-met', 'unknown'] as const).map((state) =>
        criterionWords(GATE_PLAN, { ...one, state, figures: {} }),
      );
      expect(new Set(texts).size).toBe(3);
      for (const text of texts) expect(text).toMatch(/^[A-Z0-9]/);
    },
  );

  it('names the goal, whatever its name is', () => {
    const plan = { ...GATE_PLAN, goal: { ...GATE_PLAN.goal, name: '$& per user' } };
    const criterion = { key: 'goal-proven', state: 'not-met', text: '', figures: {} } as const;
    expect(criterionWords(plan, criterion)).toBe('$& per user is not proven better');
  });

  it('of guardrails that must be proven claims nothing if none must', () => {
    const of = (mustBeProven: boolean) => ({
      ...GATE_PLAN,
      guardrails: GATE_PLAN.guardrails.map((guardrail) => ({ ...guardrail, sizedFor: mustBeProven })),
    });
    const criterion = { key: 'guardrails-proven', state: 'met', text: '', figures: {} } as const;
    expect(criterionWords(of(true), criterion)).toMatch(/^Every guardrail that must be proven is proven/);
    expect(criterionWords(of(false), criterion)).toMatch(/^No guardrail has to be proven/);
    expect(criterionWords({ ...GATE_PLAN, guardrails: [] }, criterion)).toMatch(/^No guardrail/);
  });

  it('that only another version knows keeps its stored text', () => {
    const criterion = { key: 'of-later', state: 'met', text: 'As stored', figures: {} } as const;
    expect(criterionWords(GATE_PLAN, criterion)).toBe('As stored');
  });
});

describe('the headline of a report with a broken split', () => {
  const { experiment } = EXAMPLES.coveredReport;
  const messageOf = (topic: 'report' | 'decision', shown: typeof experiment) =>
    RENDERERS[topic]({ experiment: shown, key: '', at: 0 }).text;

  it('says so instead of recommending to go on', () => {
    expect(messageOf('report', experiment)).toBe(
      'Look 1 of 2 · the split is not as planned · no effect can be read · First gate at level 40',
    );
  });

  it('says so instead of what the rules recommend at the registered end', () => {
    const snapshots = experiment.looks.snapshots.map((look) => {
      const analysis = { ...look.analysis, final: true };
      return { ...look, analysis, verdict: judge(GATE_PLAN, analysis) };
    });
    const atEnd = { ...experiment, looks: { ...experiment.looks, snapshots } };
    expect(messageOf('decision', atEnd)).toContain('the split is not as planned · no effect can be read');
    const [last] = snapshots;
    if (last === undefined) throw new Error('the example has a look');
    expect(JSON.stringify(detailsView(atEnd, last))).toContain(
      'The split is not as planned, so no effect can be read. End it without shipping, and find the cause.',
    );
  });
});
