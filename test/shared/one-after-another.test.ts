import { expect, it } from 'vitest';
import { oneAfterAnother } from '#shared/one-after-another.ts';

/** Resolves after so many turns of the queue of promises. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await null;
}

it.each(Array.from({ length: 12 }, (_, turn) => turn))(
  'gives a call what was there before it, %i turns after another reading has read',
  async (count) => {
    let written = 0;
    let asked: Promise<number> = Promise.resolve(0);
    const read = oneAfterAnother(async () => {
      const found = written;
      if (found === 0) {
        written = 1;
        asked = turns(count).then(read);
      }
      await turns(3);
      return found;
    });
    expect(await read()).toBe(0);
    await turns(count);
    expect(await asked).toBe(1);
  },
);

it('begins one piece of work for all calls that wait, and never two at a time', async () => {
  let begun = 0;
  let atWork = 0;
  let most = 0;
  const work = oneAfterAnother(async () => {
    begun += 1;
    atWork += 1;
    most = Math.max(most, atWork);
    await turns(5);
    atWork -= 1;
  });
  const first = work();
  await turns(2);
  await Promise.all([first, ...Array.from({ length: 50 }, work)]);
  expect({ begun, most }).toEqual({ begun: 2, most: 1 });
});

it('answers a call although it is asked again during every piece of work', async () => {
  let begun = 0;
  const work = oneAfterAnother(async () => {
    begun += 1;
    if (begun < 100) void work();
    await turns(2);
  });
  await work();
  expect(begun).toBeLessThan(4);
});

it('rejects the calls of a piece of work that fails, and goes on', async () => {
  let begun = 0;
  const work = oneAfterAnother(async () => {
    begun += 1;
    const piece = begun;
    await turns(2);
    if (piece === 1) throw new Error('broken');
    return piece;
  });
  const first = work();
  await turns(2);
  const second = work();
  await expect(first).rejects.toThrow('broken');
  expect(await second).toBe(2);
});
