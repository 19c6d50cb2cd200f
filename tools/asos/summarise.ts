import { METHODS, type Method, type Replay } from './replay-track.ts';

/** One method over all comparisons. `contradicted` stops: the fixed look at the end does not say the same. */
export interface MethodSummary {
  readonly method: Method;
  readonly comparisons: number;
  readonly stopped: number;
  readonly medianFraction: number | null;
  readonly contradicted: number;
  /** Of those, how many the end proves in the opposite direction. */
  readonly reversed: number;
  /** Effects that the fixed look proves and this method never does. */
  readonly missed: number;
  readonly fractions: readonly number[];
}

/** Adds the replays up, a row per method. */
export function summarise(replays: readonly Replay[]): readonly MethodSummary[] {
  return METHODS.map((method) => {
    const stopped = replays.flatMap(({ stops }) => {
      const stop = stops[method];
      return stop === null ? [] : [{ stop, end: stops.fixed }];
    });
    const fractions = stopped.map(({ stop }) => stop.fraction).toSorted((first, second) => first - second);
    return {
      method,
      comparisons: replays.length,
      stopped: stopped.length,
      medianFraction: median(fractions),
      contradicted: stopped.filter(({ stop, end }) => end?.sign !== stop.sign).length,
      reversed: stopped.filter(({ stop, end }) => end !== null && end.sign !== stop.sign).length,
      missed: replays.filter(({ stops }) => stops.fixed !== null && stops[method] === null).length,
      fractions,
    };
  });
}

/** Of ascending values; the mean of the two middle ones when their number is even. */
function median(sorted: readonly number[]): number | null {
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
