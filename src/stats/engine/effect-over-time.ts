import { type Moments, sampleVariance } from '#stats/moments/moments.ts';
import { effectTrend } from '#stats/screens/effect-trend.ts';
import type { AnalysisPlan, LookData } from './analysis.ts';
import { armOf } from './arms.ts';
import type { DayOfUnits, TrendDetail } from './details.ts';

/** The level of the test for a trend. */
const ALPHA = 0.05;

/**
 * Whether the effect on the goal wears off or grows with the day on which units entered, for each treatment that is left. Days
 * are weighed by their units with the variances of the whole arms, because a day alone has too few events for a variance of its
 * own. A screen, not corrected; a treatment with fewer than 4 days is left out.
 */
export function effectOverTime(
  plan: AnalysisPlan,
  data: LookData,
  days: readonly DayOfUnits[],
): readonly TrendDetail[] {
  const goal = plan.metrics.find(({ role }) => role === 'goal');
  if (goal === undefined) return [];
  const control = armOf(data, goal.key, plan.control);
  const left = plan.treatments.filter((variant) => data.dropped?.includes(variant) !== true);
  return left.flatMap((variant) => {
    const spread = {
      control: sampleVariance(control),
      treatment: sampleVariance(armOf(data, goal.key, variant)),
    };
    const daily = days.flatMap(({ day, moments }) => {
      const [before, after] = [moments[plan.control], moments[variant]];
      if (before === undefined || after === undefined) return [];
      return [{ day, ...effectOfDay(before, after, spread) }];
    });
    const trend = effectTrend(daily, ALPHA);
    const base = Math.abs(control.mean);
    if (trend.kind === 'refused' || !(base > 0)) return [];
    const { n, early, late, pattern, pValue } = trend;
    return [{ variant, days: n, earlyLift: early / base, lateLift: late / base, pattern, pValue }];
  });
}

function effectOfDay(
  control: Moments,
  treatment: Moments,
  spread: { readonly control: number; readonly treatment: number },
) {
  const variance = spread.control / control.n + spread.treatment / treatment.n;
  return { estimate: treatment.mean - control.mean, standardError: Math.sqrt(variance) };
}
