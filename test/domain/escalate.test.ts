import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { decide } from '#domain/decide.ts';
import { judge } from '#domain/decision/decision-rules.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import type { Alert, WatchFound } from '#domain/looks/alerts.ts';
import { dueLook, nextLookAt } from '#domain/looks/schedule.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import {
  BROKEN_SPLIT,
  COOKIE_CATS,
  CRASHES,
  type Figures,
  foundWith,
  look,
  snapshotAt,
  watchedBy,
} from '#test/support/example-looks.ts';
import { goOn, START } from '#test/support/example-story.ts';

const alert = (key: string): Alert => ({ key, level: 'anomaly', text: `${key} is off.` });
const told = { productManagers: [], leadership: [], leadershipChannel: 'C_HEADS' };

/** What a look on day 4 asks for: topics, flags and channels, in their order. */
function asked(experiment: Experiment, figures: Figures, found?: WatchFound): readonly string[] {
  const at = START + 4 * DAY;
  const snapshot = snapshotAt(experiment, at, figures, null);
  const given = found === undefined ? {} : { found };
  const decided = decide(experiment, { name: 'recordLook', snapshot, ...given, actor: BOT, at });
  if (decided.kind === 'refused') throw new Error(decided.problem.message);
  return decided.value.effects.map((effect) => {
    if (effect.kind === 'post')
      return `${effect.topic}${effect.channel === undefined ? '' : ` in ${effect.channel}`}`;
    return effect.kind === 'flag' && effect.act.act === 'set'
      ? `flag ${effect.act.active ? 'on' : 'off'}`
      : effect.kind;
  });
}

const first = EXAMPLES.firstDay.experiment;

describe('what a look finds beside its analysis', () => {
  it('is told once, all together, and again when it comes back', () => {
    const both = foundWith([alert('errors'), alert('stalled')]);
    expect(asked(first, COOKIE_CATS, both)).toEqual(['watch-alerts', 'card']);
    const after = goOn(EXAMPLES.firstDay, look(3, COOKIE_CATS, null, both)).experiment;
    expect(asked(after, COOKIE_CATS, both)).toEqual(['card']);
    expect(asked(after, COOKIE_CATS, foundWith([alert('errors'), alert('regression')]))).toEqual([
      'watch-alerts',
      'card',
    ]);
    const clear = { ...after, looks: { ...after.looks, found: { ...foundWith([]), news: [] } } };
    expect(asked(clear, COOKIE_CATS, both)).toEqual(['watch-alerts', 'card']);
  });

  it('is nothing for looks from before it was looked for', () => {
    expect(asked(first, COOKIE_CATS)).toEqual(['card']);
    expect(goOn(EXAMPLES.firstDay, look(3, COOKIE_CATS)).experiment.looks).not.toHaveProperty('found');
  });

  it('pauses at once for a privacy incident, on any day, and asks people at a scheduled look', () => {
    const at = START + 4 * DAY;
    const given = snapshotAt(first, at, COOKIE_CATS, null);
    const halted = (scheduled: boolean) => {
      const analysis = { ...given.analysis, privacyUnits: 1 };
      const snapshot = { ...given, scheduled, analysis, verdict: judge(designOf(first).plan, analysis) };
      const command = { name: 'recordLook', snapshot, found: foundWith([alert('privacy')]) } as const;
      const decided = decide(first, { ...command, actor: BOT, at });
      if (decided.kind === 'refused') throw new Error(decided.problem.message);
      const { events, effects } = decided.value;
      return [
        events.map(({ type }) => type),
        effects.map((one) => (one.kind === 'post' ? one.topic : one.kind)),
      ];
    };
    expect(halted(false)).toEqual([
      ['found', 'watched', 'paused'],
      ['flag', 'watch-alerts', 'paused', 'card'],
    ]);
    expect(halted(true)).toEqual([
      ['found', 'looked', 'paused'],
      ['flag', 'decision', 'watch-alerts', 'paused', 'card'],
    ]);
  });

  it('never stops an experiment, but pauses it if its plan says so and the arms cannot be compared', () => {
    expect(asked(watchedBy(first), BROKEN_SPLIT, foundWith([]))).toEqual(['health-alarm', 'card']);
    const pausing = watchedBy(first, { pausesForIntegrity: true });
    expect(asked(pausing, BROKEN_SPLIT, foundWith([]))).toEqual([
      'flag off',
      'health-alarm',
      'paused',
      'card',
    ]);
    expect(asked(pausing, COOKIE_CATS, foundWith([alert('errors')]))).toEqual(['watch-alerts', 'card']);
  });

  it('of harm goes to the channel of the leadership, and hides behind no other alert', () => {
    const found = { ...foundWith([alert('errors')]), told };
    expect(asked(first, CRASHES, found)).toEqual(['flag off', 'harm', 'harm-escalated in C_HEADS', 'card']);
    expect(asked(first, CRASHES, foundWith([]))).toEqual(['flag off', 'harm', 'card']);
  });
});

describe('the pace of the watch', () => {
  const running = watchedBy(EXAMPLES.running.experiment);
  const since = START + DAY;
  const watchedUntil = (hours: number): Experiment => {
    const watch = {
      ...snapshotAt(EXAMPLES.running.experiment, START + 2 * DAY, COOKIE_CATS, null),
      until: since + hours * HOUR,
    };
    return { ...running, looks: { ...running.looks, watch } };
  };

  it('is an hour for two days after each change of the share of units, and then six hours', () => {
    expect(nextLookAt(running)).toBe(since + HOUR);
    expect(dueLook(running, since + HOUR - 1)).toBeNull();
    expect(nextLookAt(watchedUntil(47))).toBe(since + 48 * HOUR);
    expect(nextLookAt(watchedUntil(48))).toBe(since + 54 * HOUR);
    const raised = watchedBy(EXAMPLES.rampRaised.experiment);
    expect(nextLookAt(raised)).toBe(START + 0.95 * DAY + HOUR);
  });

  it('is a day for plans from before the watch was registered', () => {
    expect(nextLookAt(EXAMPLES.running.experiment)).toBe(since + DAY);
  });

  it('keeps the words on the first day for the end of that day', () => {
    const launched = START + 0.95 * DAY;
    const at = (days: number, story = EXAMPLES.running) => {
      const snapshot = {
        ...snapshotAt(EXAMPLES.running.experiment, START + 2 * DAY, COOKIE_CATS, null),
        until: launched + days * DAY,
      };
      const command = {
        name: 'recordLook',
        snapshot,
        found: foundWith([]),
        actor: BOT,
        at: launched + days * DAY,
      } as const;
      return goOn(story, () => command);
    };
    const early = at(0.5);
    expect(early.posts.at(-1)?.topic).not.toBe('progress');
    const first = at(1.1, early);
    expect(first.posts.at(-1)?.topic).toBe('progress');
    expect(at(1.3, first).posts.filter(({ topic }) => topic === 'progress')).toHaveLength(1);
  });
});
