import { alwaysValid } from '#stats/sequential/always-valid.ts';
import { confidenceSequence } from '#stats/sequential/confidence-sequence.ts';
import { mixtureScale } from '#stats/sequential/mixture-rate.ts';
import { mixtureSprt } from '#stats/sequential/mixture-sprt.ts';
import { normalMixture } from '#stats/sequential/normal-mixture.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { alternativeAt, numberAt, objectsAt } from '../read-input.ts';

const tuning = (input: CaseInput) => ({
  alpha: numberAt(input, 'alpha', 0.05),
  tunedUnits: numberAt(input, 'nStar', 5000),
  alternative: alternativeAt(input),
});
const look = (input: CaseInput) => ({
  n: numberAt(input, 'n'),
  estimate: numberAt(input, 'estimate'),
  standardError: numberAt(input, 'se'),
});

/** Sequential inference that is valid at every look. */
export const cases: CaseFunctions = {
  'seq.asympCS': (input) =>
    answered(confidenceSequence({ ...look(input), ...tuning(input) }), (result) => ({
      rho: result.rho,
      halfWidth: result.halfWidth,
      ciLower: result.confidenceInterval.lower,
      ciUpper: result.confidenceInterval.upper,
      p: result.pValue,
      lnP: result.logPValue,
    })),
  'seq.alwaysValid': (input) =>
    answered(alwaysValid({ looks: objectsAt(input, 'looks').map(look), ...tuning(input) }), (result) => ({
      p: result.pValues,
      ciLower: result.confidenceIntervals.map((interval) => interval.lower),
      ciUpper: result.confidenceIntervals.map((interval) => interval.upper),
      firstSignificantLook: result.firstProvenLook,
    })),
  'seq.msprt': (input) =>
    answered(
      mixtureSprt({
        estimate: numberAt(input, 'estimate'),
        variance: numberAt(input, 'variance'),
        mixingVariance: numberAt(input, 'tau2'),
        alpha: numberAt(input, 'alpha', 0.05),
      }),
      (result) => ({
        lnLambda: result.logLikelihoodRatio,
        p: result.pValue,
        lnP: result.logPValue,
        halfWidth: result.halfWidth,
      }),
    ),
  'seq.normalMixture': (input) =>
    answered(
      normalMixture({
        variance: numberAt(input, 'v'),
        tunedVariance: numberAt(input, 'vOpt'),
        alpha: numberAt(input, 'alpha', 0.05),
      }),
      ({ rho, boundary }) => ({ rho, boundary }),
    ),
  'seq.rho': (input) =>
    answered(
      mixtureScale(numberAt(input, 'alpha', 0.05), numberAt(input, 'nStar', 5000)),
      ({ rhoExact, rhoApprox }) => ({ rhoExact, rhoApprox }),
    ),
};
