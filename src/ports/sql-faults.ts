import { AppError, type FaultOptions } from '#shared/errors.ts';
import type { FaultKind } from '#shared/fault-codes.ts';

/** The kind of each fault of a warehouse, by the name after `warehouse.`. */
const KINDS = {
  address: 'refused',
  forbidden: 'denied',
  'not-found': 'refused',
  'over-quota': 'denied',
  'query-too-large': 'excessive',
  'query-too-slow': 'excessive',
  refused: 'refused',
  unauthorised: 'denied',
  unavailable: 'unavailable',
  undescribed: 'refused',
  'unexpected-answer': 'invalid-answer',
  unreachable: 'unavailable',
} as const satisfies Readonly<Record<string, FaultKind>>;

export type WarehouseFault = keyof typeof KINDS;

declare module '#shared/fault-codes.ts' {
  interface VendorFaults {
    warehouse: WarehouseFault;
  }
}

/** A fault of the warehouse, whichever database it is. */
export function warehouseFault(name: WarehouseFault, message: string, options?: FaultOptions): AppError {
  return new AppError(
    { code: `warehouse.${name}`, kind: KINDS[name], vendor: 'warehouse' },
    message,
    options,
  );
}

/** That the answer of a statement has more rows than its limits allow. */
export function tooManyRows(most: number): AppError {
  return warehouseFault(
    'query-too-large',
    `The answer has more than ${most} rows. Use fewer dimensions, or dimensions with fewer values.`,
  );
}
