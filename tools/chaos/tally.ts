import { z } from 'zod';

const FIGURES = [
  'killed',
  'stopped',
  'storeFaults',
  'lockedOut',
  'diskFull',
  'foreign',
  'rolesTaken',
  'copies',
  'retried',
  'givenUp',
  'takenOver',
  'leasesLost',
  'races',
  'completed',
  'cancelled',
] as const;
type Figure = (typeof FIGURES)[number];

/**
 * How much went wrong: processes killed or stopped in good order, faults of the store, writes while it was locked
 * or its disk full, deliveries of another workspace, times a person lost the approver role, copies of a letter carried again,
 * effects tried again, effects given up, leases of one worker taken over by another, leases found lost by their holder,
 * appends that lost a race, experiments that came to their ends, and the faults of vendors by kind.
 */
export type Tally = { [Name in Figure]: number } & { readonly faults: Record<string, number> };

/** A tally as it comes from another thread. */
export const TallySchema: z.ZodType<Tally> = z.object({
  ...(Object.fromEntries(FIGURES.map((name) => [name, z.number()])) as Record<Figure, z.ZodNumber>),
  faults: z.record(z.string(), z.number()),
});

/** Nothing yet. */
export function newTally(): Tally {
  return { ...(Object.fromEntries(FIGURES.map((name) => [name, 0])) as Record<Figure, number>), faults: {} };
}

/** Adds what another schedule met. */
export function addTally(total: Tally, more: Tally): void {
  for (const name of FIGURES) total[name] += more[name];
  for (const [kind, count] of Object.entries(more.faults)) countFault(total, kind, count);
}

/** Counts faults of a kind. */
export function countFault({ faults }: Tally, kind: string, count = 1): void {
  faults[kind] = (faults[kind] ?? 0) + count;
}

/** Faults of every kind. */
function faultsOf({ faults }: Tally): number {
  return Object.values(faults).reduce((sum, count) => sum + count, 0);
}

/** What a run has to meet to prove anything, and this one did not; a store that was never to fail need not have. */
export function neverMet(tally: Tally, storeFails: boolean): readonly string[] {
  const wanted = {
    'process was killed': tally.killed,
    'vendor met a fault': faultsOf(tally),
    'letter was carried again': tally.copies,
    'effect was tried again': tally.retried,
    'append lost a race': tally.races,
    ...(storeFails
      ? { 'call of the store failed': tally.storeFaults, 'write met a locked store': tally.lockedOut }
      : {}),
    ...(storeFails ? { 'write met a full disk': tally.diskFull } : {}),
    'delivery came from another workspace': tally.foreign,
    'person lost a role': tally.rolesTaken,
  };
  return Object.entries(wanted).flatMap(([what, count]) => (count === 0 ? [`no ${what}`] : []));
}

/** A tally in one line. */
export function describeTally(tally: Tally): string {
  const kinds = Object.entries(tally.faults)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${kind} ${count}`);
  return [
    `met: ${tally.killed} processes killed and ${tally.stopped} stopped`,
    `${faultsOf(tally)} faults of vendors (${kinds.join(', ')})`,
    `${tally.storeFaults} faults of the store`,
    `${tally.lockedOut} writes to a locked store and ${tally.diskFull} to a full disk`,
    `${tally.foreign} deliveries of another workspace`,
    `${tally.rolesTaken} times a person lost the approver role`,
    `${tally.copies} copies carried again`,
    `${tally.retried} effects tried again and ${tally.givenUp} given up`,
    `${tally.takenOver} leases taken over and ${tally.leasesLost} found lost`,
    `${tally.races} appends that lost a race`,
    `${tally.completed} experiments completed and ${tally.cancelled} cancelled`,
  ].join('; ');
}
