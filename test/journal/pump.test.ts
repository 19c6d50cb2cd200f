import { describe, expect, it } from 'vitest';
import { createPump } from '#journal/pump.ts';
import { gate } from '#test/support/experiments-bench.ts';

/** A pump over a list of waiting items. */
function pumpOver(waiting: string[], run: (item: string) => Promise<number> = async () => 1, limit = 3) {
  const ran: string[] = [];
  const faults: (string | null)[] = [];
  const pump = createPump<string>({
    limit,
    claim: async (free) => waiting.splice(0, free),
    idOf: (item) => item,
    run: (item) => {
      ran.push(item);
      return run(item);
    },
    onFault: (_thrown, id) => faults.push(id),
  });
  return { pump, ran, faults };
}

describe('pump', () => {
  it.each(Array.from({ length: 24 }, (_, depth) => depth))(
    'runs what came %i microtasks into a drain before that drain is over for its caller',
    async (depth) => {
      const waiting = ['first'];
      const { pump, ran } = pumpOver(waiting);
      const first = pump.drain();
      for (let step = 0; step < depth; step += 1) await Promise.resolve();
      waiting.push('second');
      await pump.drain();
      expect(ran).toEqual(['first', 'second']);
      await first;
    },
  );

  it('counts what runs side by side', async () => {
    const { pump } = pumpOver(['a', 'b', 'c', 'd', 'e'], async (item) => item.charCodeAt(0) - 96);
    expect(await pump.drain()).toBe(15);
    expect(await pump.drain()).toBe(0);
  });

  it('does not run again what still runs', async () => {
    const finish = gate();
    const { pump, ran } = pumpOver(['a', 'a'], async () => {
      await finish.opened;
      return 1;
    });
    const drained = pump.drain();
    finish.open();
    expect(await drained).toBe(1);
    expect(ran).toEqual(['a']);
  });

  it('goes on after items that fail', async () => {
    const { pump, ran, faults } = pumpOver(
      ['a', 'b', 'c', 'd'],
      (item) => (item === 'd' ? Promise.resolve(1) : Promise.reject(new Error(item))),
      1,
    );
    expect(await pump.drain()).toBe(1);
    expect(ran).toEqual(['a', 'b', 'c', 'd']);
    expect(faults).toEqual(['a', 'b', 'c']);
  });

  it('settles at once if nothing runs', async () => {
    await expect(pumpOver([]).pump.settle(1e9)).resolves.toBeUndefined();
  });
});
