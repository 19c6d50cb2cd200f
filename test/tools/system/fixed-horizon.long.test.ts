import { describe, expect, it } from 'vitest';
import { drawExperiments } from '#tools/system/draw-experiments.ts';
import { playFixedHorizon } from '#tools/system/fixed-horizon.ts';

const experiments = drawExperiments(500, 1);

describe('the fixed horizon', () => {
  it('errs and finds as the textbook says', () => {
    const played = experiments.map((spec) => ({ spec, better: playFixedHorizon(spec, 5).better }));
    const share = (truth: string, is: (one: (typeof played)[number]) => boolean) => {
      const of = played.filter(({ spec }) => spec.truth === truth);
      return of.filter(is).length / of.length;
    };
    // Standard errors: 1.1 points of 2.5 %, and 3.5 points of 80 % and a little more, as it waits for whole weeks.
    expect(share('null', ({ better }) => better.length > 0)).toBeLessThan(0.065);
    const found = share('sized lift', ({ spec, better }) => better.includes(spec.changed ?? ''));
    expect(found).toBeGreaterThan(0.7);
    expect(found).toBeLessThan(0.95);
  }, 60_000);
});
