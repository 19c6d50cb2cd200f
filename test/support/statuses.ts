import type { Status } from '#domain/status.ts';

/** A status that is left out does not compile. */
const EVERY: Readonly<Record<Status, true>> = {
  backlog: true,
  draft: true,
  'in-review': true,
  approved: true,
  implementing: true,
  implemented: true,
  verifying: true,
  running: true,
  paused: true,
  deciding: true,
  decided: true,
  'cleaning-up': true,
  completed: true,
  cancelled: true,
  killed: true,
};

/** Every status, in the order of the way through them. */
export const STATUSES = Object.keys(EVERY) as readonly Status[];
