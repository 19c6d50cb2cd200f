import { DESK } from '#desk/paths.ts';

/** A path of the desk to go on at, as a page or an address named it; the first page if it is none. */
export function backTo(named: string | null): string {
  return named !== null && /^\/desk(?:[/?]|$)/.test(named) && !/[\\\s]|\/\//.test(named) ? named : DESK;
}
