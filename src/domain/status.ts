/**
 * How far an experiment is. In the `backlog` an idea is kept for later, without a thread. `completed` and `cancelled` are final;
 * `killed` still has its clean-up before it.
 */
export type Status =
  | 'backlog'
  | 'draft'
  | 'in-review'
  | 'approved'
  | 'implementing'
  | 'implemented'
  | 'verifying'
  | 'running'
  | 'paused'
  | 'deciding'
  | 'decided'
  | 'cleaning-up'
  | 'completed'
  | 'cancelled'
  | 'killed';

/** The six words shown to people. */
export type ShownStatus = 'planned' | 'implemented' | 'running' | 'analysing' | 'decided' | 'completed';

const SHOWN: Readonly<Record<Status, ShownStatus>> = {
  backlog: 'planned',
  draft: 'planned',
  'in-review': 'planned',
  approved: 'planned',
  implementing: 'planned',
  implemented: 'implemented',
  verifying: 'running',
  running: 'running',
  paused: 'running',
  deciding: 'analysing',
  decided: 'decided',
  'cleaning-up': 'decided',
  completed: 'completed',
  cancelled: 'completed',
  killed: 'decided',
};

/** The word that people see for a status. */
export function shownStatus(status: Status): ShownStatus {
  return SHOWN[status];
}

/** The same word with the status behind it, unless that says no more: "planned (in review)", "running". */
export function exactStatus(status: Status): string {
  const shown = shownStatus(status);
  return shown === status ? shown : `${shown} (${status.replaceAll('-', ' ')})`;
}

const OCCUPIES: Readonly<Record<Status, boolean>> = {
  backlog: false,
  draft: false,
  'in-review': false,
  approved: false,
  implementing: false,
  implemented: false,
  verifying: true,
  running: true,
  paused: true,
  deciding: true,
  decided: false,
  'cleaning-up': false,
  completed: false,
  cancelled: false,
  killed: false,
};

/** True from the canary to the decision, pauses included: units may meet the change, so its surface is taken. */
export function occupiesSurface(status: Status): boolean {
  return OCCUPIES[status];
}

/** The statuses in which a surface is taken. */
export const OCCUPYING: readonly Status[] = (Object.keys(OCCUPIES) as Status[]).filter(occupiesSurface);

/** True if nothing is left to do: the experiment is completed or cancelled. */
export function isFinished(status: Status): boolean {
  return status === 'completed' || status === 'cancelled';
}

/** True if the bot or people work on it: it is neither over nor kept for later. */
export function isOngoing(status: Status): boolean {
  return status !== 'backlog' && !isFinished(status);
}

/** Every status that an experiment can leave, in the order of its life. */
export const UNFINISHED: readonly Status[] = (Object.keys(SHOWN) as Status[]).filter(
  (status) => !isFinished(status),
);
