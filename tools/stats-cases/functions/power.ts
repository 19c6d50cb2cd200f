import { mdeForLift, mdeForMeans, mdeForProportions } from '#stats/power/minimum-detectable-effect.ts';
import { powerForMeans } from '#stats/power/power-means.ts';
import { powerForProportions } from '#stats/power/power-proportions.ts';
import { sampleSizeForMeans } from '#stats/power/sample-size-means.ts';
import { type PlannedEffect, sampleSizeForArms } from '#stats/power/sample-size-multi-arm.ts';
import { sampleSizeForNonInferiority } from '#stats/power/sample-size-non-inferiority.ts';
import { type SampleSize, sampleSizeForProportions } from '#stats/power/sample-size-proportions.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { numberAt, sidedAt, wordAt } from '../read-input.ts';

const testOf = (input: CaseInput) => ({
  alpha: numberAt(input, 'alpha', 0.05),
  sided: sidedAt(input),
});
const planOf = (input: CaseInput) => ({ ...testOf(input), power: numberAt(input, 'power', 0.8) });
const ratesOf = (input: CaseInput) => ({
  controlRate: numberAt(input, 'p1'),
  treatmentRate: numberAt(input, 'p2'),
  method: wordAt(input, 'method', ['unpooled', 'pooled', 'arcsine']),
});
const meansOf = (input: CaseInput) => ({
  standardizedEffect: numberAt(input, 'effectSize'),
  method: wordAt(input, 'method', ['t', 'z']),
});
const unitsOf = (input: CaseInput) => ({
  controlUnits: numberAt(input, 'nControl'),
  treatmentUnits: numberAt(input, 'nTreatment'),
});
const sizeFields = (result: SampleSize) => ({
  nControlExact: result.controlUnitsExact,
  nControl: result.controlUnits,
  nTreatment: result.treatmentUnits,
});
const powerField = ({ power }: { readonly power: number }) => ({ power });

function effectOf(input: CaseInput): PlannedEffect {
  const kind = wordAt(input, 'metric', ['proportion', 'mean']);
  if (kind === 'mean') {
    const method = wordAt(input, 'method', ['z', 't']);
    return { kind, method, standardizedEffect: numberAt(input, 'effectSize') };
  }
  return { kind, ...ratesOf(input) };
}

/** Sample size, power and detectable effects. */
export const cases: CaseFunctions = {
  'sampleSize.proportions': (input) =>
    answered(
      sampleSizeForProportions({ ...ratesOf(input), ...planOf(input), ratio: numberAt(input, 'ratio', 1) }),
      sizeFields,
    ),
  'sampleSize.means': (input) =>
    answered(
      sampleSizeForMeans({ ...meansOf(input), ...planOf(input), ratio: numberAt(input, 'ratio', 1) }),
      sizeFields,
    ),
  'power.proportions': (input) =>
    answered(powerForProportions({ ...ratesOf(input), ...unitsOf(input), ...testOf(input) }), powerField),
  'power.means': (input) =>
    answered(powerForMeans({ ...meansOf(input), ...unitsOf(input), ...testOf(input) }), powerField),
  'sampleSize.multiArm': (input) => {
    const all = wordAt(input, 'comparisons', ['vsControl', 'allPairs']) === 'allPairs';
    const comparisons = all ? 'all-pairs' : 'against-control';
    const arms = numberAt(input, 'arms');
    return answered(
      sampleSizeForArms({ ...planOf(input), effect: effectOf(input), arms, comparisons }),
      (result) => ({
        alphaPerComparison: result.alphaPerComparison,
        comparisons: result.comparisons,
        nPerArmExact: result.unitsPerVariantExact,
        nPerArm: result.unitsPerVariant,
        total: result.n,
      }),
    );
  },
  'sampleSize.nonInferiority': (input) =>
    answered(
      sampleSizeForNonInferiority({
        variance: numberAt(input, 'variance'),
        margin: numberAt(input, 'margin'),
        alpha: numberAt(input, 'alpha', 0.025),
        power: numberAt(input, 'power', 0.8),
        expectedGain: numberAt(input, 'trueDiff', 0),
      }),
      (result) => ({ nPerArmExact: result.unitsPerVariantExact, nPerArm: result.unitsPerVariant }),
    ),
  'mde.proportions': (input) =>
    answered(
      mdeForProportions({ ...planOf(input), ...unitsOf(input), controlRate: numberAt(input, 'p1') }),
      ({ treatmentRate, absolute, relative }) => ({ p2: treatmentRate, absolute, relative }),
    ),
  'mde.means': (input) =>
    answered(
      mdeForMeans({
        ...planOf(input),
        ...unitsOf(input),
        mean: numberAt(input, 'mean'),
        variance: numberAt(input, 'variance'),
      }),
      ({ absolute, relative }) => ({ absolute, relative }),
    ),
  'mde.lift': (input) =>
    answered(
      mdeForLift({
        ...planOf(input),
        mean: numberAt(input, 'mean'),
        variance: numberAt(input, 'variance'),
        unitsPerVariant: numberAt(input, 'nPerArm'),
      }),
      ({ lift }) => ({ lift }),
    ),
};
