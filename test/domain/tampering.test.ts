import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import { experimentSetting, resumedSetting } from '#domain/launch/flag-settings.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import { dueLook, nextLookAt } from '#domain/looks/schedule.ts';
import { canAccept, canRestore, restoredSetting, splitOf } from '#domain/tampering/choices.ts';
import { disturbsUnits, flagDifferences } from '#domain/tampering/flag-differences.ts';
import { DAY } from '#shared/clock.ts';
import { decision, EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA, PRIYA, TOM } from '#test/support/example-plans.ts';
import { goOn, postOf, START, type Story, step, undelivered } from '#test/support/example-story.ts';
import { SETTLED, STAFF_CONDITION, settles, TAMPERED, tampered } from '#test/support/example-tampering.ts';

const { running } = EXAMPLES;
const flagOf = ({ experiment: { flag } }: Story): FlagRecord => {
  if (flag === null) throw new Error('the example has a flag');
  return flag;
};
const whatOf = (change: Partial<FlagRecord>) =>
  flagDifferences(flagOf(running), { ...flagOf(running), version: 'new', ...change }).map(({ what }) => what);
const refusalOf = (experiment: Experiment, command: Command) => {
  const decided = decide(experiment, command);
  return decided.kind === 'refused' ? decided.problem.code : null;
};

describe('the differences of a flag', () => {
  const [own] = flagOf(running).conditions ?? [];
  if (own === undefined) throw new Error('the example has a condition');

  it.each([
    [{ active: false }, ['switched']],
    [{ rollout: 0.5, allocation: { control: 0.4, treatment: 0.6 } }, ['rollout', 'allocation']],
    [{ conditions: [STAFF_CONDITION, own] }, ['condition-added']],
    [{ conditions: [{ ...own, restrictedTo: ['country is "NL"'] }] }, ['own-condition']],
    [{ conditions: [] }, ['own-condition']],
    [{ conditions: [{ ...own, mark: 'by its rollout' }] }, ['version']],
    [{}, ['version']],
  ] as const)('%j', (change, whats) => {
    expect(whatOf(change)).toEqual(whats);
  });

  it('see a condition that is changed, removed or moved', () => {
    const before = { ...flagOf(running), conditions: [STAFF_CONDITION, own] };
    const of = (conditions: FlagRecord['conditions']) =>
      flagDifferences(before, { ...before, version: 'new', ...(conditions && { conditions }) }).map(
        ({ what }) => what,
      );
    expect(of([{ ...STAFF_CONDITION, mark: 'other' }, own])).toEqual([
      'condition-removed',
      'condition-added',
    ]);
    expect(of([own])).toEqual(['condition-removed']);
    expect(of([own, STAFF_CONDITION])).toEqual(['order']);
  });

  it('say nothing of conditions that an older record does not hold', () => {
    const { conditions: _conditions, ...older } = flagOf(running);
    expect(flagDifferences(older, { ...older, conditions: [STAFF_CONDITION] })).toEqual([]);
  });

  it('are none between equal flags, and one word if there is no flag any more', () => {
    expect(flagDifferences(flagOf(running), flagOf(running))).toEqual([]);
    expect(flagDifferences(flagOf(running), null)).toEqual([{ what: 'gone' }]);
    expect(flagDifferences(null, flagOf(running))).toEqual([{ what: 'made-anew' }]);
    expect(flagDifferences(null, null)).toEqual([]);
  });

  it('disturb the units if others get in or other variants are given', () => {
    const disturbs = (change: Partial<FlagRecord>) =>
      disturbsUnits(flagDifferences(flagOf(running), { ...flagOf(running), version: 'new', ...change }));
    expect([{ active: false }, {}].map(disturbs)).toEqual([false, false]);
    expect([{ rollout: 0.9 }, { conditions: [own, STAFF_CONDITION] }].map(disturbs)).toEqual([true, true]);
  });
});

describe('a flag that was changed by hand', () => {
  const { experiment } = TAMPERED.off;

  it('is told once for each difference, not again for the same', () => {
    const again = tampered(3.1, {})(experiment);
    if (again.name !== 'recordTampering') throw new Error('another command');
    expect(refusalOf(experiment, { ...again, found: experiment.flag })).toBe('already-done');
    expect(refusalOf(experiment, { ...again, known: 'an older record' })).toBe('already-done');
    const more = goOn(TAMPERED.off, tampered(3.1, { rollout: 0.2 }));
    expect(more.posts.filter(({ topic }) => topic === 'flag-tampered')).toHaveLength(2);
    expect(more.experiment.tampering.open?.known).toEqual(running.experiment.flag);
  });

  it('lets no look, verdict, launch, resume, undo or clean-up go on', () => {
    expect([dueLook(experiment, START + 60 * DAY), nextLookAt(experiment)]).toEqual([null, null]);
    const acts: readonly [Story, Command][] = [
      [TAMPERED.override, decision(8.06, PRIYA, 'ship')(TAMPERED.override.experiment)],
      [TAMPERED.on, step(4, TOM, { name: 'resume', message: null })(TAMPERED.on.experiment)],
      [
        TAMPERED.shippedOff,
        step(8.12, PRIYA, { name: 'undo', message: null })(TAMPERED.shippedOff.experiment),
      ],
      [TAMPERED.shippedOff, step(9, BOT, { name: 'startCleanUp' })(TAMPERED.shippedOff.experiment)],
    ];
    for (const [story, command] of acts) expect(refusalOf(story.experiment, command)).toBe('conflict');
  });

  it('is not as it was if it is switched on again after a pause: no unit meets a change that is paused', () => {
    const paused = goOn(TAMPERED.off, step(3.05, MARIA, { name: 'pause', reason: 'no' }));
    const on = goOn(paused, tampered(3.1, { active: true }));
    expect(on.experiment.tampering.open).not.toBeNull();
    expect(on.posts.at(-1)?.topic).toBe('flag-tampered');
    const { experiment: restored } = goOn(on, settles(3.2, 'restoreFlag'));
    expect([restored.status, restored.tampering.open]).toEqual(['paused', null]);
    expect(restoredSetting(on.experiment).active).toBe(false);
  });

  it('can be paused all the same, and is asked about anew then: buttons hold for one version of the flag', () => {
    const paused = goOn(TAMPERED.split, step(17.01, MARIA, { name: 'pause', reason: 'no' }));
    expect(paused.posts.filter(({ topic }) => topic === 'flag-tampered')).toHaveLength(2);
    const { context } = postOf(paused, 'flag-tampered');
    expect(context.experiment.flag?.version).toBe(paused.experiment.flag?.version);
    expect(paused.experiment).toMatchObject({ status: 'paused', flag: { active: false } });
    expect(goOn(paused, settles(17.1, 'restoreFlag')).experiment.tampering.open).toBeNull();
  });

  it('is settled by approvers alone, on the newest message', () => {
    const accept = settles(4, 'acceptFlag')(experiment);
    if (accept.name !== 'acceptFlag') throw new Error('another command');
    const member = { ...MARIA, person: 'p_ada' };
    expect(refusalOf(experiment, { ...accept, actor: member })).toBe('not-allowed');
    // She could have launched her own experiment by hand.
    expect(refusalOf(experiment, { ...accept, actor: { ...MARIA, roles: ['approver'] } })).toBe('requester');
    expect(refusalOf(experiment, { ...accept, flagVersion: 'of before' })).toBe('stale');
    expect(refusalOf(running.experiment, { ...accept, flagVersion: flagOf(running).version })).toBe(
      'already-done',
    );
  });

  it('takes a vote back that was cast on the flag as it was', () => {
    expect(
      goOn(EXAMPLES.overrideProposed, tampered(23.15, { active: false })).experiment.decision.pendingOverride,
    ).toBeNull();
  });
});

describe('an accepted change', () => {
  it('begins the analysis anew if it changed who gets what, and later settings keep it', () => {
    const { launch } = SETTLED.anew.experiment;
    expect(launch).toMatchObject({ at: START + 17.1 * DAY, runningSince: START + 17.1 * DAY });
    const split = { control: 0.4, treatment: 0.6 };
    expect(launch?.accepted).toEqual({ rollout: 0.5, allocation: split, split });
    expect(resumedSetting(SETTLED.anew.experiment)).toEqual({
      active: true,
      rollout: 0.5,
      allocation: split,
    });
    expect(experimentSetting(SETTLED.anew.experiment, 1).allocation).toEqual(split);
    // The registered looks come again, counted from then.
    expect(dueLook(SETTLED.anew.experiment, START + 17.1 * DAY + 15 * DAY)).toMatchObject({
      scheduled: true,
      look: 1,
    });
  });

  it('that switched the flag off is a pause since then, and takes a canary back', () => {
    expect(SETTLED.paused.experiment).toMatchObject({
      status: 'paused',
      launch: { at: running.experiment.launch?.at, pause: { from: 'running', at: START + 3 * DAY } },
    });
    expect(SETTLED.canaryBack.experiment).toMatchObject({ status: 'implemented', launch: null });
  });

  it('that switched a paused flag on ends the pause', () => {
    const { status, launch } = goOn(TAMPERED.on, settles(3.3, 'acceptFlag')).experiment;
    expect([status, launch?.pause, launch?.pauses.length]).toEqual(['running', null, 1]);
  });

  it('is refused if a planned variant gets no unit, another one gets some, or the flag is gone', () => {
    const none = goOn(running, tampered(3, { allocation: { control: 0, treatment: 1 } }));
    const other = goOn(running, tampered(3, { allocation: { control: 0.4, treatment: 0.4, third: 0.2 } }));
    expect(
      [none, other, TAMPERED.gone, TAMPERED.override].map((story) => canAccept(story.experiment)),
    ).toEqual([...[false, false, false, false]]);
    expect(refusalOf(none.experiment, settles(3.1, 'acceptFlag')(none.experiment))).toBe('policy');
  });

  it('is possible with the units of a dropped treatment held, whose share stays theirs', () => {
    const drops = [
      { at: START, variants: [{ variant: 'treatment' }] },
    ] as unknown as Experiment['looks']['drops'];
    const { experiment } = goOn(running, tampered(3, { rollout: 0.5 }));
    const flag = { ...flagOf(running), allocation: { control: 0.5, treatment: 0, 'treatment-dropped': 0.5 } };
    const held = { ...experiment, flag, looks: { ...experiment.looks, ...(drops && { drops }) } };
    expect([splitOf(held, flag), splitOf(experiment, flag)]).toEqual([
      { control: 0.5, treatment: 0.5 },
      null,
    ]);
  });

  it('asks on the report again while people decide', () => {
    const accepted = goOn(EXAMPLES.decisionShip, tampered(8.05, {}), settles(8.06, 'acceptFlag'));
    expect(accepted.posts.at(-1)?.topic).toBe('decision');
    expect(goOn(accepted, decision(8.07, PRIYA, 'ship')).experiment.status).toBe('decided');
  });
});

describe('a restored flag', () => {
  it('is as the bot had left it, at every status', () => {
    expect(SETTLED.restored.experiment.flag).toMatchObject({ active: true, rollout: 1 });
    expect(SETTLED.restoredAnew.experiment.flag).toMatchObject({
      allocation: { control: 0.5, treatment: 0.5 },
    });
    expect(restoredSetting(TAMPERED.on.experiment)).toMatchObject({ active: false });
    expect(restoredSetting(TAMPERED.shippedOff.experiment)).toMatchObject({
      allocation: { control: 0, treatment: 1 },
    });
  });

  it('gives the accepted share of units if the change that met it was to switch it on again', () => {
    const { experiment } = goOn(SETTLED.anew, tampered(18, { rollout: 0.7 }));
    const { open } = experiment.tampering;
    if (open === null) throw new Error('the example has a change by hand');
    const tampering = { ...experiment.tampering, open: { ...open, known: { ...open.known, active: false } } };
    expect(restoredSetting({ ...experiment, tampering })).toEqual(resumedSetting(experiment));
  });

  it('leaves the time in which it was off out of the time of running', () => {
    expect(SETTLED.restored.experiment.launch?.pauses).toEqual([
      { from: START + 3 * DAY, until: START + 3.1 * DAY },
    ]);
    expect(SETTLED.changedBack.experiment.launch?.pauses).toHaveLength(1);
  });

  it('begins the analysis anew if units got other variants meanwhile, also if they were changed back since', () => {
    expect(SETTLED.restoredAnew.experiment.launch?.at).toBe(START + 17.1 * DAY);
    const before = { rollout: 1, allocation: { control: 0.5, treatment: 0.5 } };
    const back = goOn(TAMPERED.split, tampered(17.05, before));
    expect(back.experiment).toMatchObject({
      tampering: { open: null, settled: { how: 'changed-back', restarts: true } },
      launch: { at: START + 17.05 * DAY },
    });
  });

  it('that is changed once more on its way back is brought back to what the bot had left, not to the change before', () => {
    const onItsWay = undelivered(TAMPERED.split, settles(17.1, 'restoreFlag'));
    const again = goOn(onItsWay, tampered(17.11, { active: false }));
    const { flag } = EXAMPLES.interimReport.experiment;
    expect(again.experiment.tampering.open).toMatchObject({
      known: { active: true, rollout: flag?.rollout, allocation: flag?.allocation },
    });
    const restored = goOn(again, settles(17.2, 'restoreFlag')).experiment;
    expect(restored).toMatchObject({
      flag: { active: true, rollout: flag?.rollout, allocation: flag?.allocation },
      launch: { at: START + 17.2 * DAY },
    });
    expect(restored.tampering).toEqual({
      open: null,
      settled: { how: 'restored', person: PRIYA.person, restarts: true },
    });
  });

  it('is not offered if conditions of others were changed: the bot changes only its own', () => {
    expect(canRestore(TAMPERED.condition.experiment)).toBe(false);
    const restore = settles(1.75, 'restoreFlag')(TAMPERED.condition.experiment);
    expect(refusalOf(TAMPERED.condition.experiment, restore)).toBe('policy');
  });
});

it('a change by hand after which the experiment is ended leads to the clean-up', () => {
  expect(SETTLED.ended.experiment).toMatchObject({
    status: 'killed',
    flag: { active: false },
    tampering: { open: null },
  });
  expect(goOn(TAMPERED.gone, settles(3.1, 'endForFlag')).experiment.status).toBe('killed');
  expect(goOn(SETTLED.ended, step(4, BOT, { name: 'startCleanUp' })).experiment.status).toBe('cleaning-up');
  const shipped = TAMPERED.shippedOff.experiment;
  expect(refusalOf(shipped, settles(9, 'endForFlag')(shipped))).toBe('not-now');
});
