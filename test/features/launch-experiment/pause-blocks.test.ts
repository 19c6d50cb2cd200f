import { describe, expect, it } from 'vitest';
import { assured } from '#domain/assured.ts';
import type { Experiment } from '#domain/experiment.ts';
import { renderFlagDebt } from '#features/clean-up/flag-debt-blocks.ts';
import { renderResumed } from '#features/launch-experiment/pause-blocks.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const shipped = EXAMPLES.resumedShipment.experiment;

const context = (experiment: Experiment) => ({ experiment, key: '', at: 0 });

describe('a pause that is over', () => {
  it('gives a change that is shipped step by step to the share of its step again, not to all', () => {
    const steps = [{ share: 0.75, days: 2 }];
    const shipping = { variant: 'treatment', steps, step: 0, since: 0, reading: null };
    const { text } = renderResumed(context({ ...shipped, status: 'decided', shipping }));
    expect(text).toMatch(/^Resumed: 75 % of all users get it until/);
    expect(text).toContain('the clean-up waits');
  });

  it('is no pause of a shipped change if the experiment was paused before it was killed', () => {
    const { experiment } = EXAMPLES.decidedKill;
    const launch = assured(experiment.launch, 'a launch');
    const pause = { from: 'deciding', at: 0, person: null, reason: 'A privacy incident was seen' } as const;
    const { text } = renderFlagDebt(context({ ...experiment, launch: { ...launch, pause } }));
    expect(text).not.toContain('shipped');
  });
});
