import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';

let server: ScriptedModel;
beforeEach(async () => {
  server = await startScriptedModel({ port: 0, now: () => 1_790_000_000_000 });
});
afterEach(() => server.close());

function post(body: unknown): Promise<Response> {
  return fetch(`${server.baseUrl}/chat/completions`, { method: 'POST', body: JSON.stringify(body) });
}

const Completion = z.looseObject({
  choices: z.array(z.looseObject({ message: z.looseObject({ content: z.string() }) })).min(1),
  usage: z.object({ prompt_tokens: z.number() }).loose(),
});

/** The completion that a question gets. */
async function completionOf(body: unknown) {
  return Completion.parse(await (await post(body)).json());
}

/** A policy question with the given description of the treatment. */
function question(description: string, name = 'policy') {
  const request = {
    idea: description,
    goalMetric: 'g',
    guardrailMetrics: [],
    smallestLift: 0.01,
    split: [0.5, 0.5],
    surface: 'checkout',
    risk: 'low',
  };
  const goal = { key: 'g', name: 'G', description: '', desiredDirection: 'increase' };
  const variants = [
    { key: 'control', role: 'control', description: 'As today' },
    { key: 'treatment', role: 'treatment', description },
  ];
  const plan = { title: 'T', hypothesis: 'H', flagKey: 'f', request, goal, guardrails: [], variants };
  const fence = '0123456789abcdef';
  const input = `[[begin plan ${fence}]]\n${JSON.stringify(plan)}\n[[end plan ${fence}]]`;
  return {
    model: 'anything',
    messages: [
      { role: 'system', content: 'Review.' },
      { role: 'user', content: input },
    ],
    response_format: { type: 'json_schema', json_schema: { name, schema: {} } },
  };
}

describe('the scripted model', () => {
  it('says that it is scripted, whatever model was asked for, and counts tokens by length', async () => {
    const short = await completionOf(question('Show the total'));
    const long = await completionOf(question(`Show the total ${'and more '.repeat(100)}`));
    expect(short).toMatchObject({
      model: 'scripted-model',
      system_fingerprint: expect.stringContaining('scripted'),
      created: 1_790_000_000,
      choices: [{ finish_reason: 'stop', message: { refusal: null } }],
    });
    expect(long.usage.prompt_tokens).toBeGreaterThan(short.usage.prompt_tokens + 400);
  });

  it('answers from the question, not from a list', async () => {
    const answers = await Promise.all(
      ['Show a fake timer', 'Show a fake queue', 'Show a timer'].map(async (text) => {
        const { choices } = await completionOf(question(text));
        const { findings } = z
          .object({ findings: z.array(z.object({ text: z.string() })) })
          .parse(JSON.parse(choices[0]?.message.content ?? '{}'));
        return findings.map((finding) => finding.text).join();
      }),
    );
    expect(answers[0]).toContain('"fake timer"');
    expect(answers[1]).toContain('"fake queue"');
    expect(answers[2]).toBe('');
  });

  it('declines what it has no script for, and refuses what is no question', async () => {
    expect(await (await post(question('x', 'poet'))).json()).toMatchObject({
      choices: [{ message: { content: null, refusal: 'No script answers "poet".' } }],
    });
    expect((await post({ hello: 1 })).status).toBe(400);
    expect((await fetch(`${server.baseUrl}/audio/speech`, { method: 'POST' })).status).toBe(404);
  });

  it('fails as often as asked, for the role that was named', async () => {
    server.fail({ kind: 'http-500', times: 1, role: 'designer' });
    server.fail({ kind: 'ratelimited', times: 2 });
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await post(question('Show the total'))).status);
    expect(statuses).toEqual([429, 429, 200]);
    expect(server.requests().map(({ role, fault }) => [role, fault])).toEqual([
      ['policy', 'ratelimited'],
      ['policy', 'ratelimited'],
      ['policy', null],
    ]);
  });

  it('lists itself if a client looks for models', async () => {
    expect(await (await fetch(`${server.baseUrl}/models`)).json()).toMatchObject({
      data: [{ id: 'scripted-model' }],
    });
  });
});
