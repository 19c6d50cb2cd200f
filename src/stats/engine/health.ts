import type { AnalysisPlan, Health, HealthCheck, HealthState, LookData } from '#stats/engine/analysis.ts';
import { srmChiSquare } from '#stats/srm/srm-chi-square.ts';
import { armOf, shareOf, unitsOf, variantsOf } from './arms.ts';

/** Units in all variants below which a split cannot be judged (chi-square needs them). */
const SPLIT_UNITS = 100;
/** Expected units per variant below which chi-square is not trusted. */
const SPLIT_EXPECTED = 5;
/** Share of units seen in more than one variant from which the experiment is unhealthy. */
const MULTIPLE_EXPOSURE_LIMIT = 0.01;

/**
 * The four health checks of one look. `unhealthy` when the split, the exposures or the data
 * fail; otherwise `not-enough-traffic` when the split cannot be judged yet; else `healthy`.
 * Degenerate effects (a constant metric, a control mean of 0) do not change the health.
 */
export function assessHealth(plan: AnalysisPlan, data: LookData): Health {
  const traffic = checkTraffic(plan, data);
  const checks = [
    checkSplit(plan, data, traffic),
    checkMultipleExposure(plan, data),
    traffic,
    checkDataArriving(plan, data),
  ];
  return { state: stateOf(checks, traffic), checks };
}

/** Whether the arms can be compared: the split is not broken, and hardly any unit met several variants. */
export function isReadable({ checks }: Health): boolean {
  return !checks.some(
    ({ key, state }) => (key === 'sample-ratio' || key === 'multiple-exposure') && state === 'not-met',
  );
}

function stateOf(checks: readonly HealthCheck[], traffic: HealthCheck): HealthState {
  if (checks.some((check) => check !== traffic && check.state === 'not-met')) return 'unhealthy';
  return traffic.state === 'met' ? 'healthy' : 'not-enough-traffic';
}

/** Enough units for the split to be judged: 100 in all and 5 expected in every variant with a share. */
function checkTraffic(plan: AnalysisPlan, data: LookData): HealthCheck {
  const total = totalUnits(plan, data);
  const shares = variantsOf(plan).map((variant) => shareOf(plan, variant));
  const smallest = Math.min(Math.max(...shares), ...shares.filter((share) => share > 0));
  const enough = total >= SPLIT_UNITS && total * smallest >= SPLIT_EXPECTED;
  return {
    key: 'traffic',
    state: enough ? 'met' : 'not-met',
    figures: { units: total, needed: SPLIT_UNITS, smallestExpected: total * smallest },
  };
}

/**
 * Sample ratio mismatch by chi-square at `srmAlpha`. Units in a variant without a share fail at
 * once; too little traffic leaves the check unknown.
 */
function checkSplit(plan: AnalysisPlan, data: LookData, traffic: HealthCheck): HealthCheck {
  const variants = variantsOf(plan);
  const result = srmChiSquare({
    observed: variants.map((variant) => unitsOf(data, variant)),
    weights: variants.map((variant) => shareOf(plan, variant)),
  });
  const key = 'sample-ratio';
  const strays = variants.filter((variant) => shareOf(plan, variant) === 0);
  const strayUnits = strays.reduce((sum, variant) => sum + unitsOf(data, variant), 0);
  if (strayUnits > 0) return { key, state: 'not-met', figures: { alpha: plan.srmAlpha, strayUnits } };
  if (result.kind === 'refused') return { key, state: 'unknown', figures: { alpha: plan.srmAlpha } };
  const figures = {
    chiSquare: result.chi2,
    degreesOfFreedom: result.df,
    pValue: result.pValue,
    alpha: plan.srmAlpha,
  };
  if (traffic.state !== 'met') return { key, state: 'unknown', figures };
  return { key, state: result.pValue < plan.srmAlpha ? 'not-met' : 'met', figures };
}

/** At most 1 % of the units seen in more than one variant (they are excluded from `units`). */
function checkMultipleExposure(plan: AnalysisPlan, data: LookData): HealthCheck {
  const seen = totalUnits(plan, data) + data.multipleExposure;
  const key = 'multiple-exposure';
  const figures = { units: data.multipleExposure, limit: MULTIPLE_EXPOSURE_LIMIT };
  if (!(seen > 0)) return { key, state: 'unknown', figures };
  const share = data.multipleExposure / seen;
  return { key, state: share > MULTIPLE_EXPOSURE_LIMIT ? 'not-met' : 'met', figures: { ...figures, share } };
}

/** Every metric whose events can have come has data in every variant that has units. */
function checkDataArriving(plan: AnalysisPlan, data: LookData): HealthCheck {
  const live = variantsOf(plan).filter((variant) => unitsOf(data, variant) > 0);
  const due = plan.metrics.filter((metric) => data.awaited?.includes(metric.key) !== true);
  const cells = live.flatMap((variant) => due.map((metric) => armOf(data, metric.key, variant)));
  const missing = cells.filter((cell) => cell.n === 0).length;
  const state = cells.length === 0 ? 'unknown' : missing > 0 ? 'not-met' : 'met';
  return { key: 'data-arriving', state, figures: { expected: cells.length, missing } };
}

/** Units of all variants in the plan. */
export function totalUnits(plan: AnalysisPlan, data: LookData): number {
  return variantsOf(plan).reduce((sum, variant) => sum + unitsOf(data, variant), 0);
}
