import { describe, expect, it } from 'vitest';
import { cell } from '#features/full-record/markdown-parts.ts';
import { recordDocument } from '#features/full-record/record-document.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { REASONING } from '#test/support/example-reasoning.ts';
import { expectGolden } from '#test/support/golden.ts';

/** What a full record must hold. */
const SECTIONS = [
  'Hypothesis',
  'Method',
  'Sample',
  'Dates',
  'Privacy',
  'Results',
  'Guardrails',
  'Segments',
  'Learnings',
  'Decision',
  'Amendments',
  'Follow-up',
  'Evidence',
];

const headings = (text: string) =>
  text.split('\n').flatMap((line) => (line.startsWith('## ') ? [line.slice(3)] : []));

describe('the full record', () => {
  it.each([
    ['record-killed', EXAMPLES.decidedKill],
    ['record-shipped-and-completed', EXAMPLES.completed],
    ['record-decided-against-the-evidence', EXAMPLES.decidedAgainst],
    ['record-stopped-for-harm', EXAMPLES.harmedAndClean],
  ] as const)('%s reads as it should', async (name, { experiment }) => {
    await expectGolden(`records/${name}.md`, recordDocument(experiment));
  });

  it('says why the plan was as it was, and scores the forecast by what was measured', async () => {
    const { experiment } = EXAMPLES.decidedKill;
    const { design } = experiment;
    if (design === null) throw new Error('no design');
    const reasoned = { ...design, plan: { ...design.plan, reasoning: REASONING } };
    const text = recordDocument({ ...experiment, design: reasoned });
    await expectGolden('records/record-with-forecast.md', text);
    expect(headings(text)).toEqual(SECTIONS.toSpliced(8, 0, 'Forecast'));
    // 7.5 points wide, and 1.81 points below it: 7.5 + 10 × 1.81.
    expect(text).toMatch(/−4\.31 % was measured, below the range\. Score 25\.6\d %/);
  });

  it('has every section in its order, and the figures that the reports told', () => {
    const text = recordDocument(EXAMPLES.decidedKill.experiment);
    expect(headings(text)).toEqual(SECTIONS);
    for (const figure of [
      '19.02 %',
      '18.20 %',
      '−4.31 %',
      '−6.90 % to −1.65 % (95 %)',
      '70,414',
      'by p_priya',
    ])
      expect(text).toContain(figure);
  });

  it('names people by pseudonym alone, and shows no markup of people', () => {
    const { experiment } = EXAMPLES.decidedAgainst;
    const { record } = experiment.decision;
    if (record === null) throw new Error('no decision');
    const reason = 'See <@p_tom> | a\n# Head [x](https://evil.example) <script>';
    const text = recordDocument({
      ...experiment,
      decision: { ...experiment.decision, record: { ...record, reason } },
    });
    expect(text).toContain('Reason: See p_tom \\| a \\# Head (x)(https∶//evil․example) &lt;script\\>');
    expect(text).not.toMatch(/<@|@p_/);
    expect(headings(text)).toEqual(SECTIONS);
  });

  it('says what is not there in place of leaving it out', () => {
    const text = recordDocument(EXAMPLES.harmed.experiment);
    expect(text).toContain('Stopped by the bot: harm to crash_rate is proven.');
    expect(text).toContain('The clean-up has no pull request yet');
  });

  it('puts any text on one line of its own', () => {
    expect(cell('a\n\nb | `c` <d>')).toBe('a b \\| ’c’ &lt;d\\>');
  });
});
