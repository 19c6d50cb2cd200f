import { describe, expect, it } from 'vitest';
import { RENDERERS } from '#app/features.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import type { Topic } from '#domain/topic.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

/** An example whose plan has a second treatment, and whose newest look names it. */
function withTwo({ experiment }: { readonly experiment: Experiment }): Experiment {
  const { looks } = experiment;
  const design = designOf(experiment);
  const { plan } = design;
  const [treatment] = plan.variants.slice(-1);
  if (treatment === undefined) throw new Error('the example has a plan');
  return {
    ...experiment,
    design: {
      ...design,
      plan: { ...plan, variants: [...plan.variants, { ...treatment, key: 'treatment-2' }] },
    },
    looks: {
      ...looks,
      snapshots: looks.snapshots.map((look) => ({
        ...look,
        verdict: { ...look.verdict, variant: 'treatment-2' },
      })),
    },
  };
}

function rendered(topic: Topic, experiment: Experiment): string {
  return JSON.stringify(RENDERERS[topic]({ experiment, key: 'gate:9:0', at: 0 }));
}

describe('a plan with several treatments', () => {
  it('is told which one Ship ships: in the headline and on the button', () => {
    const said = rendered('decision', withTwo(EXAMPLES.decisionShip));
    expect(said.match(/Decision needed: ship treatment-2/g)).toHaveLength(2);
    expect(said).toContain('"text":"Ship treatment-2"');
    expect(said).not.toContain('ship it');
  });

  it('is told which one a vote against the evidence ships', () => {
    const experiment = withTwo(EXAMPLES.overrideProposed);
    const pendingOverride = { decision: 'ship', by: 'p_tom', reason: 'Legal', snapshotHash: '' } as const;
    const said = rendered('override-proposed', {
      ...experiment,
      decision: { ...experiment.decision, pendingOverride },
    });
    expect(said).toContain('wants to ship treatment-2, although');
    expect(said).toContain('"text":"Confirm: ship treatment-2"');
  });

  it('is told so after the decision too', () => {
    expect(rendered('decided', withTwo(EXAMPLES.decidedShip))).toContain('all users now get `treatment-2`');
  });
});

it('a plan with one treatment needs no name', () => {
  const said = rendered('decision', EXAMPLES.decisionShip.experiment);
  expect(said).toContain('"text":"Ship"');
  expect(said).toContain('Decision needed: ship it ·');
});
