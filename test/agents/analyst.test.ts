import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeLook } from '#agents/analyst.ts';
import { proposeDesign } from '#agents/designer.ts';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import { ASSESSMENT, agentsOn, CATALOGUE, requestOf } from './examples.ts';

let server: ScriptedModel;
beforeEach(async () => {
  server = await startScriptedModel({ port: 0 });
});
afterEach(() => server.close());

const look = {
  experiment: 'Move the first gate from level 30 to 40',
  recommendation: 'stop it and keep the control',
  facts: [
    { name: 'Lift of 7-day retention', display: '−4.3 %' },
    { name: 'Look', display: '2 of 2' },
  ],
};

describe('describeLook', () => {
  it('lets the model put a number right that stands in no fact', async () => {
    server.fail({ kind: 'invents', times: 1 });
    const result = await describeLook(agentsOn(server), look);
    expect(result).toMatchObject({ kind: 'ok', value: { source: 'model' } });
    expect(server.requests()[1]?.body).toContain('not in the facts: 98.76 %');
  });

  it('replaces a text that keeps its own numbers by the facts alone, and says so', async () => {
    server.fail({ kind: 'invents', times: 2 });
    const result = await describeLook(agentsOn(server), look);
    expect(result).toMatchObject({ kind: 'ok', value: { source: 'template' } });
    const output = result.kind === 'ok' ? result.value.output : null;
    expect(output).toEqual({
      headline: 'Recommendation by the rules: stop it and keep the control.',
      reasons: [
        'Lift of 7-day retention: −4.3 %.',
        'Look: 2 of 2.',
        'This text comes from a template. The text of the model held numbers that are not among the computed facts.',
      ],
    });
    expect(result.kind === 'ok' ? result.value.runs.length : 0).toBe(2);
  });
});

describe('proposeDesign', () => {
  it('refuses a design that keeps a number from nowhere', async () => {
    server.fail({ kind: 'invents', times: 2 });
    const brief = { request: requestOf(), assessment: ASSESSMENT, catalogue: CATALOGUE };
    const result = await proposeDesign(agentsOn(server), brief);
    expect(result).toMatchObject({
      kind: 'refused',
      problem: { reason: 'invalid-answer', wellFormed: true },
    });
    expect(result.kind === 'refused' ? result.problem.detail : '').toContain(
      'a number that is not in the data: 98.76 %',
    );
  });
});
