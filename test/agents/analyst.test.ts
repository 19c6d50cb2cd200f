import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeLook, type LookToDescribe } from '#agents/analyst.ts';
import type { AgentDeps } from '#agents/ask.ts';
import { proposeDesign } from '#agents/designer.ts';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import { ASSESSMENT, agentsOn, CATALOGUE, requestOf } from './examples.ts';

let server: ScriptedModel;
beforeEach(async () => {
  server = await startScriptedModel({ port: 0 });
});
afterEach(() => server.close());

/** Agents whose model gives this answer to each question, at the wire. */
function agentsSaying(answer: object): AgentDeps {
  const choice = { message: { content: JSON.stringify(answer) }, finish_reason: 'stop' };
  const body = JSON.stringify({ choices: [choice] });
  const headers = { 'content-type': 'application/json' };
  return agentsOn(server, { fetch: async () => new Response(body, { headers }) });
}

const look: LookToDescribe = {
  experiment: 'Move the first gate from level 30 to 40',
  recommendation: 'stop it and keep the control',
  statements: [
    {
      ...{ id: 'f1', text: '7-day retention: 19.0 % → 18.2 %, lift −4.3 %, proven worse.' },
      ...{ direction: 'down', isBetter: false, isAlarm: false },
    },
    { id: 'f2', text: 'This is look 2 of 2.', direction: 'none', isBetter: null, isAlarm: false },
  ],
};
const TOLD = {
  headline: 'Recommendation by the rules: stop it and keep the control.',
  reasons: look.statements.map(({ text }) => text),
};

describe('describeLook', () => {
  it('tells the sentences of code that the model chose', async () => {
    const result = await describeLook(agentsOn(server), look);
    expect(result).toMatchObject({ kind: 'ok', value: { source: 'model', output: TOLD } });
  });

  it('lets the model put an explanation right that holds a number', async () => {
    server.fail({ kind: 'invents', times: 1 });
    const result = await describeLook(agentsOn(server), look);
    expect(result).toMatchObject({ kind: 'ok', value: { source: 'model' } });
    expect(server.requests()[1]?.body).toContain('holds a figure');
  });

  it('tells the sentences of code alone if the second explanation claims more, too', async () => {
    server.fail({ kind: 'invents', times: 2 });
    const result = await describeLook(agentsOn(server), look);
    expect(result).toMatchObject({ kind: 'ok', value: { source: 'template', output: TOLD } });
    expect(result.kind === 'ok' ? result.value.runs.length : 0).toBe(2);
  });

  it('puts an explanation behind the sentence that it explains, in one line', async () => {
    const text = 'Fewer players meet\u00a0the gate in their first days';
    const answer = { statements: ['f2', 'f1'], explanations: [{ statements: ['f1'], text }] };
    const result = await describeLook(agentsSaying(answer), look);
    expect(result.kind === 'ok' ? result.value.output.reasons : []).toEqual([
      'This is look 2 of 2.',
      `${TOLD.reasons[0]} A guess of the model: Fewer players meet the gate in their first days.`,
    ]);
  });

  it('refuses statements that code did not write', async () => {
    const answer = { statements: ['f7'], explanations: [] };
    const result = await describeLook(agentsSaying(answer), look);
    expect(result).toMatchObject({ kind: 'ok', value: { source: 'template', output: TOLD } });
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
