import { type WarehouseFault, warehouseFault } from '#ports/sql-faults.ts';
import type { AppError } from '#shared/errors.ts';
import type { HttpAnswer } from './call.ts';

/** What a fault is, and what to do about it. */
export type HttpVerdict = readonly [name: WarehouseFault, message: string];

/** What an HTTP status says by itself, if the body says nothing better. `vendor` is the database as people know it. */
export function statusVerdict(status: number, vendor: string): HttpVerdict {
  if (status === 401)
    return ['unauthorised', `${vendor} refused the key. Correct WAREHOUSE_KEY, or the user that it is of.`];
  if (status === 403)
    return [
      'forbidden',
      `The account of WAREHOUSE_KEY may not do that in ${vendor}. Grant it what docs/warehouse.md names.`,
    ];
  if (status === 404)
    return ['address', `${vendor} knows no such project, warehouse or statement. Correct WAREHOUSE_URL.`];
  if (status === 429 || status >= 500)
    return ['unavailable', `${vendor} works on too much at this moment, or is down.`];
  return [
    'refused',
    `${vendor} refused the statement of a look (HTTP ${status}); the log has its own words.`,
  ];
}

/** A fault with the words of the far side as its cause, for the log alone. */
export function answerFault(
  [name, message]: HttpVerdict,
  { retryAfterMs }: Pick<HttpAnswer, 'retryAfterMs'>,
  said: string,
): AppError {
  return warehouseFault(name, message, { cause: new Error(said), retryAfterMs });
}
