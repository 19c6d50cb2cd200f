import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { ASSESSMENT, OPINION, planFor, RUN } from '#test/support/experiments.ts';
import { createBench, gate } from '#test/support/experiments-bench.ts';

describe('worker: order and concurrency', () => {
  it('performs the effects of a commit in order and leaves nothing due', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    expect(await bench.worker('w').drain()).toBe(2);
    expect(bench.performed).toEqual(['gate:1:0 card #1', 'gate:1:1 design #1']);
    expect(await bench.store.nextDueAt()).toBeNull();
    expect(await bench.worker('w').drain()).toBe(0);
  });

  it('performs what follows from an effect in the same drain', async () => {
    const bench = await createBench();
    bench.behave.set('design', async ({ commit, experiment, then }) => {
      expect([experiment.version, then.version]).toEqual([1, 1]);
      const design = { plan: planFor(), assessment: ASSESSMENT, opinion: OPINION, runs: [RUN] };
      await bench.run(commit.experiment, {
        name: 'recordDesign',
        ...design,
        actor: BOT,
        at: bench.clock.now(),
      });
    });
    await bench.propose('gate');
    expect(await bench.worker('w').drain()).toBe(4);
    expect(bench.performed.slice(2)).toEqual(['gate:2:0 post #1', 'gate:2:1 card #1']);
    expect((await bench.load('gate')).status).toBe('in-review');
  });

  it('gives performers the state at the commit and the state now', async () => {
    const bench = await createBench();
    const seen: number[][] = [];
    bench.behave.set('card', async ({ experiment, then }) => {
      seen.push([then.version, experiment.version]);
    });
    await bench.propose('gate');
    const retry = {
      failure: { role: 'designer', reason: 'declined', detail: '' },
      assessment: null,
    } as const;
    await bench.run('gate', {
      name: 'recordDesignFailure',
      ...retry,
      runs: [],
      actor: BOT,
      at: bench.clock.now(),
    });
    await bench.worker('w').drain();
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('serves experiments side by side, but one experiment in order', async () => {
    const bench = await createBench();
    const both = gate();
    let waiting = 0;
    bench.behave.set('design', async () => {
      waiting += 1;
      if (waiting === 2) both.open();
      await both.opened;
    });
    await bench.propose('a');
    await bench.propose('b');
    expect(await bench.worker('w').drain()).toBe(4);
  });

  it('never runs more experiments at once than its limit', async () => {
    const bench = await createBench();
    let now = 0;
    let most = 0;
    bench.behave.set('card', async () => {
      now += 1;
      most = Math.max(most, now);
      await bench.store.ping();
      now -= 1;
    });
    for (let index = 0; index < 9; index += 1) await bench.propose(`e${index}`);
    expect(await bench.worker('w', { limit: 3 }).drain()).toBe(18);
    expect(most).toBe(3);
  });

  it('stands back before each claim and each effect for what is more urgent', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    const steps: string[] = [];
    const claimDue = bench.store.claimDue;
    bench.store.claimDue = (claim) => {
      steps.push('claim');
      return claimDue(claim);
    };
    for (const kind of ['card', 'design'] as const) bench.behave.set(kind, async () => void steps.push(kind));
    const quiet = async () => {
      steps.push('stands back');
      await setImmediate();
      steps.push('goes on');
    };
    // With one place nothing is claimed beside the one.
    await bench.worker('w', { quiet, limit: 1 }).drain();
    const stood = ['stands back', 'goes on'];
    expect(steps.slice(0, 9)).toEqual([...stood, 'claim', ...stood, 'card', ...stood, 'design']);
  });

  it('joins calls that come while it runs, and sees what they were for', async () => {
    const bench = await createBench();
    const worker = bench.worker('w');
    const started = gate();
    const hanging = gate();
    bench.behave.set('slow:1:0', async () => {
      started.open();
      await hanging.opened;
    });
    await bench.propose('slow');
    const first = worker.drain();
    await started.opened;
    const quick = gate();
    bench.behave.set('quick:1:1', async () => quick.open());
    await bench.propose('quick');
    const more = [worker.drain(), worker.drain(), worker.drain()];
    await quick.opened;
    hanging.open();
    expect(new Set(await Promise.all([first, ...more]))).toEqual(new Set([4]));
    expect(bench.performed).toHaveLength(4);
  });

  it('shares the work with other workers without doing any of it twice', async () => {
    const bench = await createBench();
    for (let index = 0; index < 12; index += 1) await bench.propose(`e${index}`);
    const counts = await Promise.all(['u', 'v', 'w'].map((name) => bench.worker(name, { limit: 2 }).drain()));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(24);
    expect(new Set(bench.performed).size).toBe(24);
  });
});
