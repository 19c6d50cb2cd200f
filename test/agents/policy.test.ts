import { describe, expect, it } from 'vitest';
import { reviewPlan } from '#agents/policy.ts';
import type { ModelRequest } from '#ports/language-model.ts';
import { planOf, prompts, redaction } from './examples.ts';

/** A model that gives these answers in turn, and what it was asked. */
function answering(...answers: readonly object[]) {
  const asked: ModelRequest[] = [];
  const complete = async (request: ModelRequest) => {
    const text = JSON.stringify(answers[Math.min(asked.length, answers.length - 1)]);
    asked.push(request);
    const used = { model: 'm', inputTokens: 1, outputTokens: 1, costUsd: null, latencyMs: 1 };
    return { kind: 'answered', answer: { text, ...used } } as const;
  };
  return { asked, deps: { model: { complete }, prompts, redaction } };
}

const block = (text: string) => ({ findings: [{ category: 'deception', severity: 'block', text }] });
const plan = planOf(['Show the next level as a picture']);

describe('a block of the policy review', () => {
  it('goes back once if it names no words of the plan', async () => {
    const good = block('"the next level" is shown before it exists. Settled by a real one.');
    const { asked, deps } = answering(block('"a fake countdown" deceives people who hurry.'), good);
    const result = await reviewPlan(deps, { plan });
    expect(result).toMatchObject({ kind: 'ok', value: { output: { verdict: 'objection' } } });
    expect(asked).toHaveLength(2);
    expect(asked[1]?.repair?.problems).toContain('must hold words of the plan in double quotes');
  });

  it.each([
    ['a single word', 'bad'],
    ['no language', 'xkcdq zzrtv plmnb wrtzx "the next level"'],
    ['nothing of the plan', 'This plan is unfair to all people in it.'],
  ])('is no answer if it says %s', async (_name, text) => {
    const { deps } = answering(block(text));
    expect(await reviewPlan(deps, { plan })).toMatchObject({
      kind: 'refused',
      problem: { reason: 'invalid-answer', wellFormed: true },
    });
  });

  it('is no reason to ask again if it is a concern', async () => {
    const concern = {
      findings: [{ category: 'money', severity: 'concern', text: 'Support may get more questions.' }],
    };
    const { asked, deps } = answering(concern);
    expect(await reviewPlan(deps, { plan })).toMatchObject({
      value: { output: { verdict: 'no-objection', considerations: ['Support may get more questions.'] } },
    });
    expect(asked).toHaveLength(1);
  });

  it('hears what the rules found, so that it is not said twice', async () => {
    const { asked, deps } = answering({ findings: [] });
    await reviewPlan(deps, { plan, notes: [{ rule: 'consent', category: 'consent', words: 'opt-in' }] });
    expect(asked[0]?.input).toContain('"rule": "consent"');
  });
});
