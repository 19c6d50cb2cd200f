import { betaCdf } from '#stats/distributions.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/** A Gamma posterior of an event rate: shape = prior shape + events, rate = prior rate + exposure. */
export type GammaPosterior = { readonly shape: number; readonly rate: number };

/** Chances that each rate is the higher; they add to 1. */
export type GammaPoisson = {
  readonly kind: 'ok';
  readonly method: 'gamma-poisson';
  readonly probTreatmentBetter: number;
  readonly probControlBetter: number;
  readonly controlMean: number;
  readonly treatmentMean: number;
};

/**
 * Two event rates (events per unit of exposure) with Gamma posteriors: P(treatment > control) is the
 * incomplete beta I_x(shape_C, shape_T) at x = rate_C / (rate_C + rate_T). Refuses `invalid_input` for
 * shapes or rates outside 1e-6..1e12. Source: Gelman et al. 2013, ch. 2; the ratio of gammas is NIST DLMF
 * 8.17.
 */
export function gammaPoisson(
  control: GammaPosterior,
  treatment: GammaPosterior,
): GammaPoisson | StatsRefusal {
  const figures = [control.shape, control.rate, treatment.shape, treatment.rate];
  if (!figures.every((figure) => figure >= 1e-6 && figure <= 1e12)) {
    return refuse('invalid_input', 'shapes and rates must lie between 1e-6 and 1e12');
  }
  const both = control.rate + treatment.rate;
  return {
    kind: 'ok',
    method: 'gamma-poisson',
    probTreatmentBetter: betaCdf(control.rate / both, control.shape, treatment.shape),
    probControlBetter: betaCdf(treatment.rate / both, treatment.shape, control.shape),
    controlMean: control.shape / control.rate,
    treatmentMean: treatment.shape / treatment.rate,
  };
}
