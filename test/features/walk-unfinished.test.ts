import { describe, expect, it } from 'vitest';
import { postHogFault } from '#adapters/posthog/fault-kinds.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { withJobMetrics } from '#app/with-metrics.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { takeDueLooks } from '#features/analyse-experiment/analyse-experiment.ts';
import { advanceCleanUps } from '#features/clean-up/clean-up.ts';
import { pollPullRequests } from '#features/follow-pull-request/follow-pull-request.ts';
import { verifyLaunches } from '#features/launch-experiment/launch-experiment.ts';
import { retryFlags } from '#features/launch-experiment/retry-flags.ts';
import { linesNotOver, walkInGroups, walkUnfinished } from '#features/walk-unfinished.ts';
import { createJobs } from '#journal/jobs.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import type { AppError } from '#shared/errors.ts';
import { START } from '#test/support/experiments.ts';
import { manualClock, readableLog } from '#test/support/experiments-bench.ts';

const LINE: ExperimentSummary = {
  ...{ key: 'a', version: 1, status: 'running', title: 'a', surface: 'checkout', repository: 'shop/web' },
  ...{ requester: 'p1', proposedAt: START, channel: 'C1', threadTs: null, openPullRequests: [] },
  ...{ nextLookAt: null, recommendation: null, decision: null },
};
const away = postHogFault('unavailable', 'PostHog answered 503');
const refused = postHogFault('forbidden', 'PostHog forbade this');

/** What a job is given, over a store whose list has these lines; `tried` are the experiments that it came to. */
async function listOf(lines: readonly Partial<ExperimentSummary>[]) {
  const store = await openSqliteStore(':memory:');
  // The list is newest first; here it is as it was given.
  for (const [index, line] of lines.entries())
    await store.putSummary({ ...LINE, proposedAt: START - index, ...line });
  const { log, lines: said } = readableLog();
  const tried: string[] = [];
  const failsFor = (key: string, faults: Readonly<Record<string, AppError>>) => {
    tried.push(key);
    const fault = faults[key];
    if (fault !== undefined) throw fault;
  };
  return { store, log, said, tried, failsFor, clock: manualClock() };
}

describe('a job over the unfinished experiments', () => {
  it('tries all that are due, logs those that failed, and says at the end how many', async () => {
    const { failsFor, tried, said, ...needs } = await listOf(['a', 'b', 'c', 'd'].map((key) => ({ key })));
    const walk = walkUnfinished(needs, {
      job: 'sweep',
      isDue: ({ key }) => key !== 'c',
      work: async ({ key }) => failsFor(key, { a: away }),
    });
    await expect(walk).rejects.toMatchObject({
      code: 'job.partly-failed',
      retryable: true,
      message: 'It failed at 1 of 3 experiments (posthog.unavailable).',
    });
    expect(tried).toEqual(['a', 'b', 'd']);
    const fields = { job: 'sweep', experiment: 'a', code: 'posthog.unavailable', retryable: true };
    expect(said).toMatchObject([{ level: 'warn', fields }]);
  });

  it('does not mend by itself if one fault does not', async () => {
    const { failsFor, ...needs } = await listOf([{ key: 'a' }, { key: 'b' }, { key: 'c' }]);
    const faults = { a: away, b: refused };
    const work = async ({ key }: ExperimentSummary) => failsFor(key, faults);
    await expect(walkUnfinished(needs, { job: 'sweep', isDue: () => true, work })).rejects.toMatchObject({
      message: 'It failed at 2 of 3 experiments (posthog.forbidden, posthog.unavailable).',
    });
  });

  it('passes over ideas that are kept for later, which only what concerns people walks', async () => {
    const { tried, failsFor, ...needs } = await listOf([
      { key: 'a', status: 'backlog' },
      { key: 'b' },
      { key: 'c', status: 'completed' },
    ]);
    await walkUnfinished(needs, {
      job: 'sweep',
      isDue: () => true,
      work: async ({ key }) => failsFor(key, {}),
    });
    expect(tried).toEqual(['b']);
    expect((await linesNotOver(needs.store)).map(({ key }) => key).sort()).toEqual(['a', 'b']);
  });

  it('is done if nothing failed', async () => {
    const { failsFor, said, ...needs } = await listOf([{ key: 'a' }]);
    await walkUnfinished(needs, {
      job: 'sweep',
      isDue: () => true,
      work: async ({ key }) => failsFor(key, {}),
    });
    expect(said).toEqual([]);
  });

  it('lets everything else go on between two experiments', async () => {
    const { tried, failsFor, ...needs } = await listOf([{ key: 'a' }, { key: 'b' }]);
    let ended = false;
    setImmediate(() => {
      // Between the list and the end: what waits comes first.
      expect(ended).toBe(false);
      tried.push('something else');
    });
    await walkUnfinished(needs, {
      job: 'sweep',
      isDue: () => true,
      work: async ({ key }) => failsFor(key, {}),
    });
    ended = true;
    expect(tried).toEqual(['something else', 'a', 'b']);
  });

  it('counts as failed in the metrics, and says so once more in the log', async () => {
    const { failsFor, said, clock, ...needs } = await listOf([{ key: 'a' }]);
    const outcomes: string[] = [];
    const telemetry = {
      command: () => {},
      answered: () => {},
      delivery: () => {},
      rated: () => {},
      effect: () => {},
      job: (name: string, outcome: string) => void outcomes.push(`${name} ${outcome}`),
    };
    const walk = { job: 'sweep', isDue: () => true, work: async () => failsFor('a', { a: refused }) };
    const job = {
      ...{ name: 'sweep', everyMs: HOUR, backfill: false },
      run: () => walkUnfinished(needs, walk),
    };
    const jobs = createJobs({ ...needs, clock, jobs: [withJobMetrics({ telemetry, clock })(job)] });
    await jobs.tick();
    expect(outcomes).toEqual(['sweep failed']);
    expect(said.at(-1)).toMatchObject({
      level: 'error',
      fields: { code: 'job.partly-failed', reason: 'It failed at 1 of 1 experiments (posthog.forbidden).' },
    });
    // The bucket is marked: the next run tries again, not the next tick.
    clock.set(START + MINUTE);
    await jobs.tick();
    expect(outcomes).toHaveLength(1);
  });
});

describe('a walk while the far side asks to slow down', () => {
  const wait = postHogFault('rate-limited', 'wait', { retryAfterMs: HOUR });

  it('stops, and says how many are left', async () => {
    const { failsFor, tried, said, ...needs } = await listOf(['a', 'b', 'c', 'd'].map((key) => ({ key })));
    const work = async ({ key }: ExperimentSummary) => failsFor(key, { a: away, b: wait });
    await expect(walkUnfinished(needs, { job: 'sweep', isDue: () => true, work })).rejects.toMatchObject({
      retryable: true,
      message:
        'It failed at 2 of 4 experiments (posthog.rate-limited, posthog.unavailable). The other 2 wait for the next run.',
    });
    expect(tried).toEqual(['a', 'b']);
    expect(said.map(({ fields }) => fields['experiment'])).toEqual(['a', 'b']);
  });

  it('takes the longest wait first, some at a time, and tells of those that it leaves out', async () => {
    const lines = [5, 3, 4, 1, 2].map((at) => ({ key: `k${at}`, nextLookAt: at }));
    const { store, log } = await listOf(lines);
    const groups: string[][] = [];
    const leftOut: string[] = [];
    const walk = walkInGroups(
      { store, log },
      {
        ...{ job: 'sweep', isDue: () => true, size: 2 },
        since: ({ nextLookAt }) => nextLookAt ?? 0,
        work: async (group) => {
          groups.push(group.map(({ key }) => key));
          return group.map(({ key }) => (key === 'k3' ? wait : null));
        },
        leftOut: async ({ key }) => void leftOut.push(key),
      },
    );
    await expect(walk).rejects.toMatchObject({ code: 'job.partly-failed' });
    expect(groups).toEqual([
      ['k1', 'k2'],
      ['k3', 'k4'],
    ]);
    expect(leftOut).toEqual(['k5']);
  });
});

describe('each job of the features', () => {
  const jobs = {
    'take-due-looks': [takeDueLooks, { nextLookAt: START }],
    'verify-launches': [verifyLaunches, { status: 'verifying' }],
    'retry-flags': [retryFlags, { flagWaits: true }],
    'start-clean-ups': [advanceCleanUps, { status: 'cleaning-up' }],
    'poll-pull-requests': [pollPullRequests, { openPullRequests: [1, 2] }],
  } as const;
  it.each(Object.entries(jobs))('%s goes on after a fault, and has failed', async (name, [run, due]) => {
    const lines = [{ key: 'a', ...due }, { key: 'not-due' }, { key: 'b', ...due }];
    const { failsFor, said, tried, ...needs } = await listOf(lines);
    const unused = () => {
      throw new Error('nothing comes to this');
    };
    const readPullRequest = async (_: string, number: number) => {
      failsFor(`pull request ${number}`, { 'pull request 1': away });
      return {
        ...{ repository: 'shop/web', number, url: '', branch: '' },
        state: 'open',
        mergedBy: null,
      } as const;
    };
    const load = async (key: string) => {
      failsFor(key, { a: away });
      return null;
    };
    const given = {
      ...needs,
      load,
      execute: unused,
      metrics: { checkLimit: () => {}, looks: unused, baseline: unused, exposureEvents: unused },
      agents: { model: unused, prompts: new Map() },
      codeHost: { readPullRequest },
    };
    await expect(Reflect.apply(run, null, [given])).rejects.toMatchObject({ code: 'job.partly-failed' });
    const fields = { job: name, experiment: 'a', code: 'posthog.unavailable', retryable: true };
    expect(said[0]?.fields).toMatchObject(fields);
    // Both pull requests of an experiment are asked for, also where the first cannot be read.
    const pullRequests = name === 'poll-pull-requests' ? ['pull request 1', 'pull request 2'] : [];
    // A reading loads a journal first to see whether it is its turn.
    const isReading = name === 'take-due-looks' || name === 'verify-launches';
    expect(tried).toEqual(isReading ? ['a', 'b', 'a', 'b'] : [...pullRequests, 'a', ...pullRequests, 'b']);
  });
});
