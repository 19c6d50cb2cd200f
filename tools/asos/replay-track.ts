import { normalSf, tIsf } from '#stats/distributions.ts';
import { sequenceMonitor } from '#stats/engine/sequence-monitor.ts';
import { spendingBounds } from '#stats/group-sequential/spending-bounds.ts';
import { meanContrast } from '#stats/means/mean-contrast.ts';
import type { Track } from './read-checkpoints.ts';

export const METHODS = ['fixed', 'peeking', 'spending', 'sequence'] as const;
export type Method = (typeof METHODS)[number];

/** The first look at which a method calls an effect proven: the share of the final units seen, and the effect's sign. */
export interface Stop {
  readonly fraction: number;
  readonly sign: number;
}

/** What each method did on one track; a stop is null if the method called nothing proven. */
export interface Replay {
  readonly looks: number;
  /** True when no look is less precise than the one before: what all bounds over looks assume. */
  readonly precisionRises: boolean;
  readonly stops: Readonly<Record<Method, Stop | null>>;
}

interface Look {
  readonly fraction: number;
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly units: number;
  readonly standardError: number;
}

const ALPHA = 0.05;
/** Units per arm below which no method looks. */
const UNITS_PER_ARM = 100;
/** Checkpoints must add this share of the final units to count as another look. */
const NEW_DATA = 1e-3;

/**
 * Replays one track checkpoint by checkpoint at two-sided 5 %. The planned size is taken to be the
 * size reached. null when fewer than two checkpoints can be compared.
 */
export function replayTrack(track: Track): Replay | null {
  const looks = looksOf(track);
  const last = looks.at(-1);
  if (last === undefined || looks.length < 2) return null;
  const bounds = spendingBounds({
    alpha: ALPHA,
    sided: 2,
    spending: 'obf',
    t: looks.map((look) => look.fraction),
    final: true,
  });
  if (bounds.kind === 'refused') throw new RangeError(bounds.detail);
  const sequence = sequenceMonitor(ALPHA);
  const plain = (look: Look) => tIsf(ALPHA / 2, look.degreesOfFreedom);
  const spent = (look: Look, index: number) =>
    tIsf(normalSf(bounds.z[index] ?? Number.POSITIVE_INFINITY), look.degreesOfFreedom);
  const valid = (look: Look) =>
    sequence.critical({ ...look, metric: 'goal', plannedUnits: last.units }, ALPHA);
  return {
    looks: looks.length,
    precisionRises: looks.every((look, index) => !(look.standardError > earlierError(looks, index))),
    stops: {
      fixed: firstStop([last], plain),
      peeking: firstStop(looks, plain),
      spending: firstStop(looks, spent),
      sequence: firstStop(looks, valid),
    },
  };
}

/** Standard error of the look before, with a thousandth of slack; infinite before the first. */
function earlierError(looks: readonly Look[], index: number): number {
  return (looks[index - 1]?.standardError ?? Number.POSITIVE_INFINITY) * (1 + NEW_DATA);
}

function firstStop(looks: readonly Look[], critical: (look: Look, index: number) => number): Stop | null {
  const found = looks.find((look, index) => Math.abs(look.statistic) > critical(look, index));
  return found === undefined ? null : { fraction: found.fraction, sign: Math.sign(found.statistic) };
}

/** Comparable checkpoints with new data; the last one is always kept. */
function looksOf({ checkpoints }: Track): readonly Look[] {
  const all = checkpoints.flatMap(({ control, treatment }) => {
    if (Math.min(control.n, treatment.n) < UNITS_PER_ARM) return [];
    const contrast = meanContrast(control, treatment);
    if (contrast.kind === 'refused') return [];
    const { standardError, df, statistic } = contrast;
    return [{ statistic, degreesOfFreedom: df, units: control.n + treatment.n, standardError }];
  });
  const end = all.at(-1)?.units ?? 1;
  const looks: Look[] = [];
  for (const look of all.toReversed()) {
    const fraction = look.units / end;
    if (looks[0] === undefined || fraction < looks[0].fraction - NEW_DATA)
      looks.unshift({ ...look, fraction });
  }
  return looks;
}
