import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Changed, createChangeWatch } from '#app/web/change-watch.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import { PATIENT } from '#test/support/patience.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A store of versions that a test sets. */
function watched(versions: Record<string, number>) {
  const clock = createVirtualClock(1_000_000);
  let looks = 0;
  let isDown = false;
  const store = {
    summaryVersions: async () => {
      looks += 1;
      if (isDown) throw new Error('the store does not answer');
      return Object.entries(versions).map(([key, version]) => ({ key, version }));
    },
  };
  const watch = createChangeWatch(() => store, clock, 1);
  const heard: Changed[] = [];
  const listen = () => {
    const stop = watch.listen((changed) => heard.push(changed));
    stops.push(stop);
    return stop;
  };
  const looked = (more: number) => {
    const from = looks;
    return vi.waitUntil(() => looks >= from + more, PATIENT);
  };
  const setDown = (is: boolean) => {
    isDown = is;
  };
  return { clock, watch, heard, listen, looked, setDown, versions, looks: () => looks };
}

describe('the watch of changes', () => {
  it('tells what changed, what is new, and nothing of what was there', async () => {
    const { listen, looked, heard, versions } = watched({ a: 1, b: 4 });
    listen();
    await looked(2);
    expect(heard).toEqual([]);
    versions['b'] = 5;
    versions['c'] = 1;
    await looked(2);
    expect(heard.map(({ keys }) => keys)).toEqual([['b', 'c']]);
  });

  it('knows what changed since a moment, and says so if it does not', async () => {
    const { clock, watch, listen, looked, versions } = watched({ a: 1 });
    expect(watch.since(clock.now())).toBeNull();
    listen();
    await looked(2);
    // Its first look may come after what a page of this moment shows.
    expect(watch.since(clock.now())).toBeNull();
    clock.advance(10_000);
    expect(watch.since(clock.now())).toEqual([]);
    versions['a'] = 2;
    await looked(2);
    clock.advance(10_000);
    expect([watch.since(clock.now()), watch.since(clock.now() - 10_000)]).toEqual([[], ['a']]);
  });

  it('goes on if the store does not answer, and misses nothing by it', async () => {
    const { listen, looked, heard, versions, setDown } = watched({ a: 1 });
    listen();
    await looked(2);
    setDown(true);
    versions['a'] = 2;
    await looked(3);
    expect(heard).toEqual([]);
    setDown(false);
    await looked(2);
    expect(heard.map(({ keys }) => keys)).toEqual([['a']]);
  });

  it('asks the store nothing while no page listens, however often pages come and go', async () => {
    const { listen, looked, looks, heard, versions } = watched({ a: 1 });
    for (let round = 0; round < 20; round += 1) listen()();
    listen();
    await looked(2);
    for (const stop of stops.splice(0)) stop();
    await setTimeout(50);
    const before = looks();
    versions['a'] = 2;
    await setTimeout(50);
    expect([looks(), heard]).toEqual([before, []]);
  });
});
