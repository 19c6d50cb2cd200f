import { describe, expect, it } from 'vitest';
import { createBench, gate } from '#test/support/experiments-bench.ts';
import { SWITCHES } from '#tools/chaos/switches.ts';

const LEASE = 60_000;

/** What a performer meets that makes something the far side would make twice: it asks right before. */
async function makeOnce(made: string[], name: string, confirm: () => Promise<void>): Promise<void> {
  await confirm();
  made.push(name);
}

describe('two replicas and a pause', () => {
  it('makes nothing after a pause in which another replica took the effect over', async () => {
    const bench = await createBench();
    const made: string[] = [];
    await bench.propose('gate');
    bench.behave.set('gate:1:0', async ({ attempts, confirm }) => {
      if (attempts === 1) {
        bench.clock.set(bench.clock.now() + LEASE);
        await bench.worker('other').drain();
      }
      await makeOnce(made, `attempt ${attempts}`, confirm);
    });
    await bench.worker('paused').drain();
    expect(made).toEqual(['attempt 2']);
  });

  it('asks again if the pause fell into the renewal itself', async () => {
    const bench = await createBench();
    const made: string[] = [];
    await bench.propose('gate');
    bench.behave.set('gate:1:0', ({ attempts, confirm }) => makeOnce(made, `attempt ${attempts}`, confirm));
    let renewals = 0;
    const store = {
      ...bench.store,
      renew: async (id: string, worker: string, until: number) => {
        renewals += 1;
        if (renewals === 1) bench.clock.set(bench.clock.now() + 2 * LEASE);
        const held = await bench.store.renew(id, worker, until);
        // What was renewed is over already, so another replica may come.
        if (renewals === 1) await bench.worker('other').drain();
        return held;
      },
    };
    await bench.worker('paused', { store }).drain();
    expect(made).toEqual(['attempt 2']);
  });
});

describe('two replicas at the same time', () => {
  /** How often the card is made if a second replica looks for work while the first is at it. */
  async function madeBy(leases: 'with' | 'without'): Promise<number> {
    const bench = await createBench();
    const store = leases === 'with' ? bench.store : SWITCHES.lease(bench.store);
    const begun = gate();
    const goesOn = gate();
    let made = 0;
    bench.behave.set('gate:1:0', async ({ attempts }) => {
      // A second attempt looks first for what an earlier one made.
      if (attempts > 1 && made > 0) return;
      if (attempts === 1) {
        begun.open();
        await goesOn.opened;
      }
      made += 1;
    });
    await bench.propose('gate');
    const first = bench.worker('first', { store }).drain();
    await begun.opened;
    await bench.worker('second', { store }).drain();
    goesOn.open();
    await first;
    return made;
  }

  it('make a thing once, by the lease', async () => {
    expect(await madeBy('with')).toBe(1);
  });

  it('make it twice without leases, although the second looks first', async () => {
    expect(await madeBy('without')).toBe(2);
  });
});
