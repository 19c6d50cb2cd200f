import { describe, expect, it } from 'vitest';
import { type AskedChanges, readChanges } from '#agents/change-reader.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import { CATALOGUE, prompts, redaction, requestOf } from './examples.ts';

const NOTHING: AskedChanges = {
  ...{ goalMetric: null, guardrailMetrics: null, surface: null, repository: null, risk: null },
  ...{ smallestLift: null, expectedLift: null, trafficShare: null, split: null },
};

/** What becomes of answers that a model gives in turn to a comment. */
async function answered(comment: string, ...answers: readonly Partial<AskedChanges>[]) {
  const problems: string[] = [];
  let asked = 0;
  const model: LanguageModel = {
    complete: async ({ repair }) => {
      if (repair !== null) problems.push(repair.problems);
      const text = JSON.stringify({ ...NOTHING, ...answers[asked++] });
      const cost = { inputTokens: 1, outputTokens: 1, costUsd: null, latencyMs: 1 };
      return { kind: 'answered', answer: { text, model: 'm', ...cost } };
    },
  };
  const lists = { catalogue: CATALOGUE, surfaces: ['level gate'], repositories: ['acme/shop'] };
  const result = await readChanges(
    { model, prompts, redaction },
    { comment, request: requestOf(), ...lists },
  );
  return { result, problems };
}

describe('readChanges', () => {
  it.each<[string, Partial<AskedChanges>]>([
    ['use visits as the goal, 70/30', { goalMetric: 'visit_rate', split: [70, 30] }],
    ['only 20 % of the traffic please', { trafficShare: 20 }],
    ['2.5 % would be enough, and we expect 6 %', { smallestLift: 2.5, expectedLift: 6 }],
    ['say it in bigger letters', {}],
  ])('takes what "%s" says, in its own numbers', async (comment, said) => {
    expect((await answered(comment, said)).result).toMatchObject({ kind: 'ok', value: { output: said } });
  });

  it.each<[string, Partial<Record<keyof AskedChanges, unknown>>, string]>([
    ['a number that the person did not say', { trafficShare: 40 }, 'does not stand in the comment: 40'],
    ['a split of another sum', { split: [70, 20] }, 'split: must sum to 100'],
    ['a split of one', { split: [100] }, 'split'],
    ['a metric that is not in the catalogue', { goalMetric: 'love' }, 'goalMetric'],
    ['a surface that is not in the settings', { surface: 'moon' }, 'surface'],
    [
      'the goal as its own guardrail',
      { goalMetric: 'visit_rate', guardrailMetrics: ['visit_rate'] },
      'guardrailMetrics: visit_rate is the goal',
    ],
    ['more than all traffic', { trafficShare: 120 }, 'trafficShare'],
  ])('sends %s back once with what is wrong', async (_name, wrong, problem) => {
    const { result, problems } = await answered('70/20 or 70/30, 100, 120', wrong as object, {});
    expect(problems.join('\n')).toContain(problem);
    expect(result).toMatchObject({ kind: 'ok', value: { output: NOTHING } });
  });
});
