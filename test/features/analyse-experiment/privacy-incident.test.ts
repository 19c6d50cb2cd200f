import { describe, expect, it } from 'vitest';
import { judge } from '#domain/decision/decision-rules.ts';
import { designOf, type Experiment, latestSnapshot, launchOf } from '#domain/experiment.ts';
import { WATCH_DEFAULTS } from '#domain/launch/launch-plan.ts';
import type { Plan } from '#domain/plan.ts';
import { lookDataOf } from '#features/analyse-experiment/analyse-experiment.ts';
import { renderDecision } from '#features/analyse-experiment/blocks.ts';
import type { ArmFigures } from '#ports/look-figures.ts';
import { DAY } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { MAIL_PLAN } from '#test/support/example-plans.ts';

const LEAKED = { ...MAIL_PLAN.goal, key: 'leaked', name: 'Address in the log' };
const RUNNING = EXAMPLES.running.experiment;
const PLAN: Plan = { ...designOf(RUNNING).plan, watch: { ...WATCH_DEFAULTS, privacy: LEAKED } };
const arm = (n: number, mean: number): ArmFigures => ({ n, mean, variance: mean * (1 - mean) });

/** The units of the treatment with the event, if these are the arms of the metric. */
function privacyUnits(arms: Readonly<Record<string, ArmFigures>> | null, plan = PLAN): number | undefined {
  const figures = {
    ...{ units: { control: 1_000, treatment: 1_000 }, multiple: 0, withoutVariant: 0 },
    ...{ moments: arms === null ? {} : { leaked: arms }, unusable: {}, daily: [], segments: [] },
  };
  const due = { scheduled: false, until: launchOf(RUNNING).at + 2 * DAY, look: 0, lastDay: false };
  return lookDataOf(figures, launchOf(RUNNING), plan, due).privacyUnits;
}

describe('a privacy incident', () => {
  it('is one unit of a treatment with the event that the plan names', () => {
    expect(privacyUnits({ control: arm(1_000, 0), treatment: arm(1_000, 0.003) })).toBe(3);
    expect(privacyUnits({ control: arm(1_000, 0), treatment: arm(1_000, 0) })).toBe(0);
  });

  it('is none of the control, which has no change', () => {
    expect(privacyUnits({ control: arm(1_000, 0.5), treatment: arm(1_000, 0) })).toBe(0);
  });

  it('is not known if no such event is watched, or its figures did not come', () => {
    expect(privacyUnits({ treatment: arm(10, 1) }, { ...PLAN, watch: WATCH_DEFAULTS })).toBeUndefined();
    expect(privacyUnits(null)).toBeUndefined();
  });

  it('is what the decision is about, and no figure of the look is offered as a reason to ship', () => {
    const { experiment } = EXAMPLES.decisionShip;
    const snapshot = latestSnapshot(experiment);
    if (snapshot === null) throw new Error('the example has a look');
    const analysis = { ...snapshot.analysis, privacyUnits: 2 };
    const halted = { ...snapshot, analysis, verdict: judge(designOf(experiment).plan, analysis) };
    const after: Experiment = { ...experiment, looks: { ...experiment.looks, snapshots: [halted] } };
    const said = JSON.stringify(renderDecision({ experiment: after, key: 'k:0', at: halted.at }));
    expect(said).toContain('A privacy incident was seen, so the change is off');
    expect(said).toContain('Decision needed: end it, privacy incident · Men');
    expect(said).toContain('decide_end');
    expect(said).not.toMatch(/decide_ship|If it ships|decide_keep|proven better/);
  });
});
