import { describe, expect, it } from 'vitest';
import type { DesignBrief } from '#agents/design-brief.ts';
import type { WholeProposal } from '#agents/design-problems.ts';
import { proposeDesign } from '#agents/designer.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import { ASSESSMENT, CATALOGUE, prompts, redaction, requestOf } from './examples.ts';

const DESIGN: WholeProposal = {
  title: 'First gate at level 40',
  hypothesis:
    'If we move the first gate to level 40, then 7-day retention will rise, because players see more.',
  mechanism: 'Players begin more before they first wait, and come back to finish it.',
  disproof: 'Players reach the later gate no more often than today.',
  rationale: 'The gate is the first place at which many players leave.',
  controlDescription: 'The gate stands at level 30.',
  treatmentDescriptions: ['The gate stands at level 40.'],
  guardrailMetrics: ['crash_rate'],
  guardrailReasons: [{ metric: 'crash_rate', reason: 'More levels are loaded before the wait.' }],
  secondaryMetrics: ['visit_rate'],
  segments: ['$os'],
  lookCadence: 'weekly',
  forecast: { from: 'no change', to: '3 % better' },
  citations: [{ key: 'gate-at-25', stance: 'contradicts' }],
  noneSimilar: null,
  objection: null,
  risks: ['Players may be surprised.'],
};

const BRIEF: DesignBrief = {
  ...{ request: requestOf(), assessment: ASSESSMENT, catalogue: CATALOGUE, dimensions: ['$os', 'country'] },
  product: 'A free game of levels, for people who play on the way to work.',
  facts: ['28 days (four weeks), the longest allowed, detect a lift of 2.3 %.'],
  running: ['shop-on-the-gate: A shop at the gate (running)'],
  history: [
    { key: 'gate-at-25', title: 'Gate at level 25', outcome: 'Killed at −0.8 %.', isClose: true },
    { key: 'mail', title: 'A mail', outcome: 'Shipped.', isClose: false },
  ],
};

/** What becomes of answers that a model gives in turn, and the inputs that it got. */
async function answered(brief: Partial<DesignBrief>, ...answers: readonly object[]) {
  const inputs: string[] = [];
  const model: LanguageModel = {
    complete: async (request) => {
      inputs.push(`${request.input}\n${request.repair?.problems ?? ''}`);
      const text = JSON.stringify(answers[inputs.length - 1]);
      const cost = { inputTokens: 1, outputTokens: 1, costUsd: null, latencyMs: 1 };
      return { kind: 'answered', answer: { text, model: 'm', ...cost } };
    },
  };
  return { result: await proposeDesign({ model, prompts, redaction }, { ...BRIEF, ...brief }), inputs };
}

/** What is told to a model about an answer; empty if it is taken. */
async function told(change: object, brief: Partial<DesignBrief> = {}): Promise<string> {
  const { inputs } = await answered(brief, { ...DESIGN, ...change }, DESIGN);
  return inputs.length === 1 ? '' : (inputs[1]?.split('\n').slice(-9).join('\n') ?? '');
}

describe('proposeDesign', () => {
  it('shows all that is known, what is the same for every experiment first', async () => {
    const { inputs, result } = await answered({}, DESIGN);
    expect(result).toMatchObject({ kind: 'ok', value: { output: DESIGN } });
    const [input = ''] = inputs;
    for (const part of [
      'A free game',
      'detect a lift of 2.3 %',
      'shop-on-the-gate',
      'gate-at-25',
      '3 % better',
    ])
      expect(input).toContain(part);
    const names = [...input.matchAll(/\[\[begin ([a-z]+) /g)].map(([, name]) => name);
    expect(names.slice(0, 3)).toEqual(['product', 'catalogue', 'dimensions']);
  });

  it.each<[string, Partial<Record<keyof WholeProposal, unknown>>, string]>([
    [
      'a past experiment that it was not shown',
      { citations: [{ key: 'made-up', stance: 'supports' }] },
      'citations.0.key',
    ],
    [
      'silence about a close experiment',
      { citations: [] },
      'citations: cite gate-at-25, or say in noneSimilar why it is not alike',
    ],
    [
      'silence about a close experiment beside another',
      { citations: [{ key: 'mail', stance: 'supports' }] },
      'citations: cite gate-at-25',
    ],
    [
      'an experiment twice',
      { citations: [DESIGN.citations[0], DESIGN.citations[0]] },
      'citations: an experiment stands twice',
    ],
    ['a point of its own', { forecast: { from: 'no change', to: '12 % better' } }, 'forecast.to'],
    [
      'a forecast the wrong way round',
      { forecast: { from: '3 % better', to: 'no change' } },
      'forecast: "from" must come before "to"',
    ],
    [
      'a number of its own',
      { mechanism: 'Players begin 17 things before they wait, and come back.' },
      'the data: 17',
    ],
    ['a guardrail without a reason', { guardrailReasons: [] }, 'guardrailReasons: crash_rate has no reason'],
    [
      'a reason for what is no guardrail',
      { guardrailReasons: [...DESIGN.guardrailReasons, { metric: 'visit_rate', reason: 'Who knows why.' }] },
      'guardrailReasons: visit_rate is no guardrail',
    ],
    ['a dimension that the settings do not have', { segments: ['shoe size'] }, 'segments.0'],
    [
      'a treatment that is the control',
      { treatmentDescriptions: ['The gate stands at level 30!'] },
      'treatment 1: says the same as controlDescription',
    ],
    [
      'a hypothesis, a control and a treatment that are one text',
      { hypothesis: 'better gate levels now', controlDescription: 'better gate levels now' },
      'controlDescription: says the same as hypothesis',
    ],
    [
      'an objection although people have kept the goal',
      { objection: { goalMetric: 'visit_rate', reason: 'It is nearer to the change.' } },
      'objection',
    ],
    ['a text of one word', { disproof: 'Nothing' }, 'disproof: say it in a sentence'],
  ])('sends %s back with what is wrong', async (_name, change, problem) => {
    expect(await told(change)).toContain(problem);
  });

  it('may object to the goal with another metric, if it may object', async () => {
    const objecting = (goalMetric: string, reason = 'It is nearer to the change than retention.') =>
      told({ objection: { goalMetric, reason } }, { mayObject: true });
    expect(await objecting('visit_rate')).toBe('');
    expect(await objecting('made_up')).toContain('objection.goalMetric');
    expect(await objecting('retention_7d')).toContain('objection: this metric is the goal already');
    expect(await objecting('visit_rate', 'Nearer')).toContain('objection: say it in a sentence');
    expect(await objecting('visit_rate', 'It will rise by 17 % more.')).toContain('the data: 17 %');
  });

  it('may leave a close experiment out if it says why', async () => {
    const left = { citations: [], noneSimilar: 'That gate came before the first reward.' };
    expect(await told(left)).toBe('');
  });

  it('must say that none is alike if there are some and none is cited', async () => {
    const history = [{ key: 'mail', title: 'A mail', outcome: 'Shipped.', isClose: false }];
    expect(await told({ citations: [] }, { history })).toContain('noneSimilar: say why no experiment');
  });

  it('cites nothing if nothing came before', async () => {
    expect(await told({ citations: [] }, { history: [] })).toBe('');
    expect(await told({}, { history: [] })).toContain('citations');
  });

  it('may repeat what code computed', async () => {
    expect(await told({ rationale: 'Four weeks detect 2.3 %, which is more than is worth having.' })).toBe(
      '',
    );
  });
});
