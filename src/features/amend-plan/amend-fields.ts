/** Block ids of the fields; action ids are the same. */
export const DAYS = 'days';
export const REASON = 'reason';
