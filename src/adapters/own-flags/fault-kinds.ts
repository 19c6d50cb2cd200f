import { AppError, type FaultOptions } from '#shared/errors.ts';
import type { FaultKind } from '#shared/fault-codes.ts';

/** The kind of each fault of the bot's own flags, by the name after `own-flags.`. */
const KINDS = {
  conflict: 'conflict',
  contended: 'conflict',
  'layer-full': 'refused',
  missing: 'refused',
  'no-key': 'refused',
  'not-a-key': 'refused',
  'not-the-default': 'refused',
  unreadable: 'damaged',
} as const satisfies Readonly<Record<string, FaultKind>>;

export type OwnFlagsFault = keyof typeof KINDS;

declare module '#shared/fault-codes.ts' {
  interface VendorFaults {
    'own-flags': OwnFlagsFault;
  }
}

/** A fault of the bot's own flags. */
export function ownFlagsFault(name: OwnFlagsFault, message: string, options?: FaultOptions): AppError {
  return new AppError(
    { code: `own-flags.${name}`, kind: KINDS[name], vendor: 'own-flags' },
    message,
    options,
  );
}
