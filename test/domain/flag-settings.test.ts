import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { decide } from '#domain/decide.ts';
import { effectKey } from '#domain/effect.ts';
import {
  experimentSetting,
  isOvertaken,
  offSetting,
  setFlag,
  shipSetting,
} from '#domain/launch/flag-settings.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const { experiment } = EXAMPLES.running;
const split = { control: 0.5, treatment: 0.5 };

describe('the settings of a flag', () => {
  it('are the registered split for a share of the units', () => {
    expect(experimentSetting(experiment, 0.05)).toEqual({ active: true, rollout: 0.05, allocation: split });
  });

  it('are off for all units, with the split kept', () => {
    expect(offSetting(experiment)).toEqual({ active: false, rollout: 0, allocation: split });
  });

  it('give all units the variant that is shipped', () => {
    expect(shipSetting(experiment, 'treatment')).toEqual({
      active: true,
      rollout: 1,
      allocation: { control: 0, treatment: 1 },
    });
  });

  it('become an effect that holds them and nothing else', () => {
    const { flag } = experiment;
    if (flag === null) throw new Error('the example has a flag');
    expect(setFlag(flag)).toEqual({
      kind: 'flag',
      act: { act: 'set', active: true, rollout: 1, allocation: split },
    });
  });
});

describe('the flag over an experiment', () => {
  it.each([
    ['merged', false, 0],
    ['launched', true, 0.05],
    ['running', true, 1],
    ['paused', false, 1],
    ['resumed', true, 1],
    ['decidedKill', false, 1],
    ['decidedShip', true, 1],
    ['undone', true, 1],
    ['harmed', false, 1],
  ] as const)('%s: active %s for %d', (name, active, rollout) => {
    expect(EXAMPLES[name].experiment.flag).toMatchObject({ active, rollout });
  });

  it('gives the treatment to all units after a shipment, and the split again after its undo', () => {
    expect(EXAMPLES.decidedShip.experiment.flag?.allocation).toEqual({ control: 0, treatment: 1 });
    expect(EXAMPLES.undone.experiment.flag?.allocation).toEqual(split);
  });

  it('is gone when it is completed or cancelled', () => {
    for (const name of ['completed', 'killedAndClean', 'harmedAndClean', 'cancelled'] as const) {
      expect(EXAMPLES[name].experiment.flag).toBeNull();
    }
  });
});

describe('an effect on the flag that comes late', () => {
  const { key, commits, experiment: resumed } = EXAMPLES.resumed;
  const effectOf = (command: string) => {
    const commit = commits.findLast((one) => one.command.name === command);
    const index = commit?.effects.findIndex(({ kind }) => kind === 'flag') ?? -1;
    return effectKey(key, commit?.version ?? 0, index);
  };
  const record = (effect: string, flag = resumed.flag) =>
    decide(resumed, { name: 'recordFlag', effect, flag, actor: BOT, at: 0 });

  it('is overtaken by the next one, which is not', () => {
    expect(isOvertaken(resumed, effectOf('pause'))).toBe(true);
    expect(isOvertaken(resumed, effectOf('resume'))).toBe(false);
    const unset = { ...resumed, delivery: { ...resumed.delivery, flagEffect: null } };
    expect(isOvertaken(unset, effectOf('pause'))).toBe(false);
  });

  it('is not recorded any more, and the newest is recorded once', () => {
    const off = resumed.flag === null ? null : { ...resumed.flag, active: false, version: 'late' };
    expect(record(effectOf('pause'), off)).toMatchObject({
      kind: 'refused',
      problem: { code: 'already-done' },
    });
    expect(record(effectOf('resume'))).toMatchObject({ kind: 'refused', problem: { code: 'already-done' } });
  });

  it('is overtaken also by one that found the flag as it was to be', () => {
    const later = effectKey(key, resumed.version + 1, 0);
    expect(record(later)).toMatchObject({ kind: 'ok', value: { events: [{ effect: later }], effects: [] } });
  });
});
