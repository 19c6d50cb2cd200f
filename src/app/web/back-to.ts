import { DESK } from '#desk/paths.ts';

/** The longest path that is gone back to, in characters: it stands in a header. */
const LONGEST = 1_500;

/** A path of the desk to go on at, as a page or an address named it; the first page if it is none. */
export function backTo(named: string | null): string {
  const isFit =
    named !== null &&
    named.length <= LONGEST &&
    /^\/desk(?:[/?][\x21-\x7e]*)?$/.test(named) &&
    !/\\|\/\//.test(named);
  return isFit ? named : DESK;
}
