import { flagDebtSince } from '#domain/clean-up/flag-debt.ts';
import type { Experiment } from '#domain/experiment.ts';
import { hasClosedChannel } from '#domain/healing/closed-channel.ts';
import { hasToldReadingFault } from '#domain/looks/reading-faults.ts';
import { isFinished, occupiesSurface } from '#domain/status.ts';
import { stuckOf } from '#domain/stuck.ts';
import { DAY } from '#shared/clock.ts';
import { type DigestItem, itemOf } from './item.ts';

/** What is wrong with an experiment, the worst first. */
export const TROUBLES = [
  'flag-by-hand',
  'integrity',
  'reading',
  'delivery',
  'stuck',
  'waits',
  'flag-left',
] as const;

export type Trouble = (typeof TROUBLES)[number];

/** Something that is wrong. */
export interface HealthRow extends DigestItem {
  readonly trouble: Trouble;
  /** Milliseconds since the Unix epoch; null if the journal does not say. */
  readonly since: number | null;
  /** The code of a fault; left out if there is none. */
  readonly code?: string;
}

/** What people who read the digest should know is wrong. */
export interface HealthFigures {
  readonly until: number;
  readonly rows: readonly HealthRow[];
}

/** After so many days a wait for people, or a flag without its clean-up, is said every day. */
const LONG = { waits: 7 * DAY, flag: 30 * DAY };

/** Everything that is wrong with unfinished experiments at a moment, the worst first; of one experiment the worst alone. Pure. */
export function healthFigures(experiments: readonly Experiment[], until: number): HealthFigures {
  const rows = experiments.flatMap((experiment) => troubleOf(experiment, until) ?? []);
  return {
    until,
    rows: rows.toSorted(
      (one, other) =>
        TROUBLES.indexOf(one.trouble) - TROUBLES.indexOf(other.trouble) ||
        (one.since ?? until) - (other.since ?? until) ||
        (one.key < other.key ? -1 : 1),
    ),
  };
}

function troubleOf(experiment: Experiment, until: number): HealthRow | null {
  const { status, looks, tampering, delivery, waiting } = experiment;
  const row = (trouble: Trouble, since: number | null, code?: string): HealthRow => ({
    ...{ ...itemOf(experiment), trouble, since },
    ...(code === undefined ? {} : { code }),
  });
  const [failed] = delivery.failedEffects;
  if (isFinished(status)) return null;
  if (tampering.open !== null) return row('flag-by-hand', tampering.open.at);
  const isSeen = occupiesSurface(status);
  if (isSeen && looks.found?.alerts.some(({ level }) => level === 'integrity') === true)
    return row('integrity', null);
  if (hasToldReadingFault(experiment)) {
    const fault = Object.values(looks.faults ?? {}).find(({ toldAt }) => toldAt !== null);
    return row('reading', fault?.since ?? null, fault?.code);
  }
  if (failed !== undefined) return row('delivery', null, failed.code);
  if (hasClosedChannel(experiment)) return row('delivery', null);
  const stuck = stuckOf(experiment);
  if (stuck === 'agent-failed' || stuck === 'at-ceiling') return row('stuck', waiting?.since ?? null);
  if (waiting !== undefined && until - waiting.since >= LONG.waits) return row('waits', waiting.since);
  const flagSince = flagDebtSince(experiment);
  return flagSince !== null && until - flagSince >= LONG.flag ? row('flag-left', flagSince) : null;
}
