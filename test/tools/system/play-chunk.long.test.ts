import { describe, expect, it } from 'vitest';
import { drawExperiments } from '#tools/system/draw-experiments.ts';
import { playChunk } from '#tools/system/play-chunk.ts';

describe('whole experiments with a known truth', () => {
  it('ship a lift, stop harm, ship no broken split, and come out the same twice', async () => {
    const wanted = ['sized lift', 'harmful guardrail', 'broken split'];
    const numbers = wanted.map(
      (truth) => drawExperiments(200, 1).find((spec) => spec.truth === truth)?.number ?? 0,
    );
    const chunk = { seed: 1, count: 200, numbers };
    const results = await playChunk(chunk);
    expect(results.map(({ number }) => number).toSorted()).toEqual(numbers.toSorted());
    for (const { number, played } of results) {
      if (typeof played === 'string') throw new Error(played);
      const spec = drawExperiments(200, 1).find((one) => one.number === number);
      if (spec?.truth === 'sized lift') expect(played.shipped).toBe(spec.changed);
      if (spec?.truth === 'harmful guardrail')
        expect(played.takenOut.map(({ variant, byBot }) => [variant, byBot])).toEqual([[spec.changed, true]]);
      if (spec?.truth === 'broken split') expect([played.shipped, played.splitAlarmed]).toEqual([null, true]);
    }
    // A second sandbox; its clock stands at the same moment for the first experiment alone.
    const [first] = results;
    expect(await playChunk({ ...chunk, numbers: [first?.number ?? 0] })).toEqual([first]);
  }, 900_000);
});
