import { describe, expect, it } from 'vitest';
import { assessIdea, type IdeaToAssess } from '#agents/supervisor.ts';
import type { ModelRequest } from '#ports/language-model.ts';
import { prompts, redaction, requestOf, TEMPLATES } from './examples.ts';

function answering(answer: object) {
  const asked: ModelRequest[] = [];
  const complete = async (request: ModelRequest) => {
    asked.push(request);
    const used = { model: 'm', inputTokens: 1, outputTokens: 1, costUsd: null, latencyMs: 1 };
    return { kind: 'answered', answer: { text: JSON.stringify(answer), ...used } } as const;
  };
  return { asked, deps: { model: { complete }, prompts, redaction } };
}

const ok = (reason: string) => ({ verdict: 'ok', reason });
const GOOD = {
  outcome: 'experiment',
  ground: null,
  reason: 'It moves one gate, which a flag can switch.',
  verdicts: {
    specific: ok('One gate is named.'),
    measurable: ok('Retention counts who returns.'),
    achievable: ok('A flag can switch it.'),
    relevant: ok('Players leave at the gate.'),
    timeBound: ok('A week shows it.'),
  },
  questions: [],
  template: 'onboarding',
  risk: 'low',
  categories: [],
};

/** What is wrong with an answer that stays wrong; null if it is taken. */
async function problemWith(change: object, idea: Partial<IdeaToAssess> = {}): Promise<string | null> {
  const { deps } = answering({ ...GOOD, ...change });
  const result = await assessIdea(deps, { request: requestOf(), templates: TEMPLATES, ...idea });
  return result.kind === 'ok' ? null : result.problem.detail;
}

const missing = { ...GOOD.verdicts, specific: { verdict: 'missing', reason: 'No change is named.' } };

describe('an answer of the supervisor', () => {
  it('is taken if all of it says something', async () => {
    expect(await problemWith({})).toBeNull();
    expect(await problemWith({ outcome: 'do-now', ground: 'bug-fix' })).toBeNull();
    expect(await problemWith({ verdicts: missing, questions: ['Which screen is meant by it?'] })).toBeNull();
  });

  it.each([
    ['a ground of another outcome', { outcome: 'drop', ground: 'bug-fix' }, 'ground'],
    ['no ground', { outcome: 'do-now' }, 'ground'],
    [
      'questions about what is no experiment',
      { outcome: 'drop', ground: 'hopeless', questions: ['Which screen is it?'] },
      'questions',
    ],
    ['something missing and no question', { verdicts: missing }, 'specific is missing'],
    [
      'three questions',
      { questions: ['Which screen is it?', 'Who sees it then?', 'When is it shown?'] },
      'questions',
    ],
    ['questions that are words', { questions: ['goal'] }, 'questions.0'],
    [
      'the same question twice',
      { questions: ['Which screen is it?', 'which screen is it'] },
      'says the same as questions.0',
    ],
    [
      'a reason that repeats the idea',
      { reason: 'Move the first gate from level 30 to 40.' },
      'only repeats the idea',
    ],
    ['a reason in no language', { reason: 'xkcdq zzrtv plmnb wrtzx' }, 'no language'],
    [
      'one reason for all verdicts',
      { verdicts: { ...GOOD.verdicts, relevant: ok('One gate is named.') } },
      'says the same as',
    ],
    ['a figure of its own', { reason: 'It would take 84 weeks to see it.' }, '84'],
    ['a risk below the one that was asked for', {}, 'risk'],
  ])('is refused for %s', async (_name, change, problem) => {
    const idea = problem === 'risk' ? { request: requestOf({ risk: 'medium' }) } : {};
    expect(await problemWith(change, idea)).toContain(problem);
  });

  it('asks nothing once it was answered twice', async () => {
    const asks = { verdicts: missing, questions: ['Which screen is meant by it?'] };
    expect(await problemWith(asks, { mayAsk: false })).toContain('none may be asked any more');
  });

  it('may repeat figures of an answer, which the model is given', async () => {
    const answers = [{ question: 'How long?', answer: 'For 12 days.' }];
    expect(await problemWith({ reason: 'It runs for 12 days on the gate.' }, { answers })).toBeNull();
    const { asked, deps } = answering(GOOD);
    await assessIdea(deps, { request: requestOf(), templates: TEMPLATES, answers });
    expect(asked[0]?.input).toContain('For 12 days.');
  });
});
