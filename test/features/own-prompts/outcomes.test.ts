import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEventStore } from '#adapters/own-observations/addresses.ts';
import { createObservationsReader } from '#adapters/own-observations/read-observations.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { loadSettings } from '#app/load-settings.ts';
import { BOT } from '#domain/actor.ts';
import { summarize } from '#domain/summary.ts';
import { createObservations } from '#features/observations/observations.ts';
import { outcomesIn } from '#features/own-prompts/outcomes-in.ts';
import { recordOutcomes } from '#features/own-prompts/record-outcomes.ts';
import { noneRead } from '#journal/changed-experiments.ts';
import type { Store } from '#ports/store.ts';
import { DAY } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { pressed } from '#test/support/example-experiments.ts';
import { GATE_REQUEST, MARIA, PRIYA } from '#test/support/example-plans.ts';
import { goOn, START, type Step, type Story, step } from '#test/support/example-story.ts';
import { answered, designedBy, inReview, proposedAs } from './stories.ts';

const approve = (days: number) => pressed(days, PRIYA, 'plan', (shown) => ({ name: 'approve', ...shown }));
const reject = (days: number) =>
  pressed(days, PRIYA, 'plan', (shown) => ({ name: 'reject', reason: 'No.', told: true, ...shown }));
const askChanges = (days: number) =>
  pressed(days, PRIYA, 'plan', (shown) => ({ name: 'requestChanges', comment: 'Slower.', ...shown }));
const edit = (days: number) =>
  pressed(days, MARIA, 'plan', (shown) => ({
    name: 'editRequest',
    request: { ...GATE_REQUEST, smallestLift: 0.08 },
    ...shown,
  }));
const designAgain = (days: number, smallestLift = GATE_REQUEST.smallestLift): Step =>
  designedBy(days, { ...GATE_REQUEST, smallestLift }, [answered(days * DAY)]);

/** What is told of the plan: names and days. */
function planIn({ key, commits }: Story) {
  return outcomesIn(key, commits)
    .observations.filter(({ name }) => name.startsWith('plan_'))
    .map(({ name, at }) => `${name} ${((at - START) / DAY).toFixed(1)}`);
}

describe('the outcome of a plan', () => {
  it.each([
    ['waits for its review', [], []],
    ['is approved', [approve(1)], ['plan_decided 1.0', 'plan_approved_unedited 1.0']],
    ['is rejected', [reject(1)], ['plan_decided 1.0']],
    [
      'is approved after changes were asked for',
      [askChanges(1), designAgain(1.1), approve(2)],
      ['plan_decided 2.0'],
    ],
    ['is approved after an edit', [edit(1), designAgain(1.1, 0.08), approve(2)], ['plan_decided 2.0']],
    ['is cancelled', [step(1, MARIA, { name: 'cancel', reason: 'No time.' })], []],
  ] as const)('of a thread whose plan %s', (_what, steps, told) => {
    expect(planIn(goOn(inReview('thread'), ...steps))).toEqual(told);
  });

  it('does not count an edit before the first plan', () => {
    const failure = { role: 'designer', reason: 'impossible', detail: 'No unit was seen.' } as const;
    const before = step(0.1, BOT, { name: 'recordDesignFailure', failure, assessment: null, runs: [] });
    const edited = step(0.2, MARIA, {
      name: 'editRequest',
      request: { ...GATE_REQUEST, smallestLift: 0.08 },
      planHash: null,
      message: null,
    });
    const story = goOn(proposedAs('thread'), before, edited, designAgain(0.3, 0.08), approve(1));
    expect(planIn(story)).toEqual(['plan_decided 1.0', 'plan_approved_unedited 1.0']);
  });
});

describe('the calls of a thread', () => {
  it('tell the variant at its first call, and the cost and the seconds of each call of a varied prompt', () => {
    const trial = { experiment: 'shorter', variant: 'treatment' };
    const { key, commits } = inReview('thread', GATE_REQUEST, [
      answered(1_000, { prompt: 'supervisor@3', role: 'supervisor' }),
      answered(3_000, { trial, latencyMs: 2_500 }),
      answered(2_000, { trial, costUsd: null }),
      answered(4_000, { prompt: 'change-reader@1' }),
      answered(5_000, { prompt: 'analyst@2', role: 'analyst' }),
    ]);
    const { exposures, observations } = outcomesIn(key, commits);
    expect(exposures).toMatchObject([
      { unit: 'thread', flag: 'shorter', variant: 'treatment', at: START + 2_000, properties: null },
    ]);
    expect(observations.map(({ name, at, value }) => [name, at - START, value])).toEqual([
      ['designer_cost', 3_000, 0.02],
      ['designer_seconds', 3_000, 2.5],
      ['designer_seconds', 2_000, 1.5],
      ['analyst_cost', 5_000, 0.02],
      ['analyst_seconds', 5_000, 1.5],
    ]);
    expect(new Set(observations.map(({ id }) => id)).size).toBe(observations.length);
    expect(outcomesIn(key, commits)).toEqual({ exposures, observations });
  });

  it('tell nothing of journals from before their moments were kept', () => {
    const { at: _, ...old } = answered(1_000);
    const { key, commits } = inReview('thread', GATE_REQUEST, [old]);
    expect(outcomesIn(key, commits)).toEqual({ exposures: [], observations: [] });
  });
});

/** Writes what a story has more than the store. */
async function written(store: Store, { key, commits, experiment }: Story): Promise<void> {
  for (const commit of commits.slice((await store.commits(key)).length)) await store.append(commit);
  await store.putSummary(summarize(experiment));
}

describe('outcomes in the own observations', () => {
  it('count once, whatever process records them and however often, and give the metrics of the example', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'own-outcomes-'));
    const address = `sqlite:${join(folder, 'events.sqlite')}`;
    const [store, events] = [await openSqliteStore(':memory:'), await openEventStore(address)];
    const reader = createObservationsReader(address, silentLogger);
    const clock = { now: () => START + 3 * DAY };
    const recorder = () => createObservations({ events, journal: store, clock, days: 400 });
    const round = (read = noneRead(), observations = recorder()) =>
      recordOutcomes({ store, clock }, observations, read);
    const storyOf = (index: number) => {
      const variant = index % 2 === 0 ? 'control' : 'treatment';
      const trial = { experiment: 'shorter', variant };
      const cost = variant === 'control' ? { costUsd: 1 / 64 } : { costUsd: 1 / 32, latencyMs: 4_000 };
      const runs = [60_000, 90_000].map((at) => answered(at + index, { trial, ...cost }));
      return inReview(`thread-${index}`, GATE_REQUEST, runs);
    };
    try {
      const stories = Array.from({ length: 12 }, (_, index) => storyOf(index));
      for (const story of stories) await written(store, story);
      const read = noneRead();
      await round(read);
      // Another process, and one that died before it could note how far it had come.
      await Promise.all([round(), round()]);
      for (const [index, story] of stories.entries())
        await written(store, goOn(story, ...(index % 4 === 0 ? [reject(1)] : [approve(1)])));
      // The events' own store fails: nothing is lost, and the next round records it.
      const broken = {
        ...recorder(),
        recordObservations: () => Promise.reject(new Error('the disk is full')),
      };
      await expect(round(read, broken)).rejects.toThrow('the disk is full');
      await round(read);
      await round(read);
      const example = loadSettings('docs/examples/own-prompts-settings.yaml');
      if (example.kind === 'refused') throw new Error(example.problem.join('\n'));
      const [look] = await reader.metrics.looks([
        {
          ...{
            flagKey: 'shorter',
            variants: ['control', 'treatment'],
            exposure: { event: '$feature_flag_called' },
          },
          ...{ window: { from: START, until: clock.now() }, metrics: example.value.metrics, dimensions: [] },
          ...{ daily: false, testAccounts: example.value.testAccounts },
        },
      ]);
      expect(look).toMatchObject({ units: { control: 6, treatment: 6 }, multiple: 0 });
      const means = (metric: string) =>
        ['control', 'treatment'].map((variant) => look.moments[metric]?.[variant]?.mean);
      expect(means('plans_unedited')).toEqual([0.5, 1]);
      expect(means('unedited_of_decided')).toEqual([0.5, 1]);
      expect(means('design_cost')).toEqual([1 / 32, 1 / 16]);
      expect(means('design_seconds_p50')).toEqual([1.5, 4]);
    } finally {
      await Promise.all([reader.close(), events.close(), store.close()]);
      rmSync(folder, { recursive: true });
    }
  });
});
