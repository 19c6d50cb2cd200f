import { describe, expect, it } from 'vitest';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { handOffBody, handOffTitle } from '#features/hand-off/issue-body.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { expectGolden } from '#test/support/golden.ts';

const { experiment } = EXAMPLES.decidedShip;
const THREAD = 'https://acme.slack.com/archives/C1/p1700000000000100';

/** The experiment in the holdback of its shipment, after a step. */
const onTheWay: Experiment = {
  ...experiment,
  shipping: {
    ...{ variant: 'treatment', step: 1, since: 0, reading: latestSnapshot(experiment) },
    steps: [
      { share: 0.75, days: 2 },
      { share: 0.95, days: 28, holdback: true },
    ],
  },
};

describe('the hand-off issue', () => {
  it.each([
    ['at-once', experiment],
    ['by-steps', onTheWay],
  ] as const)('reads as it should: %s', async (name, one) => {
    await expectGolden(`issues/hand-off-${name}.md`, `${handOffTitle(one)}\n\n${handOffBody(one, THREAD)}\n`);
  });

  it('says what the rollout asks for', () => {
    const text = handOffBody(onTheWay, THREAD);
    for (const part of [
      '95 % of all units had the change',
      '75 % of all units for 2 days, then 95 % of all units for 28 days (holdback: 5 % keep the control)',
      `\`${designOf(experiment).plan.flagKey}\``,
      `\`experiment/${experiment.key}-clean-up\``,
      `/experiment rollback ${experiment.key}`,
      `[Slack thread](${THREAD})`,
    ])
      expect(text).toContain(part);
    for (const { metric } of designOf(experiment).plan.guardrails) expect(text).toContain(metric.key);
  });

  it('tells the share that a person has set by hand', () => {
    const { flag } = experiment;
    if (flag === null) throw new Error('no flag');
    const byHand = { ...experiment, flag: { ...flag, allocation: { control: 0.4, treatment: 0.6 } } };
    expect(handOffBody(byHand, null)).toContain('60 % of all units had the change');
  });

  it('names no person, notifies none, closes no issue, and hides nothing', () => {
    const words = 'For <@p_tom> and <@U0123ABCD> --> <!-- x --> @everyone fixes #12 https://evil.example';
    const { design } = experiment;
    if (design === null) throw new Error('no plan');
    const variants = design.plan.variants.map((one) => ({ ...one, description: words }));
    const plan = { ...design.plan, title: words, variants };
    const hostile = { ...experiment, design: { ...design, plan } };
    // A title is plain text: nothing in it is markup.
    const texts = [handOffTitle(hostile), handOffBody(hostile, null)];
    for (const text of texts) expect(text).not.toMatch(/p_tom|U0123ABCD|@everyone|#12|https:\/\//);
    expect(texts[1]).not.toMatch(/(?<!\\)<!--/);
  });

  it('names neither who asked nor who decided', () => {
    expect(handOffBody(experiment, THREAD)).not.toMatch(/\bp_[a-z]|<@/);
  });
});
