import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChosenParts, chooseParts } from '#agents/chooser.ts';
import type { Metric } from '#domain/metric.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import { agentsOn, CATALOGUE, prompts, redaction } from './examples.ts';

const SLOW: Metric = {
  ...{ key: 'slow_pages', name: 'Slow pages', description: 'load time', kind: 'quantile', quantile: 0.9 },
  ...{ desiredDirection: 'decrease', event: 'page_loaded', property: 'seconds', windowDays: 7 },
};
const LISTS = {
  ...{ catalogue: [...CATALOGUE, SLOW], surfaces: ['level gate', 'e-mail', 'checkout'] },
  ...{ repositories: ['acme/shop', 'acme/mail'], history: ['Gate at 35: goal 7-day retention, killed'] },
};
const GATE = 'Move the first gate from level 30 to 40';

let server: ScriptedModel;
beforeAll(async () => {
  server = await startScriptedModel({ port: 0 });
});
afterAll(() => server.close());

const WHOLE: ChosenParts = {
  ...{ goalMetric: 'retention_7d', goalReason: 'players meet the obstacle later' },
  guardrails: [{ metric: 'crash_rate', mustHold: true, reason: 'new code may crash' }],
  ...{ surface: 'level gate', surfaceReason: 'the gate stands there' },
  ...{ repository: 'acme/shop', repositoryReason: 'the game lies there' },
  ...{ risk: 'low', riskReason: 'it is easy to take back' },
};

/** What becomes of answers that a model gives in turn, and the inputs that it got. */
async function answered(...answers: readonly object[]) {
  const inputs: string[] = [];
  const model: LanguageModel = {
    complete: async (request) => {
      inputs.push(`${request.input}\n${request.repair?.problems ?? ''}`);
      const text = JSON.stringify(answers[inputs.length - 1]);
      const cost = { inputTokens: 1, outputTokens: 1, costUsd: null, latencyMs: 1 };
      return { kind: 'answered', answer: { text, model: 'm', ...cost } };
    },
  };
  const result = await chooseParts({ model, prompts, redaction }, { idea: GATE, ...LISTS });
  return { result, inputs };
}

describe('chooseParts', () => {
  it.each([
    [GATE, 'retention_7d', 'level gate', 'low'],
    ['Send the men’s e-mail', 'visit_rate', 'e-mail', 'medium'],
    ['Show the delivery cost before the basket', 'checkout_conversion', 'checkout', 'medium'],
  ])('finds goal, surface and risk of "%s" in the lists', async (idea, goalMetric, surface, risk) => {
    const result = await chooseParts(agentsOn(server), { idea, ...LISTS });
    expect(result).toMatchObject({ kind: 'ok', value: { output: { goalMetric, surface, risk } } });
  });

  it('may leave a choice open if nothing in a list fits, and says what is missing', async () => {
    const open = { ...WHOLE, surface: null, surfaceReason: 'The idea does not say where' };
    expect((await answered(open)).result).toMatchObject({ kind: 'ok', value: { output: open } });
  });

  it.each<[string, Partial<Record<keyof ChosenParts, unknown>>, string]>([
    ['a metric that is not in the catalogue', { goalMetric: 'love' }, 'goalMetric'],
    ['a surface that is not in the settings', { surface: 'moon' }, 'surface'],
    ['a repository of others', { repository: 'evil/shop' }, 'repository'],
    ['a risk that does not exist', { risk: 'none' }, 'risk'],
    ['a number of its own', { goalReason: 'it will rise by 12 %' }, 'a number that is not in the data: 12 %'],
    [
      'the goal as its own guardrail',
      { guardrails: [{ metric: 'retention_7d', mustHold: false, reason: 'x' }] },
      'guardrails: retention_7d is the goal',
    ],
    [
      'a guardrail twice',
      { guardrails: [WHOLE.guardrails[0], WHOLE.guardrails[0]] },
      'guardrails: a metric stands twice',
    ],
    ['a quantile as the goal', { goalMetric: 'slow_pages' }, 'goalMetric: "Slow pages" is a quantile'],
    ['no reason', { goalReason: '' }, 'goalReason'],
  ])('sends %s back once with what is wrong, and takes the repair', async (_name, wrong, problem) => {
    const { result, inputs } = await answered({ ...WHOLE, ...wrong }, WHOLE);
    expect(inputs[1]).toContain(problem);
    expect(result).toMatchObject({ kind: 'ok', value: { output: WHOLE } });
    expect(result.kind === 'ok' && result.value.runs.map(({ role }) => role)).toEqual([
      'designer',
      'designer',
    ]);
    const twice = await answered({ ...WHOLE, ...wrong }, { ...WHOLE, ...wrong });
    expect(twice.result).toMatchObject({ kind: 'refused', problem: { reason: 'invalid-answer' } });
  });

  it('repeats numbers of the idea and names of metrics', async () => {
    const said = { ...WHOLE, goalReason: 'level 40 comes after the first days, so 7-day retention moves' };
    expect((await answered(said)).result.kind).toBe('ok');
  });

  it('reads the idea as data: the lists and the history go with it, the owner does not', async () => {
    const { inputs } = await answered(WHOLE);
    for (const part of [GATE, 'retention_7d', 'level gate', 'acme/mail', 'Gate at 35'])
      expect(inputs[0]).toContain(part);
  });
});
