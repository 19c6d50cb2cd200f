import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { IdeaCase } from '#tools/idea-cases/idea-form.ts';
import { problemsOf, promisedByCode } from '#tools/idea-cases/judge-idea.ts';
import { type Asking, type Played, playIdea } from '#tools/idea-cases/play-idea.ts';
import { readIdeas } from '#tools/idea-cases/read-ideas.ts';
import { cellsOf, differences } from '#tools/idea-cases/report.ts';

const FILE = new URL('../fixtures/ideas/ideas.json', import.meta.url);
const SCRIPTED: Asking = { model: 'scripted', real: null, prompts: null, past: [] };
const GATE: IdeaCase = {
  ...{ id: 'gate', kind: 'good', language: 'en', fields: {} },
  ...{ idea: 'Move the first level gate from level 30 to level 40', expect: {} },
};
const PLAYED: Played = {
  ...{ id: 'gate', outcome: 'plan', detail: '', rules: [], risk: 'low', categories: [] },
  ...{ goal: 'retention_7d', surface: 'level gate', critique: {}, policy: 'no-objection' },
  ...{ calls: 4, repairs: 0, inputTokens: 10, outputTokens: 5, costUsd: null },
  ...{ thread: 'A plan. Like gate-timer, which failed.', kept: 'gate-move {"idea":"Move it"}' },
};
const namesOf = (key: string) => [key];
const problems = (expected: IdeaCase['expect'], played: Partial<Played> = {}) =>
  problemsOf(expected, { ...PLAYED, ...played }, namesOf);

describe('readIdeas', () => {
  it('reads our own file: at least 80 ideas of 16 kinds in eight languages', () => {
    const read = readIdeas('ideas.json', readFileSync(FILE, 'utf8'));
    if (read.kind === 'refused') throw new Error(read.problem.join('\n'));
    const { ideas } = read.value;
    expect(ideas.length).toBeGreaterThanOrEqual(80);
    expect(new Set(ideas.map(({ kind }) => kind)).size).toBe(16);
    expect(new Set(ideas.map(({ language }) => language)).size).toBeGreaterThanOrEqual(8);
  });

  it('tells every problem with its line', () => {
    const text = `{"ideas": [
  {"id": "a", "kind": "good", "language": "en", "idea": "Move it", "expect": {"outcome": ["plan"]}},
  {"id": "a", "kind": "nice", "language": "en", "idea": "Move it", "expect": {}},
  {"id": "c", "kind": "good", "language": "en", "expect": {"outcome": []}}
]}`;
    const read = readIdeas('mine.json', text);
    const lines = read.kind === 'refused' ? read.problem : [];
    expect(lines.map((line) => line.split(': ')[0])).toEqual([
      'mine.json:3 ideas[1].kind',
      'mine.json:4 ideas[2].idea',
      'mine.json:4 ideas[2].expect.outcome',
    ]);
  });

  it('refuses an id that stands twice and a past experiment that is not there', () => {
    const idea = (id: string, warns: string) =>
      `{"id": "${id}", "kind": "good", "language": "en", "idea": "Move it", "expect": {"warns": ["${warns}"]}}`;
    const read = readIdeas('mine.json', `{"ideas": [\n${idea('a', 'x')},\n${idea('a', 'x')}]}`);
    expect(read).toEqual({
      kind: 'refused',
      problem: [
        'mine.json:2 ideas[0].expect: There is no past experiment "x".',
        'mine.json:3 ideas[1]: "a" stands twice.',
        'mine.json:3 ideas[1].expect: There is no past experiment "x".',
      ],
    });
  });

  it('tells the line in which a text stops being JSON', () => {
    const read = readIdeas('mine.json', '{"ideas": [\n{"id": }}');
    expect(read.kind === 'refused' && read.problem[0]).toMatch(/^mine\.json:2 /);
  });
});

describe('problemsOf', () => {
  it('is silent if all is as expected', () => {
    expect(
      problems({
        ...{ outcome: ['plan', 'questions'], risk: 'low', goal: ['retention_7d'], surface: ['level gate'] },
        ...{ warns: ['gate-timer'], hides: ['anna@example.org'], neverSays: ['Approved'] },
      }),
    ).toEqual([]);
  });

  it('names what is not', () => {
    expect(
      problems({
        ...{ outcome: ['do-now'], risk: 'high', goal: ['visit_rate'], categories: ['money'] },
        ...{ warns: ['other'], hides: ['Move it'], neverSays: ['A plan'] },
      }),
    ).toEqual([
      'the outcome should be do-now, is plan',
      'the risk should be at least high, is low',
      '"money" is not named as what makes it risky',
      'the goal should be visit_rate, is retention_7d',
      'the thread does not name the past experiment other',
      '"Move it" was not kept back',
      'the thread says "A plan"',
    ]);
  });

  it('finds the beginning of a hidden text in a key', () => {
    const kept = 'deploy-with-ghp-r4nd0mt {}';
    expect(problems({ hides: ['ghp_R4nd0mTok3nR4nd0m'] }, { kept })).toHaveLength(1);
  });

  it('wants the rule that refuses to be the right one', () => {
    const refusedBy = (rules: readonly string[]) =>
      problems({ rules: ['too-long'] }, { outcome: 'refused', rules });
    expect(refusedBy(['too-long'])).toEqual([]);
    expect(refusedBy(['alpha'])).toEqual(['the rule should be too-long, is alpha']);
    expect(refusedBy([])).toEqual(['the rule should be too-long, is not named']);
  });

  it('keeps private texts and the promises of code apart from what only a model can see', () => {
    const one: IdeaCase = {
      ...GATE,
      expect: { outcome: ['object'], risk: 'high', hides: ['a'], code: { risk: 'medium' } },
    };
    expect(promisedByCode(one)).toEqual({ hides: ['a'], risk: 'medium' });
  });
});

describe('playIdea', () => {
  it('carries an idea through the chain, and the same prompts give the same cells', async () => {
    const prompts = fileURLToPath(new URL('../../prompts/', import.meta.url));
    const one = await playIdea(GATE, SCRIPTED);
    const other = await playIdea(GATE, { ...SCRIPTED, prompts });
    expect(one).toMatchObject({ outcome: 'plan', goal: 'retention_7d', surface: 'level gate' });
    expect(one.inputTokens).toBeGreaterThan(0);
    expect(differences(one, other)).toEqual([]);
    expect(differences(one, { ...other, risk: 'high' })).toEqual([`risk: ${cellsOf(one)['risk']} → high`]);
  });

  it('tells that the form did not take an idea', async () => {
    expect(await playIdea({ ...GATE, idea: 'test' }, SCRIPTED)).toMatchObject({ outcome: 'not taken' });
  });

  it('asks a model that says yes to everything', async () => {
    const vague = { ...GATE, idea: 'Make the checkout better' };
    expect(await playIdea(vague, SCRIPTED)).toMatchObject({ outcome: 'questions' });
    expect(await playIdea(vague, { ...SCRIPTED, model: 'obliging' })).toMatchObject({ outcome: 'plan' });
  });
});
