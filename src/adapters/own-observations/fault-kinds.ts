import { AppError, type FaultOptions, toAppError } from '#shared/errors.ts';
import type { FaultKind } from '#shared/fault-codes.ts';

/** The kind of each fault of reading own observations, by the name after `own-observations.`. */
const KINDS = {
  excessive: 'excessive',
  refused: 'refused',
  unreachable: 'unavailable',
} as const satisfies Readonly<Record<string, FaultKind>>;

export type OwnObservationsFault = keyof typeof KINDS;

declare module '#shared/fault-codes.ts' {
  interface VendorFaults {
    'own-observations': OwnObservationsFault;
  }
}

const WORDS: Readonly<Record<OwnObservationsFault, string>> = {
  excessive:
    'The look over own observations takes more than it may. Use fewer metrics, dimensions with fewer values, or a larger database in EVENTS_URL.',
  refused: 'The database of EVENTS_URL refused the statement of a look; the log has its own words.',
  unreachable: 'The database of EVENTS_URL does not answer. Check the address, and that the database runs.',
};

/** A fault of reading own observations. */
function ownObservationsFault(name: OwnObservationsFault, options?: FaultOptions): AppError {
  const identity = {
    code: `own-observations.${name}`,
    kind: KINDS[name],
    vendor: 'own-observations',
  } as const;
  return new AppError(identity, WORDS[name], options);
}

/** What an engine throws, which speaks of a warehouse, in the words of own observations. */
export function observationsFault(thrown: unknown): AppError {
  const cause = toAppError(thrown);
  if (cause.vendor !== 'warehouse') return cause;
  if (cause.kind === 'excessive') return ownObservationsFault('excessive', { cause });
  return ownObservationsFault(cause.retryable ? 'unreachable' : 'refused', { cause });
}
