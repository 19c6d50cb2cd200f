import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeLook, type LookToDescribe } from '#agents/analyst.ts';
import { cleanUp } from '#agents/cleaner.ts';
import { proposeDesign } from '#agents/designer.ts';
import { implementChange } from '#agents/implementer.ts';
import { reviewPlan } from '#agents/policy.ts';
import { repairChange } from '#agents/repairer.ts';
import { assessIdea } from '#agents/supervisor.ts';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import { memoryView } from '#test/support/memory-view.ts';
import { ASSESSMENT, agentsOn, CATALOGUE, planOf, requestOf, TEMPLATES } from './examples.ts';

let server: ScriptedModel;
beforeEach(async () => {
  server = await startScriptedModel({ port: 0 });
});
afterEach(() => server.close());

const look: LookToDescribe = {
  experiment: 'Gate',
  recommendation: 'keep it running',
  statements: [{ id: 'f1', text: 'Look 1 of 2.', direction: 'none', isBetter: null, isAlarm: false }],
};
const file = { path: 'src/gate.ts', content: 'export const flag = "move-the-first-gate-k7q2";\n' };
const shop = { plan: planOf(), repository: memoryView([file]) };
const cleanable = { ...shop, kept: 'control', paths: [file.path], pullRequest: [] };
const failed = {
  kind: 'failed-checks',
  checks: [{ name: 'test', log: 'src/gate.ts: expected 30' }],
} as const;

/** Every agent by the prompt it asks first. */
const AGENTS = {
  supervisor: () => assessIdea(agentsOn(server), { request: requestOf(), templates: TEMPLATES }),
  designer: () =>
    proposeDesign(agentsOn(server), { request: requestOf(), assessment: ASSESSMENT, catalogue: CATALOGUE }),
  policy: () => reviewPlan(agentsOn(server), { plan: planOf() }),
  analyst: () => describeLook(agentsOn(server), look),
  'place-finder': () => implementChange(agentsOn(server), shop),
  implementer: () => implementChange(agentsOn(server), shop),
  cleaner: () => cleanUp(agentsOn(server), cleanable),
  repairer: () => repairChange(agentsOn(server), { ...shop, edits: [], testPaths: [], evidence: failed }),
};

/** Their answers may be put right twice: edits are small beside what was read for them. */
const WRITERS = ['implementer', 'cleaner', 'repairer'];

describe.each(Object.entries(AGENTS))('%s', (role, ask) => {
  const repairs = WRITERS.includes(role) ? 2 : 1;

  it('fails with the detail if the repairs are rubbish too, and has paid for all', async () => {
    server.fail({ kind: 'rubbish', times: 1 + repairs, role });
    const result = await ask();
    expect(result).toMatchObject({
      kind: 'refused',
      problem: { reason: 'invalid-answer', wellFormed: false },
    });
    const runs = result.kind === 'refused' ? result.problem.runs : [];
    const paid = runs.slice(-1 - repairs);
    expect(paid.map(({ repaired }) => repaired)).toEqual([false, ...Array(repairs).fill(true)]);
    expect(paid.every(({ outputTokens }) => outputTokens > 0)).toBe(true);
    expect(result.kind === 'refused' ? result.problem.detail : '').toMatch(/^- not JSON: /);
  });

  it('says that the model declined, or was cut off', async () => {
    server.fail({ kind: 'refuses', times: 1, role });
    expect(await ask()).toMatchObject({
      kind: 'refused',
      problem: { reason: 'declined', detail: 'I cannot help with that.' },
    });
    server.fail({ kind: 'truncated', times: 1, role });
    expect(await ask()).toMatchObject({ kind: 'refused', problem: { reason: 'truncated' } });
  });
});

describe('askAgent', () => {
  it('returns a wrong answer once, with what was wrong, and goes on with the repaired one', async () => {
    server.fail({ kind: 'rubbish', times: 1 });
    const result = await AGENTS.supervisor();
    expect(result).toMatchObject({ kind: 'ok' });
    const runs = result.kind === 'ok' ? result.value.runs : [];
    expect(runs.map(({ repaired }) => repaired)).toEqual([false, true]);
    expect(new Set(runs.map(({ inputHash }) => inputHash)).size).toBe(2);
    const [, second] = server.requests();
    expect(second?.repair).toBe(true);
    expect(second?.body).toContain('not JSON');
    expect(second?.body).toContain('Happy to help!');
  });

  it.each(['json', 'prompt'] as const)('works without structured output, in mode %s', async (structured) => {
    const deps = agentsOn(server, { structured });
    expect(await assessIdea(deps, { request: requestOf(), templates: TEMPLATES })).toMatchObject({
      kind: 'ok',
    });
    const format: unknown = JSON.parse(server.requests()[0]?.body ?? '{}').response_format;
    expect(format).toEqual(structured === 'json' ? { type: 'json_object' } : undefined);
  });

  it('gives the same hashes for the same question, so that runs can be compared', async () => {
    const [one, other] = [await AGENTS.policy(), await AGENTS.policy()];
    const hashes = [one, other].map((result) =>
      result.kind === 'ok'
        ? result.value.runs.map(({ inputHash, outputHash }) => inputHash + outputHash)
        : [],
    );
    expect(hashes[0]).toHaveLength(1);
    expect(hashes[0]).toEqual(hashes[1]);
  });
});

describe('cleanUp', () => {
  it('asks no model if there is nothing to do', async () => {
    const none = await cleanUp(agentsOn(server), { ...cleanable, paths: [] });
    const unknown = await cleanUp(agentsOn(server), { ...cleanable, kept: 'blue' });
    for (const result of [none, unknown])
      expect(result).toMatchObject({ kind: 'refused', problem: { reason: 'impossible' } });
    expect(server.requests()).toEqual([]);
  });
});

describe('implementChange', () => {
  it('asks a person if no file can be read', async () => {
    const result = await implementChange(agentsOn(server), {
      ...shop,
      repository: memoryView([file], { [file.path]: '120000' }),
    });
    expect(result).toMatchObject({
      kind: 'refused',
      problem: { reason: 'impossible', runs: [{ prompt: 'place-finder@1' }] },
    });
  });
});
