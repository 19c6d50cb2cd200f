import { describe, expect, it } from 'vitest';
import { decide } from '#domain/decide.ts';
import { latestSnapshot } from '#domain/experiment.ts';
import { droppedVariants } from '#domain/looks/dropped-variants.ts';
import { DAY } from '#shared/clock.ts';
import { decision, EXAMPLES } from '#test/support/example-experiments.ts';
import { look, twoGates } from '#test/support/example-looks.ts';
import { PRIYA } from '#test/support/example-plans.ts';
import { goOn, type Story } from '#test/support/example-story.ts';

const HELD = { control: 0.34, 'treatment-1': 0.33, 'treatment-2': 0, 'treatment-2-dropped': 0.33 };

/** The effects of the newest commit of a command, in their order, without the card, which follows every change. */
function effectsOf({ commits }: Story, name: string) {
  const commit = commits.findLast(({ command }) => command.name === name);
  const effects = (commit?.effects ?? []).filter(({ kind }) => kind !== 'card');
  return effects.map((effect) => (effect.kind === 'post' ? effect.topic : effect.kind));
}

describe('a harmed treatment of several', () => {
  const { droppedByBot, dropDecision, droppedByPerson } = EXAMPLES;

  it('is dropped by the bot at once if its harm is proven at any time: the flag first, then the words', () => {
    expect(effectsOf(droppedByBot, 'recordLook').slice(0, 2)).toEqual(['flag', 'variant-dropped']);
    const { experiment } = droppedByBot;
    expect(experiment.status).toBe('running');
    expect(droppedVariants(experiment.looks)).toEqual(['treatment-1']);
    expect(experiment.flag).toMatchObject({
      active: true,
      allocation: { control: 0.34, 'treatment-1': 0, 'treatment-1-dropped': 0.33, 'treatment-2': 0.33 },
    });
  });

  it('is dropped once, and the others are judged on', () => {
    const later = goOn(
      droppedByBot,
      look(3, twoGates({ crashes: 0.125 })),
      look(16, twoGates({ crashes: 0.125 })),
    );
    expect(later.experiment.looks.drops).toHaveLength(1);
    expect(latestSnapshot(later.experiment)).toMatchObject({
      analysis: { show: 'effects', dropped: ['treatment-1'], health: { state: 'healthy' } },
      verdict: { variant: 'treatment-2', recommendation: 'keep-running' },
    });
  });

  it('stops the experiment if it is the last in the race', () => {
    const { arms, multipleExposure } = twoGates({});
    const second = arms['treatment-2'];
    if (second === undefined) throw new Error('there are two treatments');
    const crashing = { ...second, levels: { ...second.levels, crash_rate: 0.125 } };
    const figures = { arms: { ...arms, 'treatment-2': crashing }, multipleExposure };
    const { experiment } = goOn(droppedByBot, look(4, figures));
    expect(experiment).toMatchObject({ status: 'killed', looks: { harm: 'crash_rate' } });
  });

  it('waits for an approver if only the look proves it', () => {
    expect(dropDecision.experiment).toMatchObject({ status: 'deciding' });
    expect(effectsOf(dropDecision, 'recordLook')).toEqual(['decision']);
    expect(dropDecision.experiment.looks.drops).toBeUndefined();
    expect(droppedByPerson.experiment).toMatchObject({
      status: 'running',
      flag: { active: true, rollout: 1, allocation: HELD },
      decision: { record: null },
    });
    expect(effectsOf(droppedByPerson, 'decide')).toEqual(['flag', 'stamp', 'variant-dropped']);
  });

  it('stays out through a pause', () => {
    const { experiment } = droppedByPerson;
    const at = (latestSnapshot(experiment)?.at ?? 0) + DAY;
    const paused = decide(experiment, { name: 'pause', reason: 'A bug', actor: PRIYA, at });
    if (paused.kind === 'refused') throw new Error(paused.problem.message);
    const { drops } = experiment.looks;
    const resumed = decide(
      { ...experiment, status: 'paused', looks: { ...experiment.looks, ...(drops && { drops }) } },
      { name: 'resume', message: null, actor: PRIYA, at: at + 1 },
    );
    if (resumed.kind === 'refused') throw new Error(resumed.problem.message);
    expect(resumed.value.effects.find(({ kind }) => kind === 'flag')).toMatchObject({
      act: { act: 'set', allocation: HELD },
    });
  });
});

describe('dropping a treatment', () => {
  it('is refused if the look takes none out of the race, or would leave none', () => {
    for (const story of [EXAMPLES.decisionKill, EXAMPLES.decisionShip]) {
      const dropping = { ...decision(30, PRIYA, 'drop-variant', 'No reason')(story.experiment) };
      const outcome = decide(story.experiment, dropping);
      expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'policy' } });
    }
  });
});
