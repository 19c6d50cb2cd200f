import { AppError, type FaultOptions } from '#shared/errors.ts';
import type { FaultKind } from '#shared/fault-codes.ts';

declare module '#shared/fault-codes.ts' {
  interface VendorFaults {
    resvg: keyof typeof KINDS;
  }
}

const KINDS = {
  unreadable: 'bug',
  'not-installed': 'refused',
  'no-text': 'refused',
} as const satisfies Readonly<Record<string, FaultKind>>;

/** A fault of the drawing library. */
export function resvgFault(name: keyof typeof KINDS, message: string, options?: FaultOptions): AppError {
  return new AppError({ code: `resvg.${name}`, kind: KINDS[name], vendor: 'resvg' }, message, options);
}
