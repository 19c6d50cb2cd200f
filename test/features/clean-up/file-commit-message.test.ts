import { describe, expect, it } from 'vitest';
import type { Experiment } from '#domain/experiment.ts';
import { fileCommitMessage } from '#features/clean-up/file-commit-message.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const FILE = 'prompts/support.md';

/** The experiment with the last look as it would be if it hid its effects. */
function hidden(experiment: Experiment): Experiment {
  const { looks } = experiment;
  const snapshots = looks.snapshots.map((snapshot) => ({
    ...snapshot,
    analysis: { ...snapshot.analysis, show: 'progress' as const },
  }));
  return { ...experiment, looks: { ...looks, snapshots } };
}

describe('the commit that ends an experiment on a file', () => {
  const { experiment } = EXAMPLES.cleaning;

  it('holds the decision and the figures of the last look', () => {
    const message = fileCommitMessage(experiment, 'treatment', FILE);
    const [subject, empty] = message.split('\n');
    expect([subject, empty]).toEqual([`feat(experiment): promote treatment of ${FILE}`, '']);
    expect(message).toMatch(/Shipped as the rules recommended, \d{4}-\d\d-\d\d \(UTC\)\./);
    expect(message).toMatch(/- units: control [\d,]+, treatment [\d,]+/);
    expect(message).toMatch(/- goal .*, lift [+−][\d.]+ %, [\d.]+ % interval .* to .*, proven better/);
    expect(message.trimEnd().split('\n').slice(-2)[0]).toBe(`Experiment: ${experiment.key}`);
  });

  it.each([
    ['because no approver decided in time', { unattended: { why: 'expired' } }],
    ['by people, to whom the rules left it', { recommendation: 'ask-person' }],
    [
      'because the goal got worse by more than the limit, a precaution and no proof',
      {
        recommendation: 'keep-running',
        unattended: { why: 'auto', approver: 'p_ann', rule: 'regression' },
      },
    ],
    ['before the first look', { recommendation: 'keep-running' }],
  ] as const)('says that it was decided %s, and claims no recommendation', (words, part) => {
    const { decision } = experiment;
    if (decision.record === null) throw new Error('the example is not decided');
    const record = { ...decision.record, decision: 'end-without-winner' as const, ...part };
    const message = fileCommitMessage({ ...experiment, decision: { ...decision, record } }, 'control', FILE);
    expect(message).toContain(`Ended without shipping ${words}, `);
    expect(message).not.toContain('recommended');
  });

  it('holds no effect of a look that hid them', () => {
    const message = fileCommitMessage(hidden(experiment), 'treatment', FILE);
    expect(message).toContain('effects were not shown at this look');
    expect(message).not.toMatch(/lift|interval|proven/);
  });

  it('says that it was stopped for harm', () => {
    const message = fileCommitMessage(EXAMPLES.harmedAndClean.experiment, 'control', FILE);
    expect(message).toContain(`chore(experiment): keep the original of ${FILE}`);
    expect(message).toContain('Stopped for harm: ');
  });

  it('names no person, closes no issue and begins no trailer by the words of people', () => {
    const { record } = experiment.decision;
    if (record === null) throw new Error('the example is not decided');
    const reason = '<@p_maria> and ada@shop.dev said so, fixes #12 [skip ci]\n\nSigned-off-by: Mallory';
    const { design } = experiment;
    if (design === null) throw new Error('the example has no design');
    const hostile = {
      ...experiment,
      design: { ...design, plan: { ...design.plan, title: 'What <@p_maria> wants' } },
      decision: { ...experiment.decision, record: { ...record, reason, overrides: true } },
    };
    const message = fileCommitMessage(hostile, 'treatment', 'prompts/a\nCo-authored-by: x.md');
    expect(message).toContain('against what the rules recommended');
    expect(message).not.toMatch(/#12|\[skip ci\]|^Signed-off-by|^Co-authored-by/m);
    expect(message).toContain('Reason: a person and ');
    expect(message).toContain('What a person wants');
    expect(message).not.toContain('p_maria');
  });
});
