import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import { evolve } from '#domain/evolve.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { WATCH_DEFAULTS } from '#domain/launch/launch-plan.ts';
import { isTimeToRead } from '#domain/looks/reading-faults.ts';
import type { ReadingTask } from '#domain/looks/state.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const running = EXAMPLES.running.experiment;
const begin = running.launch?.runningSince ?? 0;

type Told = readonly string[];

/** The experiment after a command, with the topics that the thread hears; null if it was refused. */
function after(experiment: Experiment, command: Command): { experiment: Experiment; told: Told } | null {
  const decided = decide(experiment, command);
  if (decided.kind === 'refused') return null;
  const { events, effects } = decided.value;
  const context = { key: experiment.key, version: experiment.version + 1, at: command.at };
  const next = events.reduce<Experiment | null>((state, event) => evolve(state, event, context), experiment);
  if (next === null) throw new Error('there is an experiment');
  const told = effects.map((effect) => (effect.kind === 'post' ? effect.topic : effect.kind));
  return { experiment: next, told };
}

/** Fails after each of these times (milliseconds since the start); what the thread hears at each, null if nothing is recorded. */
function failing(experiment: Experiment, task: ReadingTask, mayPass: boolean, times: readonly number[]) {
  let state = experiment;
  const told = times.map((time) => {
    const command = { name: 'recordReadingFault', task, code: 'c', detail: 'd', mayPass } as const;
    const made = after(state, { ...command, actor: BOT, at: begin + time });
    state = made?.experiment ?? state;
    return made?.told ?? null;
  });
  return { state, told };
}

const recover = (experiment: Experiment, task: ReadingTask, time: number) =>
  after(experiment, { name: 'recordReadingRecovery', task, actor: BOT, at: begin + time });

const TELLS = ['reading-failed', 'card'];

describe('a reading that fails', () => {
  it('is told once it has failed for longer than a day, and never again while it fails', () => {
    const times = [0, HOUR, 23 * HOUR, DAY, DAY + HOUR, 3 * DAY];
    expect(failing(running, 'look', true, times).told).toEqual([[], null, null, TELLS, null, null]);
  });

  it('is told at the next try if it does not pass by itself', () => {
    const times = [0, 30 * MINUTE, HOUR, 2 * HOUR];
    expect(failing(running, 'look', false, times).told).toEqual([[], null, TELLS, null]);
  });

  it('is told sooner for the checks of a canary, which are more frequent', () => {
    const times = [0, 15 * MINUTE, HOUR];
    expect(failing(EXAMPLES.launched.experiment, 'launch-check', true, times).told).toEqual([
      [],
      null,
      TELLS,
    ]);
    const lasting = failing(EXAMPLES.launched.experiment, 'launch-check', false, times);
    expect(lasting.told).toEqual([[], TELLS, null]);
  });

  it('is told again after it has worked', () => {
    const { state } = failing(running, 'look', false, [0, HOUR]);
    const works = recover(state, 'look', 2 * HOUR);
    expect(works?.told).toEqual(['reading-recovered', 'card']);
    if (works === null) throw new Error('it works');
    expect(works.experiment.looks.recovery).toEqual({ task: 'look', since: begin });
    const again = failing(works.experiment, 'look', false, [3 * HOUR, 4 * HOUR]);
    expect(again.told).toEqual([[], TELLS]);
    expect(again.state.looks.faults?.look?.since).toBe(begin + 3 * HOUR);
  });

  it('recovers in silence if the thread has not heard of it', () => {
    const { state } = failing(running, 'look', true, [0, HOUR]);
    expect(recover(state, 'look', 2 * HOUR)?.told).toEqual([]);
    expect(recover(running, 'look', HOUR)).toBeNull();
  });

  it('is one of its own for looks and for checks', () => {
    const { state } = failing(running, 'look', false, [0, HOUR]);
    expect(recover(state, 'launch-check', 2 * HOUR)).toBeNull();
    expect(failing(state, 'launch-check', true, [2 * HOUR]).told).toEqual([[]]);
  });

  it('is recorded only while something is read', () => {
    for (const name of ['merged', 'paused', 'harmed', 'cancelled'] as const) {
      expect(failing(EXAMPLES[name].experiment, 'look', false, [0]).told).toEqual([null]);
    }
  });

  it('tells the reason of the newest failure', () => {
    const first = failing(running, 'look', true, [0]).state;
    const command = {
      name: 'recordReadingFault',
      task: 'look',
      code: 'e',
      detail: 'new',
      mayPass: false,
    } as const;
    const told = after(first, { ...command, actor: BOT, at: begin + HOUR });
    expect(told?.experiment.looks.faults?.look).toMatchObject({ code: 'e', detail: 'new', since: begin });
  });
});

describe('a watch of a canary that fails', () => {
  const canary = EXAMPLES.launched.experiment;
  const watched = (experiment: Experiment): Experiment => {
    const design = designOf(experiment);
    return { ...experiment, design: { ...design, plan: { ...design.plan, watch: WATCH_DEFAULTS } } };
  };

  it('is not told beside the checks of the canary, which the thread knows to fail', () => {
    const { state } = failing(watched(canary), 'launch-check', false, [0, HOUR]);
    expect(failing(state, 'look', false, [0, 2 * HOUR]).told).toEqual([[], null]);
    // Plans from before the watch was registered told both, a day apart.
    const old = failing(canary, 'launch-check', false, [0, HOUR]).state;
    expect(failing(old, 'look', false, [0, 2 * HOUR]).told).toEqual([[], ['reading-failed', 'card']]);
    expect(failing(watched(canary), 'look', false, [0, 2 * HOUR]).told).toEqual([
      [],
      ['reading-failed', 'card'],
    ]);
  });
});

describe('a reading that burdens the source in vain', () => {
  const failed = (rarely: { readonly rarely?: true }) => {
    const command = {
      name: 'recordReadingFault',
      task: 'look',
      code: 'c',
      detail: 'd',
      mayPass: false,
    } as const;
    const made = after(running, { ...command, ...rarely, actor: BOT, at: begin });
    if (made === null) throw new Error('it is recorded');
    return made.experiment;
  };

  it('is tried less and less often, at least once a day', () => {
    const state = failed({ rarely: true });
    // A job starts some seconds early or late.
    const hours = Array.from({ length: 73 }, (_, hour) => hour).filter((hour) =>
      isTimeToRead(state, 'look', begin + hour * HOUR + (hour % 2 === 0 ? 1 : -1) * 20_000),
    );
    expect(hours).toEqual([0, 1, 2, 4, 8, 16, 24, 48, 72]);
    expect(isTimeToRead(state, 'launch-check', begin + 3 * HOUR)).toBe(true);
  });

  it('is unlike any other, which is tried whenever it is due', () => {
    expect(isTimeToRead(failed({}), 'look', begin + 3 * HOUR)).toBe(true);
    expect(isTimeToRead(running, 'look', begin)).toBe(true);
  });
});
