/** Maps lifts (0.05 is 5 %) to places in a picture. */
export interface LiftScale {
  readonly low: number;
  readonly high: number;
  /** The place of a lift; a lift outside of the scale is put at its end. */
  readonly at: (lift: number) => number;
  /** Round lifts within the scale, 0 among them. */
  readonly ticks: readonly number[];
}

/** How much farther than the figures that matter most a scale may reach: what lies beyond is cut with an arrow. */
const REACH = 3;
/** The least share of the scale on either side of no change. */
const EDGE = 0.12;
/** The scale of a picture without any figure. */
const EMPTY = 0.05;

/**
 * A scale from `from` to `to` that shows all `values`, no change, and some air; only those that are more than three times as
 * far off as every one of `core` lie outside. Values that are not finite are left out.
 */
export function liftScale(
  values: readonly number[],
  core: readonly number[],
  [from, to]: readonly [number, number],
): LiftScale {
  const finite = values.filter(Number.isFinite);
  const near = core.filter(Number.isFinite).map(Math.abs);
  const limit =
    near.length === 0 || Math.max(...near) === 0 ? Number.POSITIVE_INFINITY : REACH * Math.max(...near);
  const least = Math.max(-limit, Math.min(0, ...finite));
  const most = Math.min(limit, Math.max(0, ...finite));
  const span = most - least || 2 * EMPTY;
  const low = Math.min(least - 0.04 * span, -EDGE * span);
  const high = Math.max(most + 0.04 * span, EDGE * span);
  const at = (lift: number) => {
    const share = (Math.min(high, Math.max(low, lift)) - low) / (high - low);
    return from + share * (to - from);
  };
  return { low, high, at, ticks: ticksBetween(low, high) };
}

/** Four to eight round numbers. */
function ticksBetween(low: number, high: number): readonly number[] {
  const rough = (high - low) / 5.5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  // Multiples, not sums, so that no rounding adds up.
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

/** "+5 %", "−0.25 %", "0 %": as many digits as round numbers need. */
export function liftLabel(lift: number): string {
  const percent = Number((lift * 100).toPrecision(6));
  const sign = percent > 0 ? '+' : percent < 0 ? '−' : '';
  return `${sign}${Math.abs(percent)} %`;
}
