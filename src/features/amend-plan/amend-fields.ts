/** Block ids of the fields; action ids are the same. */
export const DAYS = 'days';
export const REASON = 'reason';
export const WHAT = 'what';
export const METRIC = 'metric';
export const MARGIN = 'margin';
export const OWNER = 'owner';
