import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createInboundLoad, withWaitingCounted } from '#app/inbound-load.ts';

/** Turns of the event loop, so that whatever can go on has gone on. */
async function turns(count = 5): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}

describe('work that stands back behind acknowledgements', () => {
  it('goes on at once if no person waits', async () => {
    await createInboundLoad(60_000).quiet();
  });

  it('waits until the last who waits is answered', async () => {
    const load = createInboundLoad(60_000);
    const [first, second] = [load.begin(), load.begin()];
    let went = false;
    const work = load.quiet().then(() => {
      went = true;
    });
    first();
    // An answer that is told twice ends one waiting, not two.
    first();
    await turns();
    expect(went).toBe(false);
    second();
    await work;
    expect(went).toBe(true);
  });

  it('goes on one by one, and waits again if a delivery comes in between', async () => {
    const load = createInboundLoad(60_000);
    const order: string[] = [];
    const end = load.begin();
    let answer = () => {};
    const works = ['a', 'b', 'c'].map((name) =>
      load.quiet().then(() => {
        order.push(name);
        if (name === 'a') answer = load.begin();
      }),
    );
    end();
    await turns();
    expect(order).toEqual(['a']);
    answer();
    await Promise.all(works);
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('goes on after its patience although people keep coming', async () => {
    const load = createInboundLoad(20);
    load.begin();
    await load.quiet();
    // Whoever went on by patience is not let on a second time.
    await setTimeout(5);
    const [again] = await Promise.all([load.quiet().then(() => 'again')]);
    expect(again).toBe('again');
  });
});

describe('deliveries that are counted', () => {
  /** An app whose deliveries are dealt with by `work`. */
  function counted(work: (ack: () => Promise<void>) => Promise<void>) {
    let ends = 0;
    const layer = withWaitingCounted({
      begin: () => () => {
        ends += 1;
      },
    });
    const delivering = layer.around?.(({ ack }) => work(ack));
    const deliver = async () => delivering?.({ body: {}, ack: async () => {} });
    return { deliver, ended: () => ends > 0 };
  }

  it('wait no longer once they are acknowledged, whatever is done after', async () => {
    const after = Promise.withResolvers<void>();
    const { deliver, ended } = counted(async (ack) => {
      await ack();
      await after.promise;
    });
    const delivered = deliver();
    await turns();
    expect(ended()).toBe(true);
    after.resolve();
    await delivered;
  });

  it('wait no longer once they have failed', async () => {
    const { deliver, ended } = counted(() => Promise.reject(new Error('no')));
    await expect(deliver()).rejects.toThrow('no');
    expect(ended()).toBe(true);
  });
});
