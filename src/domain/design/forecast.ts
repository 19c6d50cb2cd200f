import type { Forecast } from '#domain/design/plan-reasoning.ts';
import { percent } from '#domain/figures.ts';
import type { Metric } from '#domain/metric.ts';
import { type ExperimentRequest, sizedLift } from '#domain/plan.ts';

/** An end that a forecast may have. `gain` is relative, above 0 in the wanted direction. */
export interface ForecastPoint {
  readonly label: string;
  readonly gain: number;
}

/** How a forecast did, by the lift that was measured in the end. */
export interface ForecastScore {
  readonly place: 'inside' | 'below' | 'above';
  /** Interval score of a range of 80 %, relative: its width and ten times the distance of a lift outside. Less is better. */
  readonly score: number;
}

/** Outside this share of cases a lift may lie. */
const OUTSIDE = 0.2;

type Goal = Pick<Metric, 'desiredDirection'>;
type Lifts = Pick<ExperimentRequest, 'smallestLift' | 'expectedLift'>;

/** The ends that code offers for a forecast, from the lifts of the request: ascending, none twice, no fall by all of the level. */
export function forecastPoints(lifts: Lifts, goal: Goal): readonly ForecastPoint[] {
  const worth = lifts.smallestLift;
  const sized = sizedLift(lifts);
  const gains = [
    -worth,
    -worth / 2,
    0,
    worth / 2,
    worth,
    (worth + sized) / 2,
    sized,
    1.5 * sized,
    2 * sized,
    3 * sized,
  ];
  const points = gains
    .map((gain) => Number(gain.toFixed(4)))
    .filter((gain) => Math.abs(gain) < 1 || (gain > 0 && goal.desiredDirection === 'increase'))
    .toSorted((a, b) => a - b)
    .map((gain) => ({ label: labelOf(gain), gain }));
  return points.filter(({ label }, index) => points[index - 1]?.label !== label);
}

function labelOf(gain: number): string {
  if (gain === 0) return 'no change';
  return `${percent(Math.abs(gain))} ${gain > 0 ? 'better' : 'worse'}`;
}

/** The range between two points that code offered; null if there is no such point, or the first is not the lesser. */
export function forecastBetween(
  points: readonly ForecastPoint[],
  { from, to }: { readonly from: string; readonly to: string },
  goal: Goal,
): Forecast | null {
  const [low, high] = [from, to].map((label) => points.find((point) => point.label === label)?.gain);
  if (low === undefined || high === undefined || low >= high) return null;
  return goal.desiredDirection === 'increase' ? { low, high } : { low: 0 - high, high: 0 - low };
}

/** Scores a forecast by the lift that was measured, relative. Source: Gneiting and Raftery (2007), section 6.2. */
export function scoreForecast({ low, high }: Forecast, lift: number): ForecastScore {
  const missed = Math.max(low - lift, lift - high, 0);
  const place = lift < low ? 'below' : lift > high ? 'above' : 'inside';
  return { place, score: high - low + (2 / OUTSIDE) * missed };
}
