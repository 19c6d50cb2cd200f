import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { DAY } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { snapshotOf } from '#test/support/experiments.ts';

const looked = EXAMPLES.interimReport.experiment;
const [look] = looked.looks.snapshots.slice(-1);
if (look === undefined) throw new Error('the example has a look');

/** A look that goes so many milliseconds further than the newest scheduled one. */
function further(by: number, scheduled: boolean): AnalysisSnapshot {
  return {
    ...snapshotOf({ day: 9, recommendation: 'keep-running', scheduled }),
    until: (look?.until ?? 0) + by,
  };
}

/** The same experiment with this as its newest look between the scheduled ones. */
function watchedUntil(by: number): Experiment {
  return { ...looked, looks: { ...looked.looks, watch: further(by, false) } };
}

/** The types of the events that a look gives, or the refusal. */
function recorded(experiment: Experiment, snapshot: AnalysisSnapshot): readonly string[] | string {
  const decided = decide(experiment, { name: 'recordLook', snapshot, actor: BOT, at: snapshot.until });
  return decided.kind === 'refused' ? decided.problem.code : decided.value.events.map(({ type }) => type);
}

function topicsOf(experiment: Experiment, snapshot: AnalysisSnapshot): readonly string[] {
  const decided = decide(experiment, { name: 'recordLook', snapshot, actor: BOT, at: snapshot.until });
  if (decided.kind === 'refused') throw new Error(decided.problem.message);
  return decided.value.effects.flatMap((effect) => (effect.kind === 'post' ? [effect.topic] : []));
}

describe('a look that is recorded', () => {
  it('goes further than the newest watch if it is a watch itself', () => {
    const watched = watchedUntil(2 * DAY);
    expect(recorded(watched, further(DAY, false))).toBe('already-done');
    expect(recorded(watched, further(2 * DAY, false))).toBe('already-done');
    expect(recorded(watched, further(2 * DAY + 1, false))).toEqual(['watched']);
  });

  it('goes further than the newest scheduled look', () => {
    for (const scheduled of [true, false]) {
      expect(recorded(looked, further(-1, scheduled))).toBe('already-done');
      expect(recorded(looked, further(0, scheduled))).toBe('already-done');
    }
    expect(recorded(looked, further(1, true))).toEqual(['looked']);
  });

  it('need not go further than a watch if it is a scheduled one', () => {
    expect(recorded(watchedUntil(2 * DAY), further(DAY, true))).toEqual(['looked']);
  });

  it('is a watch whatever its schedule says while the canary is out or people decide', () => {
    for (const name of ['launched', 'decisionShip'] as const) {
      const { experiment } = EXAMPLES[name];
      const late = { ...further(0, true), until: 9e15 };
      expect(recorded(experiment, late)).toEqual(['watched']);
    }
  });
});

describe('the thread hears between scheduled looks', () => {
  const unsound = (snapshot: AnalysisSnapshot): AnalysisSnapshot => ({
    ...snapshot,
    analysis: { ...snapshot.analysis, health: { state: 'unhealthy', checks: [] } },
  });
  const { experiment: running } = EXAMPLES.running;
  const watch = { ...further(0, false), until: 9e14 };
  const watched = (first: AnalysisSnapshot): Experiment => ({
    ...running,
    looks: { ...running.looks, watch: { ...first, until: 1 } },
  });

  it('of the first day, and then of nothing', () => {
    expect(topicsOf(running, watch)).toEqual(['progress']);
    expect(topicsOf(watched(watch), watch)).toEqual([]);
    const laterLooked = { ...looked, looks: { ...looked.looks, watch: null } };
    expect(topicsOf(laterLooked, watch)).toEqual([]);
  });

  it('of data that are no longer sound, once', () => {
    expect(topicsOf(running, unsound(watch))).toEqual(['health-alarm']);
    expect(topicsOf(watched(watch), unsound(watch))).toEqual(['health-alarm']);
    expect(topicsOf(watched(unsound(watch)), unsound(watch))).toEqual([]);
    expect(topicsOf(watched(unsound(watch)), watch)).toEqual([]);
  });
});
